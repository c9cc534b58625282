"""Addresses of dossiers' incidents."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.dossier_incidents import incidents

urlpatterns: list[URLPattern] = [
    path("", incidents.incidents, name="incidents"),
    path("<int:incident_id>/", incidents.incident, name="incident"),
    path("ho-so/<str:code>/", incidents.incident_report, name="incident_report"),
]
