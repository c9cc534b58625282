"""The gate: a marshal lets in, counts out, and goes on without network."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
