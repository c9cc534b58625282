"""How a dossier stands against its deadline: early, on time, soon, late, or with its clock stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from motcua.rulebook import law
from motcua.rulebook.deadlines.due import Deadline
from motcua.rulebook.vietnamese import say_left
from motcua.rulebook.work_calendar import WorkCalendar, localise


class Pace(StrEnum):
    """The standing of a dossier; EARLY is only for a finished one, SOON and PAUSED only for one that is not."""

    EARLY = "early"
    ON_TIME = "on_time"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"


WORDS: Final = {
    Pace.EARLY: "Trước hạn",
    Pace.ON_TIME: "Trong hạn",
    Pace.SOON: "Sắp đến hạn",
    Pace.LATE: "Quá hạn",
    Pace.PAUSED: "Tạm dừng tính thời hạn",
}


@dataclass(frozen=True, slots=True)
class Timeliness:
    """The state with the working minutes left (negative when late) and how people say it."""

    state: Pace
    minutes_left: int
    words: str


def timeliness_of(
    deadline: Deadline, at: datetime, calendar: WorkCalendar, finished_at: datetime | None = None
) -> Timeliness:
    """How the dossier stands at `at`; once `finished_at` (result ready) the verdict no longer moves.

    While the clock is paused, the time left is what was left when it stopped. Late begins after the due minute.
    """
    if finished_at is not None:
        state = verdict(deadline, finished_at)
        left = calendar.working_minutes_between(finished_at, deadline.original_due)
        return Timeliness(state, left, "Đúng hạn" if state is Pace.ON_TIME else WORDS[state])
    moment = localise(at)
    if deadline.paused_at:
        left = calendar.working_minutes_between(deadline.paused_at, deadline.due)
        return Timeliness(Pace.PAUSED, left, WORDS[Pace.PAUSED])
    time_left = calendar.working_time_between(moment, deadline.due)
    left = int(time_left / timedelta(minutes=1))
    if moment > deadline.due:
        return Timeliness(Pace.LATE, min(left, 0), _say(min(left, -1), calendar))
    state = Pace.SOON if time_left <= _soon_window(deadline, calendar) else Pace.ON_TIME
    return Timeliness(state, left, _say(left, calendar))


def verdict(deadline: Deadline, finished_at: datetime) -> Pace:
    """EARLY on an earlier day than promised, ON_TIME by the due minute, else LATE.

    Judged against the original promise: a re-appointed dossier is still late (Decree 61/2018 Art. 19.9).
    """
    finished = localise(finished_at)
    if finished > deadline.original_due:
        return Pace.LATE
    return Pace.EARLY if finished.date() < deadline.original_due.date() else Pace.ON_TIME


def _soon_window(deadline: Deadline, calendar: WorkCalendar) -> timedelta:
    """The last two office days, or the last third of a limit shorter than six."""
    day = deadline.received.date()
    whole = calendar.working_time_between(deadline.effective_from, deadline.due)
    last_days, share = law.number("warning.soon", on=day), law.number("warning.soon_share", on=day)
    return min(calendar.hours.day_length * last_days, whole / share)


def _say(minutes: int, calendar: WorkCalendar) -> str:
    return say_left(minutes, int(calendar.hours.day_length / timedelta(minutes=1)))
