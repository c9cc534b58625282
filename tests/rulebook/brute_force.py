"""A second calculator of deadlines, slow and plain: it walks the minutes of the years one by one.

It shares nothing with the rulebook but the words of a limit: it lays every minute of its years out as worked or not,
from the same days and hours, and then counts. What two so different ways agree on is hardly wrong in both.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MINUTES_A_DAY = 24 * 60
Pause = tuple[int, int]


@dataclass
class Office:
    """One office's years from 1 January of `first_year` on: `worked[minute]` is 1 where the office works."""

    first: date
    worked: bytearray
    day_minutes: int  # working minutes of an ordinary day

    @classmethod
    def build(
        cls, first_year: int, years: int, hours: Sequence[tuple[str, str]], off: Collection[date],
        make_up: Collection[date],
    ) -> Office:  # fmt: skip
        """Lay the minutes out: every weekday that is not off, and every make-up day, in the hours of the office."""
        first, end = date(first_year, 1, 1), date(first_year + years, 1, 1)
        ordinary = bytearray(MINUTES_A_DAY)
        for start, stop in hours:
            begin, finish = (int(text[:2]) * 60 + int(text[3:]) for text in (start, stop))
            for minute in range(begin, finish):
                ordinary[minute] = 1
        worked = bytearray()
        day = first
        while day < end:
            works = day in make_up or (day.weekday() < 5 and day not in off)
            worked += ordinary if works else bytearray(MINUTES_A_DAY)
            day += timedelta(days=1)
        return cls(first, worked, sum(ordinary))

    def minute_of(self, moment: datetime) -> int:
        """The number of the minute in which `moment` (on the minute, aware) lies."""
        local = moment.astimezone(VIETNAM)
        return (local.date() - self.first).days * MINUTES_A_DAY + local.hour * 60 + local.minute

    def moment_of(self, minute: int) -> datetime:
        """The moment at which minute number `minute` begins."""
        day, rest = divmod(minute, MINUTES_A_DAY)
        return datetime.combine(self.first + timedelta(days=day), time(rest // 60, rest % 60), VIETNAM)

    def begin(self, minute: int) -> int:
        """The first worked minute from `minute` on."""
        while not self.worked[minute]:
            minute += 1
        return minute

    def works(self, day: int) -> bool:
        """Whether any minute of day number `day` is worked."""
        return 1 in self.worked[day * MINUTES_A_DAY : (day + 1) * MINUTES_A_DAY]

    def closing(self, day: int) -> int:
        """The minute after the last worked one of day number `day`."""
        minute = (day + 1) * MINUTES_A_DAY
        while not self.worked[minute - 1]:
            minute -= 1
        return minute

    def run(self, start: int, amount: int, pauses: Sequence[Pause] = ()) -> int:
        """The minute when `amount` worked minutes have gone by since `start`, those in `pauses` [from, to) not counted.

        A pause that holds at the very end holds the end up until it is over.
        """
        minute, left = self.begin(start), amount
        last = minute
        while left:
            if self.worked[minute] and not any(a <= minute < b for a, b in pauses):
                left -= 1
                last = minute + 1
            minute += 1
        for a, b in sorted(pauses):
            if a <= last < b:
                last = self.begin(b)
        return last

    def count_days(self, day: int, count: int) -> int:
        """The number of the `count`-th worked day after day number `day`."""
        while count:
            day += 1
            count -= self.works(day)
        return day

    def close_from(self, day: int) -> int:
        """The closing of day number `day`, or of the next worked day."""
        while not self.works(day):
            day += 1
        return self.closing(day)


def due(office: Office, received: datetime, unit: str, value: Decimal, cut_off: time = time(15)) -> datetime:
    """When a limit of `value` `unit` ends for what was received at `received`."""
    return office.moment_of(due_minute(office, office.minute_of(received), unit, value, cut_off))


def due_minute(office: Office, received: int, unit: str, value: Decimal, cut_off: time = time(15)) -> int:
    """As `due`, in numbers of minutes."""
    start = office.begin(received)
    day = start // MINUTES_A_DAY
    if unit == "minutes":
        return office.run(start, int(value))
    if unit == "hours":
        return office.run(start, int(value * 60))
    if unit == "half_days":
        unit, value = "working_days", value / 2
    if unit == "working_days":
        whole = int(value)
        half = office.day_minutes // 2 if value % 1 else 0
        begin = office.closing(office.count_days(day, whole)) if whole else start
        return office.run(begin, half) if half else begin
    if unit == "days":
        return office.close_from(day + int(value))
    if unit in {"months", "years"}:
        return office.close_from(_months_on(office, day, int(value) * (12 if unit == "years" else 1)))
    assert unit == "same_day"
    late = start % MINUTES_A_DAY > cut_off.hour * 60 + cut_off.minute
    return office.closing(office.count_days(day, 1) if late else day)


def after_pause(office: Office, promised: int, last_day: int, unit: str, whole: int, pause: Pause) -> int:
    """When a limit of whole days ends after one pause [from, to): what was left of days when it stopped, again.

    `promised` was the due minute, `last_day` the day the count had reached before days off moved it on, `whole` the
    due minute of the limit counted afresh from the end of the pause. What was past stays past; what is left is never
    more than the whole limit, nor is the promise ever moved back.
    """
    stopped, resumed = pause
    if stopped > promised:
        return promised
    stop_day, again = office.begin(stopped) // MINUTES_A_DAY, office.begin(resumed) // MINUTES_A_DAY
    if unit == "working_days":
        left = sum(office.works(day) for day in range(stop_day + 1, (promised - 1) // MINUTES_A_DAY + 1))
        moved = office.closing(office.count_days(again, left))
    else:
        moved = office.close_from(max(again + last_day - stop_day, again))
    moved = max(moved, promised)
    return whole if moved > max(whole, promised) else moved


def _months_on(office: Office, day: int, months: int) -> int:
    """Walk day by day to the same number of the month `months` on, or to that month's last day."""
    begin = office.first + timedelta(days=day)
    passed, found = 0, begin
    while True:
        following = found + timedelta(days=1)
        if passed == months and (found.day == begin.day or following.month != found.month):
            return (found - office.first).days
        passed += following.month != found.month
        found = following
