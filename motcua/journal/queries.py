"""Read the journal."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from motcua.journal.models import Event as Event  # pages know events by these queries alone


def history(subject: str) -> QuerySet[Event]:
    """All events of one subject ("dossier:12"), oldest first."""
    return Event.objects.filter(subject=subject).order_by("id")


def latest(office_paths: Sequence[str] | None = None) -> QuerySet[Event]:
    """Events of these offices and those below them, newest first; None is everywhere, no office is no event."""
    if office_paths is None:
        return Event.objects.order_by("-id")
    seen = Q(pk__in=())
    for path in office_paths:
        seen |= Q(office_path=path) | Q(office_path__startswith=f"{path}/")
    return Event.objects.filter(seen).order_by("-id")
