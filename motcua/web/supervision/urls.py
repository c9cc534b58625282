"""Addresses of warnings, late and stalled dossiers, form 06."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.supervision import form_06, overview

urlpatterns: list[URLPattern] = [
    path("", overview.supervision, name="supervision"),
    path("da-xem/", overview.warnings_read, name="warnings_read"),
    path("bieu-06/", form_06.form_06, name="form_06"),
]
