"""Papers to print: slips, registers, lists, many at once."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
