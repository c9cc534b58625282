"""Cover."""

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
    told = Absence.objects.filter(staff__in={one.staff_id for one in found})
    known = {(one.staff_id, one.told_at): one for one in told}
    return [
        one
        for one in found
        if (absence := known.get((one.staff_id, one.changed_at))) is not None and covers(absence, one.during)
    ]


def covers_for(holes: Sequence[Shift], office: Office) -> list[Hole]:
    """Who could cover each hole. Standby: the same duty and fields at that time; free: nothing then. Three queries."""
    if not holes:
        return []
    people = list(people_of(office))
    ids = [one.pk for one in people]
    first, last = min(one.during.lower for one in holes), max(one.during.upper for one in holes)
    rows = Shift.objects.filter(
        staff__in=ids, state__in=LIVE_STATES, during__overlap=day_range(vietnam_day(first), vietnam_day(last))
    )
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
