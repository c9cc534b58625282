"""The working calendar of an office: hours, and days off or worked, set for it, above it or nationwide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM, Actor
from motcua.people.models import CalendarDay, Office
from motcua.people.paths import ancestors
from motcua.rulebook.public_holidays import HOLIDAY, WORKED, DayRow, load_vietnam
from motcua.rulebook.work_calendar import Hours, WorkCalendar, sessions

NATION: Final = ""


def calendar_of(office: Office) -> WorkCalendar:
    """The calendar of one office, in one query. Keep the answer where many dates are counted for the same office.

    A day set for the office itself wins over one set above it, and that over the nation's. ValueError when the
    office's `hours` cannot be read.
    """
    return calendars_of([office])[office.path]


def calendars_of(offices: Iterable[Office]) -> dict[str, WorkCalendar]:
    """The calendars of several offices by path, in one query for all of them."""
    wanted = {office.path: office for office in offices}
    paths = {NATION: NATION} | {above: above for path in wanted for above in ancestors(path)}
    days: dict[str, list[CalendarDay]] = {path: [] for path in paths}
    for row in CalendarDay.objects.filter(Q(office=None) | Q(office__path__in=list(paths))).select_related("office"):
        days[row.office.path if row.office else NATION].append(row)
    return {path: _calendar(office, days) for path, office in wanted.items()}


def _calendar(office: Office, days: Mapping[str, list[CalendarDay]]) -> WorkCalendar:
    settled: dict[date, DayRow] = {}
    for above in (NATION, *ancestors(office.path)):  # from the nation down: the nearer overrides
        for row in days[above]:
            kind = WORKED if row.kind == CalendarDay.Kind.WORKING else HOLIDAY
            settled[row.day] = DayRow(row.day, row.label, kind)
    return WorkCalendar.from_rows(settled.values(), hours_of(office.hours))


def hours_of(stored: Mapping[str, Any]) -> Hours:
    """Read an office's `hours`; keys left out take the national default (07:00–11:30, 13:30–17:00).

    `weekday` and `saturday` are texts such as "07:00-11:30, 13:30-17:00"; `saturday_counts` is a flag; `special` maps
    an ISO weekday ("1" is Monday) to such a text. ValueError when a text cannot be read.
    """
    usual = Hours()
    return Hours(
        weekday=sessions(stored["weekday"]) if "weekday" in stored else usual.weekday,
        saturday=sessions(stored.get("saturday", "")),
        saturday_counts=bool(stored.get("saturday_counts", False)),
        special={int(day): sessions(text) for day, text in stored.get("special", {}).items()},
    )


@transaction.atomic
def load_national_days(years: Iterable[int], *, at: datetime | None = None, by: Actor = SYSTEM) -> int:
    """Fill the nation's days off and make-up days of `years` (Labour Code 2019 Art. 112); returns how many are new.

    A day that officials already set is left as they set it. With `at` (aware), a change is written to the journal.
    """
    wanted = sorted(set(years))
    rows = [
        CalendarDay(
            day=row.day,
            kind=CalendarDay.Kind.WORKING if row.kind == WORKED else CalendarDay.Kind.OFF,
            label=f"{row.label} ({row.note})" if row.note else row.label,
        )
        for row in load_vietnam(wanted)
    ]
    before = CalendarDay.objects.filter(office=None).count()
    CalendarDay.objects.bulk_create(rows, ignore_conflicts=True)
    added = CalendarDay.objects.filter(office=None).count() - before
    if added and at is not None:
        record(name="calendar.changed", at=at, by=by, subject="calendar:nation", data={"years": wanted, "added": added})
    return added
