"""Compute when a limit ends (moments aware, in Asia/Ho_Chi_Minh); `explain` puts the count into words."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from motcua.rulebook import law
from motcua.rulebook.deadlines.explain import Count, explain_count
from motcua.rulebook.deadlines.limits import Limit, Unit
from motcua.rulebook.work_calendar import WorkCalendar, localise


def cut_off_on(day: date) -> time:
    """The hour, in Vietnam, after which a dossier is passed on the next working day.

    It is 15:00 by law (Decree 61/2018 Art. 18.2, Decree 118/2025 Art. 18).
    A procedure may have an hour of its own, which goes before this one.
    """
    return law.hour("forward.cut_off", on=day)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment and how it came to be. All moments are aware, in Asia/Ho_Chi_Minh.

    `effective_from` is when the running count began, `last_day` the day it reached before days off moved it on (None
    where time ran in hours). `original_due` is the first due moment promised and never changes by re-appointment
    (Decree 61/2018 Art. 19.9). `paused_at` is set while the clock stands. `lines` explain in Vietnamese, from what
    `story` remembers: counts, which are put into words when they are asked for, and sentences.
    """

    received: datetime
    effective_from: datetime
    limit: Limit
    due: datetime
    last_day: date | None
    story: tuple[Count | str, ...]
    original_due: datetime
    reappointed: bool = False
    paused_at: datetime | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole explanation, one sentence a line, oldest first; each due time follows its count."""
        said: list[str] = []
        for part in self.story:
            said.extend([part] if isinstance(part, str) else explain_count(part))
        return tuple(said)


def effective_moment(received: datetime, calendar: WorkCalendar) -> datetime:
    """The moment from which a dossier received at `received` counts: at once in working time, else the next opening.

    Closing time itself is outside. An ordinary Saturday's reception counts from the next working day, unless the
    office's Saturday hours count. NaiveMomentError without a time zone.
    """
    return calendar.working_moment_from(received)


def is_after_cut_off(moment: datetime, cut_off: time | None = None) -> bool:
    """Whether what came at `moment` (Vietnamese time) belongs to the next working day: later than `cut_off`.

    `cut_off` is the procedure's own hour; without one the law's holds (`cut_off_on`; Decree 61/2018 Art. 18.2,
    Decree 118/2025 Art. 18).
    """
    return moment.time() > (cut_off or cut_off_on(moment.date()))


def due(received: datetime, limit: Limit, calendar: WorkCalendar, *, cut_off: time | None = None) -> Deadline:
    """When `limit` ends for a dossier received at `received`, by the office's `calendar`.

    Days, months and years end at closing time of their last day, the day of receipt not counted (Civil Code
    Art. 147.2, 148); a last day off moves to the next working day (Art. 148.5). Minutes and hours run from the
    effective moment in working time. Half a day is half of this office's own day. `same_day` after `cut_off`
    (the procedure's own hour, else that of the law: `cut_off_on`) means the next working day. Errors: NaiveMomentError,
    NoWorkingDayError.
    """
    taken = localise(received)
    start = calendar.working_moment_from(taken)
    cut_off = cut_off or cut_off_on(taken.date())
    end, last_day = _COUNTS[limit.unit](start, limit.value, calendar, cut_off)
    count = Count(taken, start, limit, calendar, cut_off, end, last_day)
    return Deadline(taken, start, limit, end, last_day, (count,), end)


def add_months(day: date, count: int) -> date:
    """The same day number `count` months on, else the last day of that month (Civil Code Art. 148.3)."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, gregorian.monthrange(year, month)[1]))


Counted = tuple[datetime, date | None]


def _count_working_days(start: datetime, value: Decimal, calendar: WorkCalendar, cut_off: time) -> Counted:
    whole = int(value)
    if not whole:
        return _count_half_days(start, Decimal(1), calendar, cut_off)
    last = calendar.add_working_days(start.date(), whole)
    end = calendar.closing(last)
    if value != whole:
        return calendar.add_working_time(end, calendar.hours.day_length / 2), None
    return end, last


def _count_half_days(start: datetime, value: Decimal, calendar: WorkCalendar, cut_off: time) -> Counted:
    if value > 1:
        return _count_working_days(start, value / 2, calendar, cut_off)
    return calendar.add_working_time(start, calendar.hours.day_length / 2), None


def _count_hours(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    return calendar.add_working_minutes(start, int(value * 60)), None


def _count_minutes(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    return calendar.add_working_minutes(start, int(value)), None


def _count_days(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    return _close(start.date() + timedelta(days=int(value)), calendar)


def _count_months(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    return _close(add_months(start.date(), int(value)), calendar)


def _count_years(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    return _close(add_months(start.date(), int(value) * 12), calendar)


def _count_same_day(start: datetime, _value: Decimal, calendar: WorkCalendar, cut_off: time) -> Counted:
    last = start.date()
    if is_after_cut_off(start, cut_off):
        last = calendar.next_working_day(last)
    return calendar.closing(last), last


def _close(last: date, calendar: WorkCalendar) -> Counted:
    return calendar.closing(calendar.working_day_from(last)), last


_COUNTS: Final[dict[Unit, Callable[[datetime, Decimal, WorkCalendar, time], Counted]]] = {
    Unit.MINUTES: _count_minutes,
    Unit.HOURS: _count_hours,
    Unit.HALF_DAYS: _count_half_days,
    Unit.WORKING_DAYS: _count_working_days,
    Unit.DAYS: _count_days,
    Unit.MONTHS: _count_months,
    Unit.YEARS: _count_years,
    Unit.SAME_DAY: _count_same_day,
}
