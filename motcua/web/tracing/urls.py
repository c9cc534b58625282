"""Contact tracing: the questions asked, and the list of people near one person."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.tracing import tracings

urlpatterns: list[URLPattern] = [
    path("", tracings.tracings, name="tracings"),
    path("<int:tracing_id>/", tracings.tracing, name="tracing"),
    path("<int:tracing_id>/xuat/<str:kind>/", tracings.tracing_export, name="tracing_export"),
]
