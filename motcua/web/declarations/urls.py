"""Declarations and passes; incidents at the door; tracing."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.declarations import declaration_form, declarations, incidents, passes, playbooks, tracing

urlpatterns: list[URLPattern] = [
    path("khai-bao/<str:door_key>/", declaration_form.declare, name="declare"),
    path("khai-giup/<str:door_key>/", declaration_form.declare_for, name="declare_for"),
    path("the/<str:token>/", passes.pass_page, name="pass"),
    path("the/<str:token>/ma.png", passes.pass_picture, name="pass_picture"),
    path("the-cua-toi/", passes.own_pass, name="own_pass"),
    path("the-cua-toi/khai/<str:door_key>/", declaration_form.declare_own, name="declare_own"),
    path("to-khai/", declarations.declarations, name="declarations"),
    path("to-khai/<int:declaration_id>/", declarations.declaration, name="declaration"),
    path("su-viec/", incidents.door_incidents, name="door_incidents"),
    path("su-viec/moi/", incidents.door_incident_report, name="door_incident_report"),
    path("su-viec/<int:incident_id>/", incidents.door_incident, name="door_incident"),
    path("su-viec/kich-ban/", playbooks.playbooks, name="playbooks"),
    path("su-viec/kich-ban/<str:code>/", playbooks.playbook, name="playbook"),
    path("truy-vet/", tracing.tracings, name="tracings"),
    path("truy-vet/<int:tracing_id>/", tracing.tracing, name="tracing"),
    path("truy-vet/<int:tracing_id>/xuat/<str:kind>/", tracing.tracing_export, name="tracing_export"),
]
