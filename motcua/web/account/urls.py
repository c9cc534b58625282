"""One's own account: sign-in, second factor, devices."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
