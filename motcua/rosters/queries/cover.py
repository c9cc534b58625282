"""Shifts that an absence left empty, and who could take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.people.models import Office, Staff
from motcua.rosters.models import LIVE_STATES, Absence, Shift
from motcua.rosters.queries.absences import covers
from motcua.rosters.queries.people import people_of
from motcua.rosters.times import day_range, vietnam_day


@dataclass(frozen=True, slots=True)
class Hole:
    """A shift left empty, and who could stand in: standby for it first, then whoever is free."""

    shift: Shift
    standby: list[Staff]
    free: list[Staff]


def holes_of(office: Office, during: object) -> list[Shift]:
    """Shifts an absence left empty in this time and nobody covers yet. Two queries."""
    rows = (
        Shift.objects.filter(office=office, state=Shift.State.CANCELLED, during__overlap=during)
        .exclude(place=Shift.Place.STANDBY)
        .exclude(covered_by__state__in=LIVE_STATES)
        .select_related("staff", "office")
        .order_by("during")
    )
    found = list(rows)
    told = Absence.objects.filter(staff__in={shift.staff_id for shift in found})
    known = {(absence.staff_id, absence.told_at): absence for absence in told}
    return [
        shift
        for shift in found
        if (absence := known.get((shift.staff_id, shift.changed_at))) is not None and covers(absence, shift.during)
    ]


def covers_for(holes: Sequence[Shift], office: Office) -> list[Hole]:
    """Who could cover each hole. Standby: the same duty and fields at that time; free: nothing then. Three queries."""
    if not holes:
        return []
    people = list(people_of(office))
    ids = [person.pk for person in people]
    first, last = min(hole.during.lower for hole in holes), max(hole.during.upper for hole in holes)
    rows = Shift.objects.filter(
        staff__in=ids, state__in=LIVE_STATES, during__overlap=day_range(vietnam_day(first), vietnam_day(last))
    )
    busy = defaultdict(list)
    for shift in rows:
        busy[shift.staff_id].append(shift)
    absences = list(Absence.objects.filter(staff__in=ids, ended_at=None))
    return [_hole(hole, people, busy, absences) for hole in holes]


def _hole(hole: Shift, people: Sequence[Staff], busy: Mapping[int, list[Shift]], absences: Sequence[Absence]) -> Hole:
    standby, free = [], []
    for person in people:
        if person.pk == hole.staff_id or any(
            absence.staff_id == person.pk and covers(absence, hole.during) for absence in absences
        ):
            continue
        then = [
            shift
            for shift in busy.get(person.pk, [])
            if shift.during.lower < hole.during.upper and hole.during.lower < shift.during.upper
        ]
        if not then:
            free.append(person)
        elif all(shift.place == Shift.Place.STANDBY for shift in then) and any(_fits(shift, hole) for shift in then):
            standby.append(person)
    return Hole(hole, standby, free)


def _fits(standby: Shift, hole: Shift) -> bool:
    same_fields = not standby.fields or (bool(hole.fields) and set(hole.fields) <= set(standby.fields))
    return standby.duty == hole.duty and same_fields
