"""Incidents of dossiers a person may see."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from motcua.dossiers.models import Incident
from motcua.dossiers.queries.visible import dossiers_visible_to
from motcua.people.models import Staff


def dossier_incidents_visible_to(staff: Staff, at: datetime) -> QuerySet[Incident]:
    """Open ones first, then the newest; of the dossiers the person may see at `at`."""
    seen = dossiers_visible_to(staff, at).values("pk")
    found = Incident.objects.filter(dossier__in=seen).select_related("dossier__procedure", "reported_by", "resolved_by")
    return found.order_by("resolved_at", "-id")
