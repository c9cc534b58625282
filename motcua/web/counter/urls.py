"""The counter: receive face to face."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.counter import reception

urlpatterns: list[URLPattern] = [
    path("", reception.reception, name="reception"),
    path("da-nhan/<str:code>/", reception.received, name="received"),
]
