"""Read the journal."""

from __future__ import annotations

from django.db.models import QuerySet

from motcua.journal.models import Event as Event  # pages know events by these queries alone


def history(subject: str) -> QuerySet[Event]:
    """All events of one subject ("dossier:12"), oldest first."""
    return Event.objects.filter(subject=subject).order_by("id")


def latest(office_path: str = "") -> QuerySet[Event]:
    """Events of an office and below, newest first; "" is everywhere."""
    events = Event.objects.order_by("-id")
    return events.filter(office_path__startswith=office_path) if office_path else events
