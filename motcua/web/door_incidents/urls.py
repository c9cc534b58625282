"""Incidents at the door and the playbooks for them."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.door_incidents import incidents, playbooks

urlpatterns: list[URLPattern] = [
    path("", incidents.door_incidents, name="door_incidents"),
    path("moi/", incidents.door_incident_report, name="door_incident_report"),
    path("<int:incident_id>/", incidents.door_incident, name="door_incident"),
    path("kich-ban/", playbooks.playbooks, name="playbooks"),
    path("kich-ban/<str:code>/", playbooks.playbook, name="playbook"),
]
