"""Decide whom to warn and when: before a due day, before a right lapses, when a dossier stands still.

The ladder: first the handler, nearer the day the head as well, then the supervising Office too; after it late. How many
days before is in law/warnings.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from motcua.rulebook import law
from motcua.rulebook.deadlines import acceptance_limit
from motcua.rulebook.work_calendar import WorkCalendar, localise


class Rung(StrEnum):
    """The kind of person to whom a warning goes: handler, head, supervisor."""

    HANDLER = "handler"
    HEAD = "head"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Warned:
    """A kind of warning, its Vietnamese words, and the rungs that hear it."""

    kind: str
    words: str
    rungs: tuple[Rung, ...]


_HANDLER: Final = (Rung.HANDLER,)
_HEAD: Final = (Rung.HANDLER, Rung.HEAD)
_ALL: Final = (Rung.HANDLER, Rung.HEAD, Rung.SUPERVISOR)
LATE: Final = Warned("late", "quá hạn", _ALL)
STALLED: Final = Warned("stalled", "đứng yên", _HEAD)
LIMITATION_PASSED: Final = Warned("L-past", "đã hết thời hiệu", _ALL)
_LADDER: Final = (("supervisor", _ALL), ("head", _HEAD), ("handler", _HANDLER))


def unanswered_on(day: date) -> Warned:
    """The warning for a hand-in not answered in the time that holds on `day` (Decree 45/2020 Art. 11)."""
    return Warned("unanswered", f"quá {acceptance_limit(day).words} chưa trả lời có tiếp nhận", _ALL)


def deadline_ladder(day: date) -> dict[int, Warned]:
    """The warnings of `day` by the working days left, the farthest first; 0 is the due day itself."""
    steps = {
        left: Warned(f"T-{left}", f"còn {left} ngày làm việc", rungs)
        for who, rungs in reversed(_LADDER)
        for left in [law.number(f"warning.{who}", on=day)]
    }
    return steps | {0: Warned("T-0", "đến hạn hôm nay", _ALL)}


def limitation_ladder(day: date) -> tuple[tuple[int, Warned], ...]:
    """The warnings of `day` before a right lapses (thời hiệu), by the most calendar days left, the tightest first."""
    return tuple(
        (left, Warned(f"L-{left}", f"còn {left} ngày hết thời hiệu", rungs))
        for who, rungs in _LADDER
        for left in [law.number(f"limitation.{who}", on=day)]
    )


FARTHEST_DAYS: Final = 20
"""How many calendar days ahead a due time may lie and still deserve the first warning, Tết included."""


def deadline_warning(at: datetime, due: datetime, calendar: WorkCalendar) -> Warned | None:
    """The warning that a running dossier due at `due` deserves at `at` (both aware); None while there is time.

    Counted in the office's working days: on Thursday a dossier due on Monday has two left.
    """
    now, end = localise(at), localise(due)
    if now > end:
        return LATE
    return deadline_ladder(now.date()).get(calendar.working_days_between(now.date(), end.date()))


def limitation_warning(today: date, lapses_on: date) -> Warned | None:
    """The warning for a right whose last day is `lapses_on`; None before the first rung's days."""
    left = (lapses_on - today).days
    if left < 0:
        return LIMITATION_PASSED
    return next((warned for days, warned in limitation_ladder(today) if left <= days), None)


def is_stalled(moved_at: datetime, at: datetime, calendar: WorkCalendar, days: int) -> bool:
    """Whether nothing was done with a running dossier for `days` working days or more."""
    return calendar.working_days_between(localise(moved_at).date(), localise(at).date()) >= days
