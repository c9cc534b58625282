"""Support points, looks at copies, ways back to a draft."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
