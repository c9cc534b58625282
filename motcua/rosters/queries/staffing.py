"""Answer other apps about the roster: which counters are staffed, and who was on site."""

from __future__ import annotations

from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from motcua.rosters.models import Shift
from motcua.rosters.times import day_range, monday_of, week_range

Span = tuple[datetime, datetime]


def counters_staffed(office_id: int, day: date) -> dict[int, list[Span]] | None:
    """The counters' numbers with the times (aware, merged, in order) at which somebody is on site there.

    None where the roster does not say: nothing was published for that office and day, or the published roster of the
    whole week (Monday to Sunday) has no counter duty at all and plans other duties only. A week with counter duty and
    a day on which nobody comes to a counter is {}: nobody is there. A counter shift that was published and then taken
    out still shows that the week plans its counters. One query, two where the day has no counter duty.
    """
    known = Q(state=Shift.State.PUBLISHED) | Q(state=Shift.State.CANCELLED, changes__gt=0)
    told = Shift.objects.filter(known, office_id=office_id)
    found = list(told.filter(during__overlap=day_range(day)).values_list("state", "place", "duty", "counter", "during"))
    if not found:
        return None
    if all(duty != Shift.Duty.COUNTER for _state, _place, duty, _counter, _during in found):
        week = told.filter(duty=Shift.Duty.COUNTER, during__overlap=week_range(monday_of(day)))
        if not week.exists():
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
