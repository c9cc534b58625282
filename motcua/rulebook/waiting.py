"""Estimate how long somebody waits, with its error, in minutes and in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Final

# So many services of the published length are counted in beside what was measured: a few odd ones do not mislead.
PRIOR_WEIGHT: Final = 4
# Of a service nobody has measured, how far its length strays from what is published.
PRIOR_SPREAD: Final = 0.5
SHORTEST: Final = 1.0
LONGEST: Final = 120.0
# About nine waits of ten end within the error: 1.64 standard deviations.
SURENESS: Final = 1.64
STEP: Final = 5


@dataclass(frozen=True, slots=True)
class Service:
    """How long one service takes: mean and standard deviation, in minutes."""

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Ahead:
    """One person who is called before: which of the open counters serve them, how long, and how much is left.

    `left` is 1 for who waits, a half for who is being served: on average half of a service is over.
    """

    counters: frozenset[int]
    service: Service
    left: float = 1.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes to wait, give or take: the truth lies between `lowest` and `highest` nine times of ten."""

    minutes: int
    plus_minus: int

    @property
    def lowest(self) -> int:
        return max(0, self.minutes - self.plus_minus)

    @property
    def highest(self) -> int:
        return self.minutes + self.plus_minus

    @property
    def low(self) -> int:
        """`lowest` as people say it, in steps of five minutes; 0 where they would say "under …"."""
        return STEP * floor(self.lowest / STEP)

    @property
    def high(self) -> int:
        """`highest` as people say it, in steps of five minutes, always above `low`."""
        return max(self.low + STEP, STEP * ceil(self.highest / STEP))

    @property
    def words(self) -> str:
        """ "khoảng 15–25 phút", "dưới 5 phút"."""
        return f"khoảng {self.low}–{self.high} phút" if self.low else f"dưới {self.high} phút"


@dataclass(frozen=True, slots=True)
class Wait:
    """One person of the line: how many are called before to a counter that serves them too, and the wait."""

    before: int
    estimate: Estimate | None


def service_of(measured: Sequence[float], prior: float) -> Service:
    """The service's length from recent ones (minutes, odd ones cut) and the published one.

    With none measured it is the published length; with many, what was measured.
    """
    times = [min(max(minutes, SHORTEST), LONGEST) for minutes in measured]
    published = min(max(prior, SHORTEST), LONGEST)
    weight = len(times) + PRIOR_WEIGHT
    mean = (sum(times) + PRIOR_WEIGHT * published) / weight
    spread = PRIOR_WEIGHT * ((PRIOR_SPREAD * published) ** 2 + (published - mean) ** 2)
    return Service(mean, sqrt((sum((minutes - mean) ** 2 for minutes in times) + spread) / weight))


class _Load:
    """What is before somebody who may be served at `mine` (the open counters), added up one after another.

    One who may go to several counters burdens each of them by a share.
    """

    __slots__ = ("_mine", "_variance", "_work", "people")

    def __init__(self, mine: frozenset[int]) -> None:
        self._mine = mine
        self._work = self._variance = 0.0
        self.people = 0

    def add(self, person: Ahead) -> None:
        """One more is called before; where no counter is open, everybody is."""
        shared = len(person.counters & self._mine)
        self.people += bool(shared) or not self._mine
        if not shared:
            return
        part = shared / len(person.counters)
        self._work += part * person.left * person.service.mean
        # A service in course: how far it has come is not known either (uniform: a twelfth of the square of its length).
        spread = person.service.deviation**2 + (person.service.mean**2 / 12 if person.left < 1 else 0)
        self._variance += part * spread

    @property
    def estimate(self) -> Estimate | None:
        """The wait as it stands; None where no counter is open."""
        if not self._mine:
            return None
        size = len(self._mine)
        return Estimate(round(self._work / size), ceil(SURENESS * sqrt(self._variance) / size))


def estimate(counters: Collection[int], ahead: Iterable[Ahead]) -> Estimate | None:
    """The wait of who may be served at `counters` (those open now) behind `ahead`; None where none of them is open."""
    load = _Load(frozenset(counters))
    for person in ahead:
        load.add(person)
    return load.estimate


def waits(line: Sequence[Ahead], at_counters: Sequence[Ahead]) -> list[Wait]:
    """The wait of each of `line`, in the order in which it is called, behind those who are `at_counters` already.

    One sum is kept for each set of counters, not for each person: sets are few, however many wait.
    """
    loads = {mine: _Load(mine) for mine in {person.counters for person in line}}
    for served in at_counters:
        for load in loads.values():
            load.add(served)
    counted = {mine: load.people for mine, load in loads.items()}
    found = []
    for person in line:
        mine = loads[person.counters]
        found.append(Wait(mine.people - counted[person.counters], mine.estimate))
        for load in loads.values():
            load.add(person)
    return found
