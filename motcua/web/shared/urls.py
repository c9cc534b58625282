"""Addresses of pages for everybody."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.i18n import set_language

from motcua.web.shared import components, demo, health, sign_in

urlpatterns: list[URLPattern] = [
    path("dang-nhap/", sign_in.sign_in, name="sign_in"),
    path("dang-nhap/<int:staff_id>/", sign_in.take_role, name="take_role"),
    path("dang-xuat/", sign_in.sign_out, name="sign_out"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("giao-dien/", components.components, name="components"),
    path("khoe", health.health, name="health"),
    path("demo/dong-ho/", demo.demo_clock, name="demo_clock"),
    path("demo/hop-thu-di/", demo.outbox, name="outbox"),
]
