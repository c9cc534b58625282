"""Turn the demo clock, and turn it back."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from motcua.clock.models import ClockShift


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
