"""Declarations and passes; incidents at the door; tracing."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
