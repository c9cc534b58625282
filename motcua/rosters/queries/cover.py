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
class Vacancy:
    """A shift left empty, and who could stand in: standby for it first, then whoever is free."""

    shift: Shift
    standby: list[Staff]
    free: list[Staff]


def vacancies_of(office: Office, during: object) -> list[Shift]:
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


def covers_for(vacancies: Sequence[Shift], office: Office) -> list[Vacancy]:
    """Who could cover each. Standby: the same duty and fields at that time; free: nothing then. Three queries."""
    if not vacancies:
        return []
    people = list(people_of(office))
    ids = [person.pk for person in people]
    first, last = min(vacancy.during.lower for vacancy in vacancies), max(vacancy.during.upper for vacancy in vacancies)
    rows = Shift.objects.filter(
        staff__in=ids, state__in=LIVE_STATES, during__overlap=day_range(vietnam_day(first), vietnam_day(last))
    )
    busy = defaultdict(list)
    for shift in rows:
        busy[shift.staff_id].append(shift)
    absences = list(Absence.objects.filter(staff__in=ids, ended_at=None))
    return [_vacancy(vacancy, people, busy, absences) for vacancy in vacancies]


def _vacancy(
    vacancy: Shift, people: Sequence[Staff], busy: Mapping[int, list[Shift]], absences: Sequence[Absence]
) -> Vacancy:
    standby, free = [], []
    for person in people:
        if person.pk == vacancy.staff_id or any(
            absence.staff_id == person.pk and covers(absence, vacancy.during) for absence in absences
        ):
            continue
        then = [
            shift
            for shift in busy.get(person.pk, [])
            if shift.during.lower < vacancy.during.upper and vacancy.during.lower < shift.during.upper
        ]
        if not then:
            free.append(person)
        elif all(shift.place == Shift.Place.STANDBY for shift in then) and any(_fits(shift, vacancy) for shift in then):
            standby.append(person)
    return Vacancy(vacancy, standby, free)


def _fits(standby: Shift, vacancy: Shift) -> bool:
    same_fields = not standby.fields or (bool(vacancy.fields) and set(vacancy.fields) <= set(standby.fields))
    return standby.duty == vacancy.duty and same_fields
