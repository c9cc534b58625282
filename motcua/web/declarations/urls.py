"""Declarations and passes; incidents at the door; tracing."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.declarations import declaration_form, declarations, incidents, passes, playbooks, tracing

urlpatterns: list[URLPattern] = [
    path("khai-bao/<str:door_key>/", declaration_form.declare, name="declare"),
    path("khai-giup/<str:door_key>/", declaration_form.declare_for, name="declare_for"),
    path("the/<str:token>/", passes.entry_pass, name="pass"),
    path("the/<str:token>/ma.png", passes.picture, name="pass_picture"),
    path("the-cua-toi/", passes.own, name="own_pass"),
    path("the-cua-toi/khai/<str:door_key>/", declaration_form.declare_own, name="declare_own"),
    path("to-khai/", declarations.listed, name="declarations"),
    path("to-khai/<int:declaration_id>/", declarations.one, name="declaration"),
    path("su-viec/", incidents.listed, name="door_incidents"),
    path("su-viec/moi/", incidents.report, name="door_incident_report"),
    path("su-viec/<int:incident_id>/", incidents.one, name="door_incident"),
    path("su-viec/kich-ban/", playbooks.listed, name="playbooks"),
    path("su-viec/kich-ban/<str:code>/", playbooks.one, name="playbook"),
    path("truy-vet/", tracing.ask, name="tracings"),
    path("truy-vet/<int:tracing_id>/", tracing.one, name="tracing"),
    path("truy-vet/<int:tracing_id>/xuat/<str:kind>/", tracing.export, name="tracing_export"),
]
