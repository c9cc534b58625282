"""The calendars and moments that the rulebook's tests share."""

from datetime import datetime
from functools import cache

from motcua.rulebook.public_holidays import load_vietnam
from motcua.rulebook.work_calendar import VIETNAM, Hours, WorkCalendar, sessions


@cache
def vietnam() -> WorkCalendar:
    """07:00-11:30, 13:30-17:00, an eight-hour day, with the public holidays of 2018-2027."""
    return WorkCalendar.from_rows(load_vietnam(range(2018, 2028)))


@cache
def short_day() -> WorkCalendar:
    """07:30-11:30, 13:30-17:00, a day of seven hours and a half."""
    return WorkCalendar.from_rows(load_vietnam(range(2018, 2028)), Hours(sessions("07:30-11:30, 13:30-17:00")))


@cache
def saturday_mornings() -> WorkCalendar:
    """Receives people on Saturday mornings without counting them as working time."""
    return WorkCalendar.from_rows(load_vietnam(range(2018, 2028)), Hours(saturday=sessions("07:00-11:30")))


def at(text: str) -> datetime:
    """ "2020-03-31 10:30" in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
