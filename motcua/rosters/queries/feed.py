"""One person's shifts as a calendar file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from motcua.people.models import Staff
from motcua.rosters.messages import say_duty
from motcua.rosters.models import RosterFeed, Shift
from motcua.rosters.times import day_range, vietnam_day
from motcua.rulebook.calendar_file import CalendarEvent, feed_file

CANCELLED_SHOWN: Final = timedelta(days=30)
PAST_SHOWN: Final = timedelta(days=60)
AHEAD_SHOWN: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Feed:
    """The file, and its mark: the same mark is the same file."""

    text: str
    mark: str


def has_feed(staff: Staff) -> bool:
    """Whether the person has an address."""
    return RosterFeed.objects.filter(staff=staff).exists()


def feed_of(key: str, at: datetime) -> Feed | None:
    """The calendar behind a secret address; None for one nobody has (any more) or whose owner has left.

    Published shifts, and for thirty days those taken out, so that calendars that have them take them away. It names
    nobody but says the duty, the place and the unit. Two queries.
    """
    found = RosterFeed.objects.filter(key=digest_of(key), staff__is_active=True).select_related("staff").first()
    if found is None:
        return None
    around = day_range(vietnam_day(at - PAST_SHOWN), vietnam_day(at + AHEAD_SHOWN))
    gone = Q(state=Shift.State.CANCELLED, changes__gt=0, changed_at__gte=at - CANCELLED_SHOWN)
    rows = Shift.objects.filter(Q(state=Shift.State.PUBLISHED) | gone, staff=found.staff, during__overlap=around)
    shifts = list(rows.select_related("office").order_by("during", "pk"))
    mark = digest_of("|".join(f"{shift.pk}.{shift.changes}.{shift.state}" for shift in shifts))[:32]
    newest = max((shift.changed_at for shift in shifts), default=found.made_at)
    return Feed(feed_file([_event(shift) for shift in shifts], "Lịch trực", at=newest), mark)


def _event(shift: Shift) -> CalendarEvent:
    words = say_duty(shift)
    return CalendarEvent(
        uid=f"shift-{shift.pk}@motcua",
        starts=shift.during.lower,
        ends=shift.during.upper,
        summary=words[0].upper() + words[1:],
        description=str(Shift.Place(shift.place).label),
        location=shift.office.address or shift.office.name,
        sequence=shift.changes,
        cancelled=shift.state == Shift.State.CANCELLED,
    )


def digest_of(key: str) -> str:
    """What is kept of a key. It has 256 bits of chance, so a plain digest serves."""
    return hashlib.sha256(key.encode()).hexdigest()
