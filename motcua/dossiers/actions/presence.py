"""Record who has a dossier open, to tell the next officer who opens it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.dossiers.models import Dossier, Presence
from motcua.people.models import Staff

STILL_THERE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Other:
    """A colleague who has the dossier open: name, and whole minutes since last seen there."""

    name: str
    minutes: int


@transaction.atomic
def note_presence(*, dossier: Dossier, staff: Staff, at: datetime) -> list[Other]:
    """Note at `at` (aware) that `staff` has the dossier open, and say who else has: those seen within five minutes."""
    Presence.objects.bulk_create(
        [Presence(dossier=dossier, staff=staff, seen_at=at)],
        update_conflicts=True, unique_fields=["dossier", "staff"], update_fields=["seen_at"],
    )  # fmt: skip
    others = Presence.objects.filter(
        dossier=dossier, seen_at__gt=at - STILL_THERE, seen_at__lte=at + STILL_THERE
    ).exclude(staff=staff)
    return [
        Other(presence.staff.full_name, max(0, int((at - presence.seen_at).total_seconds() // 60)))
        for presence in others.select_related("staff").order_by("-seen_at")
    ]


def forget_presences(*, at: datetime) -> int:
    """Delete presences that are no longer shown; returns how many."""
    gone, _by_table = Presence.objects.filter(seen_at__lt=at - STILL_THERE).delete()
    return gone
