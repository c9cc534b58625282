"""What other rooms ask of the roster: which counters have somebody, and who was on site."""

from __future__ import annotations

from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from motcua.rosters.models import Shift
from motcua.rosters.times import day_range

Span = tuple[datetime, datetime]


def counters_staffed(office_id: int, day: date) -> dict[int, list[Span]] | None:
    """The counters' numbers with the times (aware, merged, in order) at which somebody is on site there.

    None where no roster was published for that office and day, which is not the same as a published day on which
    nobody comes: then the answer is {}. One query.
    """
    known = Q(state=Shift.State.PUBLISHED) | Q(state=Shift.State.CANCELLED, changes__gt=0)
    rows = Shift.objects.filter(known, office_id=office_id, during__overlap=day_range(day))
    found = list(rows.values_list("state", "place", "duty", "counter", "during"))
    if not found:
        return None
    staffed: dict[int, list[Span]] = {}
    for state, place, duty, counter, during in found:
        here = state == Shift.State.PUBLISHED and place == Shift.Place.ON_SITE
        if here and duty == Shift.Duty.COUNTER and counter:
            staffed.setdefault(counter, []).append((during.lower, during.upper))
    return {counter: merged(spans) for counter, spans in sorted(staffed.items())}


def merged(spans: list[Span]) -> list[Span]:
    """Times in order, those that touch joined into one."""
    joined: list[Span] = []
    for since, until in sorted(spans):
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(until, joined[-1][1]))
        else:
            joined.append((since, until))
    return joined


def on_site(office_id: int, since: datetime, until: datetime) -> list[Shift]:
    """Published shifts on site that touch the time from `since` to `until` (aware), people loaded. One query."""
    rows = Shift.objects.filter(
        office_id=office_id,
        state=Shift.State.PUBLISHED,
        place=Shift.Place.ON_SITE,
        during__overlap=DateTimeTZRange(since, until),
    )
    return list(rows.select_related("staff").order_by("during", "pk"))
