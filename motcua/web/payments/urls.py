"""Fees at the counter."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
