"""Declarations before entering, and entry passes."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.declarations import declaration_form, declarations, passes

urlpatterns: list[URLPattern] = [
    path("khai-bao/<str:door_key>/", declaration_form.declare, name="declare"),
    path("khai-giup/<str:door_key>/", declaration_form.declare_for, name="declare_for"),
    path("the/<str:token>/", passes.pass_page, name="pass"),
    path("the/<str:token>/ma.png", passes.pass_picture, name="pass_picture"),
    path("the-cua-toi/", passes.own_pass, name="own_pass"),
    path("the-cua-toi/khai/<str:door_key>/", declaration_form.declare_own, name="declare_own"),
    path("to-khai/", declarations.declarations, name="declarations"),
    path("to-khai/<int:declaration_id>/", declarations.declaration, name="declaration"),
]
