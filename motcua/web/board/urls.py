"""Boards in the rooms, and what they announce."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
