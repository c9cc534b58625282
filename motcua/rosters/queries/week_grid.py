"""The grid of a unit's week, and whether the week is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from motcua.people.calendars import calendar_of
from motcua.people.models import Office, Staff
from motcua.rosters.models import LIVE_STATES, Absence, Shift
from motcua.rosters.queries.cover import vacancies_of
from motcua.rosters.queries.people import regulars_of
from motcua.rosters.times import vietnam_day, week_range
from motcua.rosters.workload import half_days


def is_published(office_id: int, monday: date) -> bool:
    """Whether the office's week from `monday` was published: what is added to it later is published with it."""
    rows = Shift.objects.filter(office_id=office_id, during__overlap=week_range(monday))
    return rows.filter(state=Shift.State.PUBLISHED).exists()


@dataclass(slots=True)
class GridDay:
    """One day of the week: why it is off ("" on a working day)."""

    day: date
    off: str


@dataclass(slots=True)
class GridRow:
    """One person's week: shifts by day in the order of `Grid.days`, days away, and how many half days."""

    staff: Staff
    cells: list[list[Shift]]
    away: list[bool]
    half_days: int


@dataclass(slots=True)
class Grid:
    """A unit's week. `planned` counts shifts to be published; `vacancies` are left by absences, without cover."""

    office: Office
    monday: date
    days: list[GridDay]
    rows: list[GridRow]
    planned: int
    published: int
    vacancies: list[Shift] = field(default_factory=list)


def week_grid(office: Office, monday: date, *, with_plans: bool) -> Grid:
    """People by days of the week from `monday`; shifts not published only `with_plans`. Six queries for any number."""
    calendar = calendar_of(office)
    days = [GridDay(day, calendar.why_off(day)) for day in (monday + timedelta(days=step) for step in range(7))]
    states = LIVE_STATES if with_plans else (Shift.State.PUBLISHED,)
    rows = Shift.objects.filter(office=office, state__in=states, during__overlap=week_range(monday))
    shifts = list(rows.select_related("staff", "office").order_by("during"))
    people = {person.pk: person for person in regulars_of(office)} | {
        person.staff_id: person.staff for person in shifts
    }
    away = _away(list(people), days)
    by_cell: Mapping[tuple[int, date], list[Shift]] = defaultdict(list)
    for shift in shifts:
        by_cell[shift.staff_id, vietnam_day(shift.during.lower)].append(shift)
    lines = [
        GridRow(
            staff=person,
            cells=[by_cell.get((pk, column.day), []) for column in days],
            away=[(pk, column.day) in away for column in days],
            half_days=half_days([shift for column in days for shift in by_cell.get((pk, column.day), [])]),
        )
        for pk, person in sorted(people.items(), key=lambda item: (item[1].full_name.split()[-1], item[1].full_name))
    ]
    return Grid(
        office=office,
        monday=monday,
        days=days,
        rows=lines,
        planned=sum(shift.state == Shift.State.PLANNED for shift in shifts),
        published=sum(shift.state == Shift.State.PUBLISHED for shift in shifts),
        vacancies=vacancies_of(office, week_range(monday)) if with_plans else [],
    )


def _away(staff_ids: Sequence[int], days: Sequence[GridDay]) -> set[tuple[int, date]]:
    rows = Absence.objects.filter(staff__in=staff_ids, ended_at=None, since__lte=days[-1].day)
    return {
        (absence.staff_id, column.day)
        for absence in rows
        for column in days
        if absence.since <= column.day and (absence.until is None or column.day <= absence.until)
    }
