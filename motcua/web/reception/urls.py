"""Addresses of the reception at counters and at support points."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.reception import counter, support_point

urlpatterns: list[URLPattern] = [
    path("", counter.reception, name="reception"),
    path("da-nhan/<str:code>/", counter.received, name="received"),
    path("diem-ho-tro/", support_point.support_reception, name="support_reception"),
    path("diem-ho-tro/da-nop/<str:code>/", support_point.support_handed_in, name="support_handed_in"),
]
