"""Tickets: at the kiosk, on the phone, and at the counter that calls them."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
