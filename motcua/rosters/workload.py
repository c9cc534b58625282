"""Half days that one person works in a week, against the limit that the house sets."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.conf import settings

from motcua.people.models import Staff
from motcua.rosters.models import LIVE_STATES, Shift
from motcua.rosters.times import monday_of, week_range
from motcua.rulebook.work_calendar import localise

_NOON: Final = 12


def half_days(shifts: list[Shift]) -> int:
    """Half days with a shift: a shift over noon counts for both halves, two shifts of one morning for one."""
    held = set()
    for shift in shifts:
        since, until = localise(shift.during.lower), localise(shift.during.upper)
        if since.hour < _NOON:
            held.add((since.date(), "morning"))
        if until.hour > _NOON or (until.hour == _NOON and until.minute > 0):
            held.add((since.date(), "afternoon"))
    return len(held)


def heavy_week(staff: Staff, day: date) -> list[str]:
    """A sentence when the person's week, at all offices, has more half days than ROSTER_WEEK_SITTINGS; else none."""
    week = week_range(monday_of(day))
    count = half_days(list(Shift.objects.filter(staff=staff, state__in=LIVE_STATES, during__overlap=week)))
    if count <= settings.ROSTER_WEEK_SITTINGS:
        return []
    return [
        f"{staff.full_name} có {count} buổi trực trong tuần từ {monday_of(day):%d/%m}, "
        f"quá {settings.ROSTER_WEEK_SITTINGS} buổi."
    ]
