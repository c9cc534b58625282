"""Imports that were run."""

from __future__ import annotations

from django.db.models import QuerySet

from motcua.exchange.models import ImportRun


def import_runs() -> QuerySet[ImportRun]:
    """Every file read in, the newest first."""
    return ImportRun.objects.select_related("by").order_by("-id")
