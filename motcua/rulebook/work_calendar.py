"""Working days and hours of one office: holidays, swapped days, Saturday mornings.

Days are Gregorian dates of Vietnam; moments are aware datetimes, converted to Asia/Ho_Chi_Minh (no summer time).
Legal ground: Labour Code 2019 Art. 111–112 (weekly rest, holidays), Civil Code 2015 Art. 145–148 (counting).
Nothing here reads the clock or loops without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from motcua.rulebook.special_days import WORKED, DayRow
from motcua.rulebook.vietnamese import VIETNAM, WEEKDAYS

LONGEST_SEARCH: Final = 366
_NO_WORKING_DAY: Final = f"Không có ngày làm việc nào trong {LONGEST_SEARCH} ngày; hãy kiểm tra lịch nghỉ."
_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta(0)


class NaiveMomentError(ValueError):
    """A moment came without its time zone, so nobody can say when it was."""


class NoWorkingDayError(ValueError):
    """No working day within 366 days: the calendar or the hours of this office are wrong."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting of an office, e.g. 07:00–11:30; local times of one day, start before end."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError("Giờ của buổi làm việc là giờ địa phương, không ghi múi giờ.")
        if self.start >= self.end:
            raise ValueError(f"Buổi làm việc phải kết thúc sau khi bắt đầu: {self.start:%H:%M}–{self.end:%H:%M}.")


Sessions = tuple[Session, ...]


def sessions(text: str) -> Sessions:
    """Read "07:00-11:30, 13:30-17:00" (hyphen or en dash) into sessions. ValueError if malformed or overlapping."""
    found: list[Session] = []
    for piece in text.replace("–", "-").split(","):
        if not piece.strip():
            continue
        try:
            start, end = (time.fromisoformat(clock.strip()) for clock in piece.split("-"))
        except ValueError as wrong:
            raise ValueError(f"Không đọc được buổi làm việc “{piece.strip()}”; ví dụ đúng: 07:00-11:30.") from wrong
        found.append(Session(start, end))
    return _in_order(tuple(found))


def _in_order(found: Sessions) -> Sessions:
    if any(before.end > after.start for before, after in pairwise(found)):
        raise ValueError("Các buổi làm việc trong ngày phải theo thứ tự và không chồng lên nhau.")
    return found


@dataclass(frozen=True, slots=True)
class Hours:
    """The week of one office.

    `weekday` sits Monday to Friday and on make-up Saturdays; `special` overrides single weekdays (ISO, Monday 1).
    `saturday` is reception on ordinary Saturdays; those hours count as working time only if `saturday_counts`
    (Decision 127/2007, later 14/2010: Saturday reception is a matter of the unit and the field).
    """

    weekday: Sessions = field(default_factory=lambda: sessions("07:00-11:30, 13:30-17:00"))
    saturday: Sessions = ()
    saturday_counts: bool = False
    special: Mapping[int, Sessions] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sitting in (self.weekday, self.saturday, *self.special.values()):
            _in_order(sitting)
        if not self.weekday and not any(self.special.values()):
            raise ValueError("Cơ quan phải có ít nhất một buổi làm việc trong tuần.")

    @property
    def day_length(self) -> timedelta:
        """Working time of an ordinary day: this office's own day, not a fixed eight hours."""
        ordinary = self.weekday or max(self.special.values(), key=_length)
        return _length(ordinary)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """When one office works. `days_off` and `working_days` (make-up days) map a date to its label.

    A date in both is a working day: a swap announced by the Government overrides the rest day.
    """

    days_off: Mapping[date, str] = field(default_factory=dict, repr=False)
    working_days: Mapping[date, str] = field(default_factory=dict, repr=False)
    hours: Hours = field(default_factory=Hours)
    _week: tuple[Sessions, ...] = field(init=False, repr=False, compare=False)
    _dates: Mapping[date, Sessions] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Both are looked at for every day of every count, so they are laid out once.
        hours = self.hours
        weekdays = [hours.special.get(weekday, hours.weekday) for weekday in range(1, 6)]
        saturday = hours.saturday if hours.saturday_counts else ()
        dates: dict[date, Sessions] = dict.fromkeys(self.days_off, ())
        for day in self.working_days:
            dates[day] = hours.special.get(day.isoweekday(), hours.weekday)
        object.__setattr__(self, "_week", (*weekdays, saturday, ()))
        object.__setattr__(self, "_dates", dates)

    @classmethod
    def from_rows(cls, rows: Iterable[DayRow], hours: Hours | None = None) -> WorkCalendar:
        """Build a calendar from the rows officials keep: kind "worked" is a make-up day, every other a day off."""
        off: dict[date, str] = {}
        worked: dict[date, str] = {}
        for row in rows:
            (worked if row.kind == WORKED else off)[row.day] = row.label
        return cls(days_off=off, working_days=worked, hours=hours or Hours())

    def sessions_on(self, day: date) -> Sessions:
        """Sessions of `day` in which legal time runs; empty on a day off."""
        found = self._dates.get(day)
        return self._week[day.weekday()] if found is None else found

    def reception_on(self, day: date) -> Sessions:
        """Sessions of `day` in which people are received: working sessions, and Saturday reception."""
        worked = self.sessions_on(day)
        if not worked and day.isoweekday() == 6 and day not in self.days_off:
            return self.hours.saturday
        return worked

    def is_working_day(self, day: date) -> bool:
        """Whether legal working time runs on `day`."""
        return bool(self.sessions_on(day))

    def why_off(self, day: date) -> str:
        """Why `day` is off: the holiday's label or the weekday; "" on a working day."""
        if self.is_working_day(day):
            return ""
        return self.days_off.get(day) or WEEKDAYS[day.weekday()]

    def next_working_day(self, day: date) -> date:
        """First working day strictly after `day`. NoWorkingDayError if none within 366 days."""
        return self._search(day, _DAY)

    def previous_working_day(self, day: date) -> date:
        """Last working day strictly before `day`. NoWorkingDayError if none within 366 days."""
        return self._search(day, -_DAY)

    def working_day_from(self, day: date) -> date:
        """`day` itself if worked, else the next working day (Civil Code Art. 148.5)."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, `day` itself not counted (Civil Code Art. 147.2). `count` ≥ 0."""
        if count < 0:
            raise ValueError("Số ngày làm việc không được âm.")
        week, dates = self._week, self._dates
        idle = 0
        while count:
            day += _DAY
            found = dates.get(day)
            if week[day.weekday()] if found is None else found:
                count -= 1
                idle = 0
            else:
                idle += 1
                if idle >= LONGEST_SEARCH:
                    raise NoWorkingDayError(_NO_WORKING_DAY)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Number of working days after `first` up to and with `last`; negative when `last` comes earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.is_working_day(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))

    def opening(self, day: date) -> datetime:
        """Moment the office opens on working `day`. ValueError on a day off."""
        return _at(day, self._worked(day)[0].start)

    def closing(self, day: date) -> datetime:
        """Moment the office closes on working `day`. ValueError on a day off."""
        return _at(day, self._worked(day)[-1].end)

    def is_receiving(self, moment: datetime) -> bool:
        """Whether people are received at `moment` (start included, end excluded)."""
        local = localise(moment)
        clock = local.time()
        return any(sitting.start <= clock < sitting.end for sitting in self.reception_on(local.date()))

    def working_moment_from(self, moment: datetime) -> datetime:
        """`moment` if legal time runs then, else the start of the next session; a session's end belongs to the next."""
        local = localise(moment)
        clock = local.time()
        for sitting in self.sessions_on(local.date()):
            if clock < sitting.end:
                return local if clock >= sitting.start else _at(local.date(), sitting.start)
        return self.opening(self.next_working_day(local.date()))

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`, exact; negative when `end` comes first."""
        begin, finish = localise(start), localise(end)
        if finish < begin:
            return -self.working_time_between(finish, begin)
        total = _NOTHING
        for day in _days(begin.date(), finish.date()):
            for sitting in self.sessions_on(day):
                total += max(min(_at(day, sitting.end), finish) - max(_at(day, sitting.start), begin), _NOTHING)
        return total

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes from `start` to `end`, rounded towards zero; negative when `end` comes first."""
        return int(self.working_time_between(start, end) / timedelta(minutes=1))

    def add_working_time(self, moment: datetime, amount: timedelta) -> datetime:
        """The moment when `amount` of working time has run since `moment`; it may be a closing, as days end there."""
        if amount < _NOTHING:
            raise ValueError("Thời gian cộng thêm không được âm.")
        at = self.working_moment_from(moment)
        while True:
            day = at.date()
            for sitting in self.sessions_on(day):
                end = _at(day, sitting.end)
                start = max(_at(day, sitting.start), at)
                if start >= end:
                    continue
                if amount <= end - start:
                    return start + amount
                amount -= end - start
            at = self.opening(self.next_working_day(day))

    def add_working_minutes(self, moment: datetime, minutes: int) -> datetime:
        """As `add_working_time`, in whole minutes."""
        return self.add_working_time(moment, timedelta(minutes=minutes))

    def _worked(self, day: date) -> Sessions:
        found = self.sessions_on(day)
        if not found:
            raise ValueError(f"{day:%d/%m/%Y} không phải ngày làm việc ({self.why_off(day)}).")
        return found

    def _search(self, day: date, step: timedelta) -> date:
        for _ in range(LONGEST_SEARCH):
            day += step
            if self.is_working_day(day):
                return day
        raise NoWorkingDayError(_NO_WORKING_DAY)


def localise(moment: datetime) -> datetime:
    """`moment` in Asia/Ho_Chi_Minh. NaiveMomentError if it has no time zone."""
    if moment.tzinfo is VIETNAM:
        return moment
    if moment.utcoffset() is None:
        raise NaiveMomentError("Thời điểm thiếu múi giờ; hãy ghi rõ, ví dụ 2020-03-31T10:30+07:00.")
    return moment.astimezone(VIETNAM)


def iso_or_blank(moment: datetime | None) -> str:
    """The moment (aware) in ISO form with Vietnam's offset; "" for none."""
    return localise(moment).isoformat() if moment else ""


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, VIETNAM)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _length(sitting: Sessions) -> timedelta:
    return sum((_at(date.min, session.end) - _at(date.min, session.start) for session in sitting), _NOTHING)
