"""When a limit ends, counted and explained line by line."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from motcua.rulebook.deadlines.limits import Limit, Unit
from motcua.rulebook.vietnamese import say_day, say_moment, say_time
from motcua.rulebook.work_calendar import WorkCalendar, localise

CUT_OFF: Final = time(15, 0)
"""After this hour a dossier goes on the next working day (Decree 61/2018 Art. 18.2); a procedure may have its own."""

IN_WORKING_TIME: Final = frozenset({Unit.MINUTES, Unit.HOURS, Unit.HALF_DAYS})
_HALF: Final = Decimal("0.5")
_WEEKEND: Final = frozenset({"thứ Bảy", "Chủ nhật"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment and how it came to be. All moments are aware, in Asia/Ho_Chi_Minh.

    `last_day` is the day the count reached before days off moved it on; None where time ran in hours.
    `original_due` is the first due moment promised and never changes by re-appointment (Decree 61/2018 Art. 19.9).
    `paused_at` is set while the clock stands. `lines` explain in Vietnamese.
    """

    received: datetime
    effective_from: datetime
    limit: Limit
    due: datetime
    last_day: date | None
    steps: tuple[str, ...]
    original_due: datetime
    reappointed: bool = False
    paused_at: datetime | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The explanation, one sentence a line, the due moment last."""
        if self.paused_at:
            return (*self.steps, f"Đang tạm dừng từ {say_moment(self.paused_at, year=True)}.")
        return (*self.steps, f"Hẹn trả {say_moment(self.due, year=True)}.")


def effective_moment(received: datetime, calendar: WorkCalendar) -> datetime:
    """The moment from which a dossier received at `received` counts: at once in working time, else the next opening.

    Closing time itself is outside. An ordinary Saturday's reception counts from the next working day, unless the
    office's Saturday hours count. NaiveMomentError without a time zone.
    """
    return calendar.working_moment_from(received)


def due(received: datetime, limit: Limit, calendar: WorkCalendar, *, cut_off: time = CUT_OFF) -> Deadline:
    """When `limit` ends for a dossier received at `received`, by the office's `calendar`.

    Days, months and years end at closing time of their last day, the day of receipt not counted (Civil Code
    Art. 147.2, 148); a last day off moves to the next working day (Art. 148.5). Minutes and hours run from the
    effective moment in working time. Half a day is half of this office's own day. `same_day` after `cut_off`
    means the next working day. Errors: NaiveMomentError, NoWorkingDayError.
    """
    taken = localise(received)
    start = effective_moment(taken, calendar)
    steps = [_say_reception(taken, start, calendar)]
    end, last_day, more = COUNTS[limit.unit](start, limit.value, calendar, cut_off)
    steps.extend(more)
    return Deadline(taken, start, limit, end, last_day, tuple(steps), end)


def add_months(day: date, count: int) -> date:
    """The same day number `count` months on, else the last day of that month (Civil Code Art. 148.3)."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, gregorian.monthrange(year, month)[1]))


Counted = tuple[datetime, date | None, list[str]]


def _count_working_days(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    whole = int(value)
    if not whole:
        return _count_half_days(start, Decimal(1), calendar, _cut_off)
    first = start.date()
    last = calendar.add_working_days(first, whole)
    steps = [f"Thời hạn {Limit(value, Unit.WORKING_DAYS).words}, không tính ngày nhận ({say_day(first)})."]
    steps.extend(_say_skipped(first, last, calendar))
    end = calendar.closing(last)
    if value % 1:
        end = calendar.add_working_time(end, calendar.hours.day_length / 2)
        steps.append("Cộng nửa ngày làm việc của cơ quan.")
        return end, None, steps
    return end, last, steps


def _count_half_days(start: datetime, value: Decimal, calendar: WorkCalendar, cut_off: time) -> Counted:
    if value > 1:
        return _count_working_days(start, value * _HALF, calendar, cut_off)
    half = calendar.hours.day_length / 2
    steps = [f"Thời hạn nửa ngày làm việc của cơ quan ({_say_span(half)}), chạy trong giờ làm việc."]
    return calendar.add_working_time(start, half), None, steps


def _count_hours(start: datetime, value: Decimal, calendar: WorkCalendar, cut_off: time) -> Counted:
    return _count_minutes(start, value * 60, calendar, cut_off)


def _count_minutes(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    span = timedelta(minutes=int(value))
    end = calendar.add_working_time(start, span)
    steps = [f"Thời hạn {_say_span(span)}, chỉ chạy trong giờ làm việc."]
    if end.date() != start.date():
        steps.extend(_say_skipped(start.date(), end.date(), calendar))
    return end, None, steps


def _count_days(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    return close_of(start.date(), start.date() + timedelta(days=int(value)), Limit(value, Unit.DAYS), calendar)


def _count_months(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    return close_of(start.date(), add_months(start.date(), int(value)), Limit(value, Unit.MONTHS), calendar)


def _count_years(start: datetime, value: Decimal, calendar: WorkCalendar, _cut_off: time) -> Counted:
    return close_of(start.date(), add_months(start.date(), int(value) * 12), Limit(value, Unit.YEARS), calendar)


def _count_same_day(start: datetime, _value: Decimal, calendar: WorkCalendar, cut_off: time) -> Counted:
    last = start.date()
    steps = ["Thời hạn trong ngày."]
    if start.time() > cut_off:
        last = calendar.next_working_day(last)
        steps.append(f"Nhận sau {say_time(cut_off)} nên trả trong ngày làm việc tiếp theo, {say_day(last)}.")
    return calendar.closing(last), last, steps


def close_of(first: date, last: date, limit: Limit, calendar: WorkCalendar) -> Counted:
    """Close a count by the calendar at `last`, or at the next working day where `last` is off."""
    steps = [f"Thời hạn {limit.words}, không tính ngày nhận ({say_day(first)}): hết {say_day(last, year=True)}."]
    worked = calendar.working_day_from(last)
    if worked != last:
        steps.append(f"{_upper(say_day(last))} là ngày nghỉ ({calendar.why_off(last)}) nên lùi đến {say_day(worked)}.")
    return calendar.closing(worked), last, steps


COUNTS: Final[dict[Unit, Callable[[datetime, Decimal, WorkCalendar, time], Counted]]] = {
    Unit.MINUTES: _count_minutes,
    Unit.HOURS: _count_hours,
    Unit.HALF_DAYS: _count_half_days,
    Unit.WORKING_DAYS: _count_working_days,
    Unit.DAYS: _count_days,
    Unit.MONTHS: _count_months,
    Unit.YEARS: _count_years,
    Unit.SAME_DAY: _count_same_day,
}


def _say_reception(received: datetime, start: datetime, calendar: WorkCalendar) -> str:
    if received == start:
        return f"Nhận {say_moment(received, year=True)}, tính ngay từ lúc nhận."
    off = calendar.why_off(received.date())
    why = (
        f"ngày nghỉ: {off}"
        if off in calendar.days_off.values()
        else "ngoài ngày làm việc"
        if off
        else "ngoài giờ làm việc"
    )
    return f"Nhận {say_moment(received, year=True)} → tính từ {say_moment(start)} ({why})."


def _say_skipped(first: date, last: date, calendar: WorkCalendar) -> list[str]:
    """Name the holidays and make-up days between, and count the weekends."""
    weekend = 0
    holidays: dict[str, list[date]] = {}
    worked: list[str] = []
    for step in range(1, (last - first).days + 1):
        day = first + timedelta(days=step)
        if day in calendar.working_days:
            worked.append(f"{say_day(day)} là ngày làm việc bù nên có tính.")
        elif not calendar.is_working_day(day):
            reason = calendar.why_off(day)
            if reason in _WEEKEND:
                weekend += 1
            else:
                holidays.setdefault(reason, []).append(day)
    said = [f"Không tính {weekend} ngày nghỉ cuối tuần."] if weekend else []
    for reason, days in holidays.items():
        said.append(f"Không tính {', '.join(say_day(day) for day in days)} ({reason}).")
    return said + [_upper(words) for words in worked]


def _say_span(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    said = [f"{hours} giờ"] if hours else []
    if minutes or not hours:
        said.append(f"{minutes} phút")
    return " ".join(said) + " làm việc"


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
