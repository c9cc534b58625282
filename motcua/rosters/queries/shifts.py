"""One person's own shifts, the changes asked of him, his absences; the week's grid of a unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Case, Q, QuerySet, When

from motcua.people.calendars import calendar_of
from motcua.people.models import Office, Staff
from motcua.rosters.actions.claims import LIVE, covers
from motcua.rosters.models import Absence, Shift, Swap
from motcua.rosters.permissions import ONE_STOP, offices_overseen, offices_planned, people_of, regulars_of
from motcua.rosters.times import day_of, day_range, week_range
from motcua.rosters.workload import half_days

LOOK_AHEAD = timedelta(days=28)


def shifts_visible_to(staff: Staff, at: datetime) -> QuerySet[Shift]:
    """His own published shifts, those of his unit's published weeks, and all of the units he plans for or oversees."""
    own = Q(staff=staff) | Q(office_id=staff.office_id) | Q(office__role_holders__staff=staff)
    seen = (own & ~Q(state=Shift.State.PLANNED)) | Q(office__in=offices_overseen(staff, at).values("pk"))
    return Shift.objects.filter(seen).select_related("staff", "office").distinct()


def offices_readable(staff: Staff, at: datetime) -> QuerySet[Office]:
    """Whose published week a person may read: where he works, is sent or has a shift, and what he plans or oversees."""
    seen = Q(pk__in=offices_near(staff, at).values("pk")) | Q(pk__in=offices_overseen(staff, at).values("pk"))
    return Office.objects.filter(seen)


def offices_near(staff: Staff, at: datetime) -> QuerySet[Office]:
    """The same without those only overseen: where he works, is sent to a unit or has a shift, and what he plans.

    Those he plans for come first.
    """
    planned = offices_planned(staff, at).values("pk")
    near = Q(pk=staff.office_id) | Q(role_holders__staff=staff, kind__in=ONE_STOP) | Q(pk__in=planned)
    near |= Q(pk__in=Shift.objects.filter(staff=staff, state=Shift.State.PUBLISHED).values("office"))
    found = Office.objects.filter(near, active=True).distinct()
    return found.annotate(
        first=Case(When(pk__in=planned, then=0), When(pk=staff.office_id, then=1), default=2)
    ).order_by("first", "path")


def own_shifts(staff: Staff, at: datetime) -> list[Shift]:
    """His published shifts from today for four weeks, at every office. One query."""
    today = day_of(at)
    rows = Shift.objects.filter(
        staff=staff, state=Shift.State.PUBLISHED, during__overlap=day_range(today, today + LOOK_AHEAD)
    )
    return list(rows.select_related("office").order_by("during"))


def own_absences(staff: Staff, at: datetime) -> list[Absence]:
    """His absences that are not over."""
    rows = Absence.objects.filter(staff=staff, ended_at=None)
    return list(rows.filter(Q(until=None) | Q(until__gte=day_of(at))).order_by("since"))


def swaps_of(staff: Staff) -> list[Swap]:
    """Changes he asked for or was asked for, still open, and the last that were decided."""
    rows = Swap.objects.filter(Q(to=staff) | Q(shift__staff=staff))
    rows = rows.select_related("shift__staff", "shift__office", "other__staff", "other__office", "to")
    return list(rows.filter(state__in=[Swap.State.ASKED, Swap.State.AGREED]).order_by("asked_at", "pk"))


def swaps_visible_to(staff: Staff, at: datetime) -> QuerySet[Swap]:
    """Those he asked for or is asked for, and those of the units he plans for or leads."""
    planned = Q(shift__office__in=offices_overseen(staff, at).values("pk"))
    rows = Swap.objects.filter(Q(to=staff) | Q(shift__staff=staff) | planned)
    return rows.select_related("shift__staff", "shift__office", "to")


def swaps_to_decide(office: Office) -> list[Swap]:
    """Changes both people agree on, waiting for who plans."""
    rows = Swap.objects.filter(shift__office=office, state=Swap.State.AGREED)
    rows = rows.select_related("shift__staff", "shift__office", "other__staff", "other__office", "to")
    return list(rows.order_by("asked_at", "pk"))


def swappable(shift: Shift, at: datetime) -> list[Shift]:
    """Published shifts of colleagues of the office, not begun, in the four weeks ahead: what may be asked for."""
    rows = Shift.objects.filter(
        office=shift.office_id,
        state=Shift.State.PUBLISHED,
        during__startswith__gt=at,
        during__overlap=day_range(day_of(at), day_of(at) + LOOK_AHEAD),
    )
    return list(
        rows.exclude(staff=shift.staff_id).select_related("staff", "office").order_by("staff__full_name", "during")
    )


@dataclass(slots=True)
class GridDay:
    """One day of the week: why it is off ("" on a working day)."""

    day: date
    off: str


@dataclass(slots=True)
class GridRow:
    """One person's week: shifts by day in the order of `Grid.days`, whether he is away, and how many half days."""

    staff: Staff
    cells: list[list[Shift]]
    away: list[bool]
    half_days: int


@dataclass(slots=True)
class Grid:
    """A unit's week. `planned` counts shifts waiting for publication; `holes` are left by absences, without cover."""

    office: Office
    monday: date
    days: list[GridDay]
    rows: list[GridRow]
    planned: int
    published: int
    holes: list[Shift] = field(default_factory=list)


def week_grid(office: Office, monday: date, *, with_plans: bool) -> Grid:
    """People by days of the week from `monday`; shifts not published only `with_plans`. Six queries for any number."""
    calendar = calendar_of(office)
    days = [GridDay(day, calendar.why_off(day)) for day in (monday + timedelta(days=step) for step in range(7))]
    states = LIVE if with_plans else (Shift.State.PUBLISHED,)
    rows = Shift.objects.filter(office=office, state__in=states, during__overlap=week_range(monday))
    shifts = list(rows.select_related("staff", "office").order_by("during"))
    people = {one.pk: one for one in regulars_of(office)} | {one.staff_id: one.staff for one in shifts}
    away = _away(list(people), days)
    by_cell: Mapping[tuple[int, date], list[Shift]] = defaultdict(list)
    for one in shifts:
        by_cell[one.staff_id, day_of(one.during.lower)].append(one)
    lines = [
        GridRow(
            staff=person,
            cells=[by_cell.get((pk, column.day), []) for column in days],
            away=[(pk, column.day) in away for column in days],
            half_days=half_days([one for column in days for one in by_cell.get((pk, column.day), [])]),
        )
        for pk, person in sorted(people.items(), key=lambda item: (item[1].full_name.split()[-1], item[1].full_name))
    ]
    return Grid(
        office=office,
        monday=monday,
        days=days,
        rows=lines,
        planned=sum(one.state == Shift.State.PLANNED for one in shifts),
        published=sum(one.state == Shift.State.PUBLISHED for one in shifts),
        holes=holes_of(office, week_range(monday)) if with_plans else [],
    )


def _away(staff_ids: Sequence[int], days: Sequence[GridDay]) -> set[tuple[int, date]]:
    rows = Absence.objects.filter(staff__in=staff_ids, ended_at=None, since__lte=days[-1].day)
    return {
        (one.staff_id, column.day)
        for one in rows
        for column in days
        if one.since <= column.day and (one.until is None or column.day <= one.until)
    }


def holes_of(office: Office, during: object) -> list[Shift]:
    """Shifts an absence left empty in this time and nobody covers yet. Two queries."""
    rows = (
        Shift.objects.filter(office=office, state=Shift.State.CANCELLED, during__overlap=during)
        .exclude(place=Shift.Place.STANDBY)
        .exclude(covered_by__state__in=LIVE)
        .select_related("staff", "office")
        .order_by("during")
    )
    found = list(rows)
    told = Absence.objects.filter(staff__in={one.staff_id for one in found})
    known = {(one.staff_id, one.told_at): one for one in told}
    return [
        one
        for one in found
        if (absence := known.get((one.staff_id, one.changed_at))) is not None and covers(absence, one.during)
    ]


@dataclass(frozen=True, slots=True)
class Hole:
    """A shift left empty, and who could stand in: standby for it first, then whoever is free."""

    shift: Shift
    standby: list[Staff]
    free: list[Staff]


def covers_for(holes: Sequence[Shift], office: Office) -> list[Hole]:
    """Who could cover each hole. Standby: the same duty and fields at that time; free: nothing then. Three queries."""
    if not holes:
        return []
    people = list(people_of(office))
    ids = [one.pk for one in people]
    first, last = min(one.during.lower for one in holes), max(one.during.upper for one in holes)
    rows = Shift.objects.filter(staff__in=ids, state__in=LIVE, during__overlap=day_range(day_of(first), day_of(last)))
    busy = defaultdict(list)
    for one in rows:
        busy[one.staff_id].append(one)
    absences = list(Absence.objects.filter(staff__in=ids, ended_at=None))
    return [_hole(hole, people, busy, absences) for hole in holes]


def _hole(hole: Shift, people: Sequence[Staff], busy: Mapping[int, list[Shift]], absences: Sequence[Absence]) -> Hole:
    standby, free = [], []
    for person in people:
        if person.pk == hole.staff_id or any(
            one.staff_id == person.pk and covers(one, hole.during) for one in absences
        ):
            continue
        then = [
            one
            for one in busy.get(person.pk, [])
            if one.during.lower < hole.during.upper and hole.during.lower < one.during.upper
        ]
        if not then:
            free.append(person)
        elif all(one.place == Shift.Place.STANDBY for one in then) and any(_fits(one, hole) for one in then):
            standby.append(person)
    return Hole(hole, standby, free)


def _fits(standby: Shift, hole: Shift) -> bool:
    same_fields = not standby.fields or (bool(hole.fields) and set(hole.fields) <= set(standby.fields))
    return standby.duty == hole.duty and same_fields
