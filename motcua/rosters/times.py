"""Days, weeks and sittings as ranges of aware moments (Asia/Ho_Chi_Minh)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.refusals import InvalidInput
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import WorkCalendar, localise

MORNING: Final = "morning"
AFTERNOON: Final = "afternoon"
WHOLE_DAY: Final = "day"
FREE: Final = "free"
SITTINGS: Final = (MORNING, AFTERNOON, WHOLE_DAY, FREE)
_NOON: Final = time(12)
_NO_SITTING: Final = "Ngày này không có buổi làm việc như vậy theo lịch của đơn vị; hãy nhập giờ."


def at_time(day: date, clock: time) -> datetime:
    """A moment of a day in Vietnam."""
    return datetime.combine(day, clock, VIETNAM)


def day_range(first: date, last: date | None = None) -> DateTimeTZRange:
    """From the start of `first` to the end of `last` (the same day where none is given)."""
    return DateTimeTZRange(at_time(first, time()), at_time((last or first) + timedelta(days=1), time()))


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def week_range(monday: date) -> DateTimeTZRange:
    """Monday to Sunday."""
    return day_range(monday, monday + timedelta(days=6))


def vietnam_day(moment: datetime) -> date:
    """The day in Vietnam."""
    return localise(moment).date()


def times_of(
    calendar: WorkCalendar, day: date, sitting: str, start: time | None = None, end: time | None = None
) -> list[DateTimeTZRange]:
    """The ranges of one sitting ("morning", "afternoon", "day": one for each) by the office's hours, or a free time.

    A day off has no sittings but may be worked by free times. InvalidInput names the field that cannot be used.
    """
    if sitting == FREE:
        if start is None or end is None:
            raise InvalidInput({"start" if start is None else "end": "Hãy nhập giờ bắt đầu và giờ kết thúc."})
        if start >= end:
            raise InvalidInput({"end": "Giờ kết thúc phải sau giờ bắt đầu."})
        return [DateTimeTZRange(at_time(day, start), at_time(day, end))]
    if sitting not in SITTINGS:
        raise InvalidInput({"sitting": "Hãy chọn buổi."})
    held = [
        hours
        for hours in calendar.reception_on(day)
        if sitting == WHOLE_DAY or (hours.start < _NOON) == (sitting == MORNING)
    ]
    if not held:
        raise InvalidInput({"sitting": _NO_SITTING})
    return [DateTimeTZRange(at_time(day, hours.start), at_time(day, hours.end)) for hours in held]
