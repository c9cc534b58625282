"""Turn the demo clock, and turn it back; a visitor's turn is journalled."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from motcua.clock.models import ClockShift
from motcua.clock.queries import now
from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM


def turn_to(moment: datetime, *, frozen: bool = False) -> None:
    """Set the demo clock to an aware `moment`; raises PermissionError outside demo mode, ValueError when naive."""
    if not settings.DEMO:
        raise PermissionError("The clock can be turned in demo mode only.")
    if moment.tzinfo is None:
        raise ValueError("The moment needs a time zone.")
    seconds = round((moment - datetime.now(UTC)).total_seconds())
    ClockShift.objects.update_or_create(id=1, defaults={"seconds": seconds, "frozen_at": moment if frozen else None})


def turn_back() -> None:
    """Return to the real time."""
    ClockShift.objects.filter(id=1).delete()


@transaction.atomic
def turn_demo_clock(to: datetime | None) -> None:
    """Set the demo clock to an aware moment, or back to the real time (None); journalled at the moment it left.

    Raises as `turn_to`.
    """
    before = now()
    if to is None:
        turn_back()
    else:
        turn_to(to)
    record(
        name="clock.turned",
        at=before,
        by=SYSTEM,
        subject="clock:demo",
        data={"to": to.isoformat() if to is not None else None},
    )
