"""The words of one count: reception, limit, what was skipped and why, in Vietnamese, one sentence a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.rulebook.deadlines.limits import Limit, Unit
from motcua.rulebook.vietnamese import WEEKDAYS, say_day, say_moment, say_time
from motcua.rulebook.work_calendar import WorkCalendar

_WEEKEND: Final = frozenset(WEEKDAYS[5:])
_BY_CALENDAR: Final = frozenset({Unit.DAYS, Unit.MONTHS, Unit.YEARS})


@dataclass(frozen=True, slots=True)
class Count:
    """What one count was made of and came to; enough to explain it when somebody asks."""

    received: datetime
    start: datetime
    limit: Limit
    calendar: WorkCalendar
    cut_off: time
    end: datetime
    last_day: date | None


def explain_count(count: Count) -> tuple[str, ...]:
    """Why the count ended when it did, and the promise that comes of it."""
    return (_reception(count), *_limit(count), promise(count.end))


def promise(due: datetime) -> str:
    """The sentence that promises the result for `due` (aware)."""
    return f"Hẹn trả {say_moment(due, year=True)}."


def _reception(count: Count) -> str:
    said = say_moment(count.received, year=True)
    if count.received == count.start:
        return f"Nhận {said}, tính ngay từ lúc nhận."
    why = "ngoài giờ làm việc"
    off = count.calendar.why_off(count.received.date())
    if off:
        why = "ngoài ngày làm việc" if off in _WEEKEND else f"ngày nghỉ: {off}"
    return f"Nhận {said} → tính từ {say_moment(count.start)} ({why})."


def _limit(count: Count) -> list[str]:
    unit, value = count.limit.unit, count.limit.value
    first, last = count.start.date(), count.end.date()
    if unit in _BY_CALENDAR:
        return _by_calendar(count)
    if unit is Unit.SAME_DAY:
        said = ["Thời hạn trong ngày."]
        if last != first:
            said.append(f"Nhận sau {say_time(count.cut_off)} nên trả trong ngày làm việc tiếp theo, {say_day(last)}.")
        return said
    days = value / 2 if unit is Unit.HALF_DAYS else value
    if unit in (Unit.HALF_DAYS, Unit.WORKING_DAYS) and days >= 1:
        words = Limit(days, Unit.WORKING_DAYS).words
        said = [f"Thời hạn {words}, không tính ngày nhận ({say_day(first)})."]
        if days % 1:
            said.append(f"Nửa ngày là {_span(count.calendar.hours.day_length / 2)} của cơ quan.")
        return said + _skipped(first, last, count.calendar)
    if unit in (Unit.HALF_DAYS, Unit.WORKING_DAYS):
        half = _span(count.calendar.hours.day_length / 2)
        said = [f"Thời hạn nửa ngày làm việc của cơ quan ({half}), chạy trong giờ làm việc."]
    else:
        minutes = value * 60 if unit is Unit.HOURS else value
        said = [f"Thời hạn {_span(timedelta(minutes=int(minutes)))}, chỉ chạy trong giờ làm việc."]
    return said + _skipped(first, last, count.calendar)


def _by_calendar(count: Count) -> list[str]:
    first, last = count.start.date(), count.last_day or count.end.date()
    said = [f"Thời hạn {count.limit.words}, không tính ngày nhận ({say_day(first)}): hết {say_day(last, year=True)}."]
    worked = count.end.date()
    if worked != last:
        why = count.calendar.why_off(last)
        said.append(f"{_upper(say_day(last))} là ngày nghỉ ({why}) nên lùi đến {say_day(worked)}.")
    return said


def _skipped(first: date, last: date, calendar: WorkCalendar) -> list[str]:
    """Name the holidays and make-up days after `first` up to `last`, and count the weekends."""
    weekend = 0
    holidays: dict[str, list[date]] = {}
    worked: list[str] = []
    for step in range(1, (last - first).days + 1):
        day = first + timedelta(days=step)
        if day in calendar.working_days:
            worked.append(f"{_upper(say_day(day))} là ngày làm việc bù nên có tính.")
        elif not calendar.is_working_day(day):
            reason = calendar.why_off(day)
            if reason in _WEEKEND:
                weekend += 1
            else:
                holidays.setdefault(reason, []).append(day)
    said = [f"Không tính {weekend} ngày nghỉ cuối tuần."] if weekend else []
    for reason, days in holidays.items():
        said.append(f"Không tính {', '.join(say_day(day) for day in days)} ({reason}).")
    return said + worked


def _span(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    said = [f"{hours} giờ"] if hours else []
    if minutes or not hours:
        said.append(f"{minutes} phút")
    return " ".join(said) + " làm việc"


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
