"""When whom to warn: before a promise is broken, when a right is about to lapse, when nobody moves a dossier.

The ladder: three working days before, the handler; two, his head as well; one, the supervising Office too; then late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from motcua.rulebook.work_calendar import WorkCalendar, localise


class Rung(StrEnum):
    """To whom a warning goes."""

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
UNANSWERED: Final = Warned("unanswered", "quá 8 giờ làm việc chưa trả lời có tiếp nhận", _ALL)
LADDER: Final = {
    3: Warned("T-3", "còn 3 ngày làm việc", _HANDLER),
    2: Warned("T-2", "còn 2 ngày làm việc", _HEAD),
    1: Warned("T-1", "còn 1 ngày làm việc", _ALL),
    0: Warned("T-0", "đến hạn hôm nay", _ALL),
}
LIMITATION_LADDER: Final = (  # calendar days before a right lapses (thời hiệu), the tightest first
    (1, Warned("L-1", "còn 1 ngày hết thời hiệu", _ALL)),
    (3, Warned("L-3", "còn 3 ngày hết thời hiệu", _HEAD)),
    (10, Warned("L-10", "còn 10 ngày hết thời hiệu", _HANDLER)),
)
LIMITATION_PASSED: Final = Warned("L-past", "đã hết thời hiệu", _ALL)
FARTHEST_DAYS: Final = 20
"""How many calendar days ahead a due time may lie and still be three working days away, Tết included."""


def deadline_warning(at: datetime, due: datetime, calendar: WorkCalendar) -> Warned | None:
    """The warning that a running dossier due at `due` deserves at `at` (both aware); None while there is time.

    Counted in the office's working days: on Thursday a dossier due on Monday has two left.
    """
    now, end = localise(at), localise(due)
    if now > end:
        return LATE
    return LADDER.get(calendar.working_days_between(now.date(), end.date()))


def limitation_warning(today: date, lapses_on: date) -> Warned | None:
    """The warning for a right whose last day is `lapses_on`; None while it is more than ten days away."""
    left = (lapses_on - today).days
    if left < 0:
        return LIMITATION_PASSED
    return next((warned for days, warned in LIMITATION_LADDER if left <= days), None)


def is_stalled(moved_at: datetime, at: datetime, calendar: WorkCalendar, days: int) -> bool:
    """Whether nothing was done with a running dossier for `days` working days or more."""
    return calendar.working_days_between(localise(moved_at).date(), localise(at).date()) >= days
