"""The rounds of checkers: which measures are looked at, what each round found, the share that kept them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from motcua.directives.queries import answers_for
from motcua.door.places.models import Premises, Round
from motcua.rulebook.figures import share
from motcua.rulebook.policy.labels import ITEMS, pick
from motcua.rulebook.policy.terms import Answer, Because
from motcua.rulebook.vietnamese import VIETNAM

SUBJECTS: Final = ("staff", "visitors")
_FAMILY: Final = "entry."


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in force for officers or visitors: its name in policy and the clauses behind it."""

    name: str
    because: tuple[Because, ...]

    def label(self, lang: str = "vi") -> str:
        """The measure's name in "vi" or "en"."""
        return pick(ITEMS, self.name, lang)


@dataclass(frozen=True, slots=True)
class MeasureKept:
    """How many of the people seen on a day kept one measure."""

    name: str
    subject: str
    kept: int
    seen: int

    @property
    def percent(self) -> float | None:
        return share(self.kept, self.seen)

    def label(self, lang: str = "vi") -> str:
        """The measure's name in "vi" or "en"."""
        return pick(ITEMS, self.name, lang)


def measures_for(premises: Premises, subject: str, at: datetime) -> list[Measure]:
    """The checks in force at the unit at `at` (aware) for "staff" or "visitors", in alphabetical order of names."""
    return measures_of(answers_for(office=premises.office, at=at), subject)


def measures_of(answers: Mapping[str, Answer], subject: str) -> list[Measure]:
    """The same from answers of the policy already read."""
    return [
        Measure(point.removeprefix(_FAMILY), answers[point].because)
        for point in sorted(answers)
        if point.startswith(_FAMILY) and subject in answers[point].value
    ]


def rounds_on(premises: Premises, day: date) -> list[Round]:
    """The rounds of one day (Vietnam), newest first, with room and checker."""
    since, until = datetime.combine(day, time.min, VIETNAM), datetime.combine(day, time.max, VIETNAM)
    found = Round.objects.filter(premises=premises, at__gte=since, at__lte=until)
    return list(found.select_related("room", "by"))


def kept_in(rounds: Iterable[Round]) -> list[MeasureKept]:
    """Counts by measure and group over all these rounds; only rounds that looked at a measure count."""
    seen: dict[tuple[str, str], tuple[int, int]] = {}
    for made in rounds:
        for name, kept in made.kept.items():
            before = seen.get((made.subject, name), (0, 0))
            seen[made.subject, name] = (before[0] + int(kept), before[1] + made.seen)
    return [MeasureKept(name, subject, kept, total) for (subject, name), (kept, total) in sorted(seen.items())]
