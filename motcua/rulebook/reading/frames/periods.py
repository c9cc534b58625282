"""When something holds: days, hours and events of a clause as stretches of time, in the form rules are written in."""

from __future__ import annotations

import importlib
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, cast

from motcua.rulebook.reading.frames.issuing_body import Issuer
from motcua.rulebook.reading.frames.recognisers import LAST, NEW_YEAR, PrintedDay
from motcua.rulebook.reading.frames.tokens import Token

_NOON: Final = time(12)
_MORE_DAYS: Final = 31  # days listed one by one in one clause: more is noise


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch: ISO day or moment it begins and ends (None: open), and what only a person can say of it.

    `event` is the end as printed where it is no day; `season` is set where it comes back every year (MM-DD/MM-DD).
    """

    begins: str | None = None
    ends: str | None = None
    event: str = ""
    season: str = ""
    listed: bool = False  # one of several days named one by one
    weekday: int = 0

    @property
    def said(self) -> bool:
        """Whether anything of time was said."""
        return bool(self.begins or self.ends or self.event or self.season)


class Calendar:
    """Completes printed days of one letter: a year printed once serves the days before it."""

    def __init__(self, issuer: Issuer) -> None:
        self.issuer = issuer

    def days(self, tokens: Sequence[Token]) -> dict[int, list[date]]:
        """The days of each date token, by the token's place."""
        last: PrintedDay | None = None
        found: dict[int, list[date]] = {}
        for token in reversed(tokens):
            if not ("date" in token.means or "span" in token.means):
                continue
            days: list[date] = []
            for printed in reversed(token.data):
                full = printed
                if not full.month and last is not None:
                    full = replace(full, month=last.month, year=last.year)
                if not full.year and last is not None and last.year:
                    full = replace(full, year=last.year if full.month <= last.month else last.year - 1)
                day = self._day(full)
                if day is not None:
                    days.insert(0, day)
                    last = PrintedDay(day.day, day.month, 0 if full.month == NEW_YEAR else full.year or day.year)
            if days:
                found[token.start] = days
        return found

    def _day(self, printed: PrintedDay) -> date | None:
        year = printed.year or self.issuer.year
        issued = self.issuer.issued
        if printed.month == NEW_YEAR:
            return _lunar_day(printed.day, issued)
        try:
            last = printed.day == LAST and printed.month
            day = date(year, printed.month, monthrange(year, printed.month)[1] if last else printed.day)
        except ValueError:
            return None
        if not printed.year and issued and (issued - day).days > 200:
            return day.replace(year=year + 1)
        return day


def _lunar_day(number: int, issued: date | None) -> date | None:
    """A day of the first lunar month of the Vietnamese calendar, in the new year nearest behind the letter's date."""
    if issued is None:
        return None
    chinese = importlib.import_module("holidays.calendars.chinese")  # seldom needed, slow to load
    calendar = chinese._ChineseLunisolar(chinese.VIETNAMESE_CALENDAR)
    for year in (issued.year, issued.year + 1):
        first = calendar.lunar_new_year_date(year)[0]
        if first is not None and first + timedelta(days=number - 1 + 15) >= issued:
            return cast(date, first + timedelta(days=number - 1))
    return None


def moment(day: date, at: time | None) -> str:
    """A day, or a moment of it, as ISO text; midnight is the day itself."""
    return day.isoformat() if at is None or at == time() else datetime.combine(day, at).isoformat(timespec="minutes")


def first_day(period: Period) -> date | None:
    """The day on which a period begins."""
    return date.fromisoformat(period.begins[:10]) if period.begins else None


def last_day(period: Period) -> date | None:
    """The day on which a period ends."""
    return date.fromisoformat(period.ends[:10]) if period.ends else None


def half_day(day: date, half: str) -> Period:
    """The morning or the afternoon of a day."""
    if half == "sáng":
        return Period(day.isoformat(), moment(day, _NOON))
    if half in ("chiều", "tối"):
        return Period(moment(day, _NOON), day.isoformat())
    return Period(day.isoformat(), day.isoformat())


def listed(days: Sequence[date]) -> list[Period]:
    """Each day for itself; days that follow one another as one stretch."""
    out: list[Period] = []
    for day in sorted(set(days))[:_MORE_DAYS]:
        before = out[-1] if out else None
        end = last_day(before) if before else None
        if before is not None and end is not None and day == end + timedelta(days=1):
            out[-1] = replace(before, ends=day.isoformat(), weekday=0)
        else:
            out.append(Period(day.isoformat(), day.isoformat(), listed=True, weekday=day.isoweekday()))
    return out
