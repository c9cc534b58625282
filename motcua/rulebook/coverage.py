"""Check that duties are covered in each sitting: demands, people on duty, gaps.

Plain data in and out. Moments are aware datetimes; a time runs from its start up to, not including, its end.
Legal ground: Decree 61/2018/NĐ-CP Art. 12.8 (at least one officer in reserve), and what letters in force demand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Final

from motcua.rulebook import law
from motcua.rulebook.vietnamese import number_in_words
from motcua.rulebook.work_calendar import localise

ONLINE: Final = "online"
ON_SITE: Final = "on_site"
HOME: Final = "home"
STANDBY: Final = "standby"

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of a unit that must be covered from `start` to `end`."""

    day: date
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One person's shift. `fields` are codes of the fields it covers, none is all of them."""

    person: int
    start: datetime
    end: datetime
    duty: str
    place: str
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Demand:
    """At least `least` people must hold `duty` for `field` (each "" is any), or stand by for it. `because` says why."""

    duty: str
    because: str
    field: str = ""
    standby: bool = False
    least: int = 1


def reserve_demand(duty: str, field: str, day: date) -> Demand:
    """Who must stand by for `field` on `day`: at least one officer (Decree 61/2018 Art. 12.8)."""
    least = law.number("reserve.least", on=day)
    because = f"{law.article('reserve.least', on=day)}: ít nhất {number_in_words(least)} người dự phòng"
    return Demand(duty, because, field, standby=True, least=least)


@dataclass(frozen=True, slots=True)
class Gap:
    """A sitting in which a demand is not met, with the times it is not."""

    sitting: Sitting
    demand: Demand
    missing: tuple[Span, ...]

    @property
    def whole(self) -> bool:
        """Whether nobody is there for all of the sitting."""
        return self.missing == ((self.sitting.start, self.sitting.end),)


@dataclass(frozen=True, slots=True)
class Overload:
    """A day on which more online dossiers wait than those on duty can be asked to take; `officers` may be none."""

    day: date
    waiting: int
    officers: int
    each: int


def serves(shift: OnDuty, demand: Demand) -> bool:
    """Whether a shift counts for a demand. Online dossiers are received from home as well; doors and guides are not."""
    if demand.duty and shift.duty != demand.duty:
        return False
    if demand.field and shift.fields and demand.field not in shift.fields:
        return False
    if demand.standby:
        return shift.place == STANDBY
    return shift.place == ON_SITE or (shift.place == HOME and shift.duty == ONLINE)


def gaps(sittings: Iterable[Sitting], shifts: Sequence[OnDuty], demands: Mapping[date, Sequence[Demand]]) -> list[Gap]:
    """Every sitting and demand of its day that is not met throughout, in the order given.

    One more shift never makes one more gap: at each instant people are counted, and more people only meet more.
    """
    found = []
    for sitting in sittings:
        near = [shift for shift in shifts if shift.start < sitting.end and sitting.start < shift.end]
        for demand in demands.get(sitting.day, ()):
            serving = [shift for shift in near if serves(shift, demand)]
            if missing := _missing(sitting, serving, demand.least):
                found.append(Gap(sitting, demand, missing))
    return found


def _missing(sitting: Sitting, serving: Sequence[OnDuty], least: int) -> tuple[Span, ...]:
    if not serving:
        return ((sitting.start, sitting.end),) if least else ()
    ends = {moment for shift in serving for moment in (shift.start, shift.end)}
    inside = {moment for moment in ends if sitting.start < moment < sitting.end}
    cuts = [sitting.start, *sorted(inside), sitting.end]
    empty: list[Span] = []
    for since, until in pairwise(cuts):
        people = {shift.person for shift in serving if shift.start <= since and until <= shift.end}
        if len(people) >= least:
            continue
        if empty and empty[-1][1] == since:
            empty[-1] = (empty[-1][0], until)
        else:
            empty.append((since, until))
    return tuple(empty)


def overload(day: date, waiting: int, shifts: Iterable[OnDuty], each: int) -> Overload | None:
    """Whether `waiting` online dossiers are more than `each` for every person on online duty on `day`; else None.

    Standby does not count: who stands by has not begun. Nobody on duty and something waiting is overload.
    """
    on_duty = {
        shift.person
        for shift in shifts
        if shift.duty == ONLINE and shift.place != STANDBY and localise(shift.start).date() == day
    }
    return Overload(day, waiting, len(on_duty), each) if waiting > each * len(on_duty) else None
