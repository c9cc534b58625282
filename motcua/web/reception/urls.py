"""The counter: receive face to face; and the support point, which hands in for others."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.reception import reception, support

urlpatterns: list[URLPattern] = [
    path("", reception.reception, name="reception"),
    path("da-nhan/<str:code>/", reception.received, name="received"),
    path("diem-ho-tro/", support.support_reception, name="support_reception"),
    path("diem-ho-tro/da-nop/<str:code>/", support.handed_in, name="support_handed_in"),
]
