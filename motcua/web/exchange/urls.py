"""In from other systems, out to the person."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
