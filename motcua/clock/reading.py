"""The only place that reads the clock. In demo mode a tester can turn it; elsewhere it is the real time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.clock.models import ClockShift

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in Asia/Ho_Chi_Minh; turned by the demo clock in demo mode (one query there)."""
    real = datetime.now(UTC).astimezone(VIETNAM)
    if not settings.DEMO:
        return real
    shift = ClockShift.objects.filter(id=1).first()
    if shift is None:
        return real
    if shift.frozen_at is not None:
        return shift.frozen_at.astimezone(VIETNAM)
    return real + timedelta(seconds=shift.seconds)


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
