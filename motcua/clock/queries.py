"""Read the clock, the only module that does. In demo mode a tester can turn it; elsewhere it is the real time."""

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


def real_now() -> datetime:
    """The real time, aware, in UTC, even in demo mode: for values that other systems check by their clocks (tokens)."""
    return datetime.now(UTC)
