"""Rooms, counters and floor plan; equipment and rounds of checkers."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
