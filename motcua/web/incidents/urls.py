"""What went wrong: written down, put right."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.incidents import pages

urlpatterns: list[URLPattern] = [
    path("", pages.incidents, name="incidents"),
    path("<int:incident_id>/", pages.incident, name="incident"),
    path("ho-so/<str:code>/", pages.report, name="incident_report"),
]
