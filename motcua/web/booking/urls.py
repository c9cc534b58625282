"""Appointments: booked by the public, kept by the unit."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
