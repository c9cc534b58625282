"""Seals, certificates, and the page on which anyone checks a signed paper."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
