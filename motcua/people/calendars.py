"""The working calendar of an office: hours, and days off or worked, set for it, above it or nationwide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import md5
from typing import Any, Final

from django.db import connection

from motcua.people.models import CalendarDay, Office
from motcua.people.paths import ancestors
from motcua.rulebook.public_holidays import HOLIDAY, WORKED, DayRow
from motcua.rulebook.work_calendar import Hours, WorkCalendar, sessions

NATION: Final = ""


def calendar_of(office: Office) -> WorkCalendar:
    """The calendar of one office, in one small query. Keep the answer where many dates are counted for the same office.

    A day set for the office itself wins over one set above it, and that over the nation's. ValueError when the
    office's `hours` cannot be read.
    """
    return calendars_of([office])[office.path]


def calendars_of(offices: Iterable[Office]) -> dict[str, WorkCalendar]:
    """The calendars of several offices by path, in one small query for all of them; two after a day was changed."""
    days = _days()
    return {office.path: days.calendar_of(office) for office in offices}


@dataclass(frozen=True, slots=True)
class _Days:
    """Every day off or worked as it stood when the table had this `stamp`, and the calendars made of them so far."""

    stamp: str
    by_path: Mapping[str, Sequence[DayRow]]
    made: dict[tuple[str, str], WorkCalendar] = field(default_factory=dict)

    def calendar_of(self, office: Office) -> WorkCalendar:
        """Made once for an office with these hours."""
        key = (office.path, repr(office.hours))
        calendar = self.made.get(key)
        if calendar is None:
            calendar = self.made[key] = self._make(office)
        return calendar

    def _make(self, office: Office) -> WorkCalendar:
        settled: dict[date, DayRow] = {}
        for above in (NATION, *ancestors(office.path)):  # from the nation down: the nearer overrides
            settled.update((row.day, row) for row in self.by_path.get(above, ()))
        return WorkCalendar.from_rows(settled.values(), hours_of(office.hours))


_known: _Days | None = None

# A row's version is the transaction that wrote it and its place. Whoever changes a day, by whatever means and in
# whatever process, thereby changes the stamp; a change rolled back gives the former stamp and the former days.
_VERSION: Final = "concat_ws(',', d.xmin, d.ctid, o.path)"
_TABLES: Final = "people_calendarday d LEFT JOIN people_office o ON o.id = d.office_id"
_STAMP: Final = f"SELECT md5(string_agg({_VERSION}, ';' ORDER BY d.id)) FROM {_TABLES}"
_ROWS: Final = f"SELECT d.day, d.kind, d.label, o.path, {_VERSION} FROM {_TABLES} ORDER BY d.id"


def _days() -> _Days:
    """The days as they stand now: one query tells that nothing has changed since they were read in this process."""
    global _known
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        (stamp,) = cursor.fetchone()
        known = _known
        if known is None or known.stamp != (stamp or ""):
            cursor.execute(_ROWS)
            known = _known = _read(cursor.fetchall())
    return known


def _read(rows: Sequence[tuple[date, str, str, str | None, str]]) -> _Days:
    """Stamped by the very rows that were read, as another may have been written since the stamp was asked for."""
    by_path: dict[str, list[DayRow]] = {}
    for day, kind, label, path, _ in rows:
        kept = DayRow(day, label, WORKED if kind == CalendarDay.Kind.WORKING else HOLIDAY)
        by_path.setdefault(path or NATION, []).append(kept)
    versions = ";".join(version for *_, version in rows)
    return _Days(md5(versions.encode(), usedforsecurity=False).hexdigest() if rows else "", by_path)


def hours_of(stored: Mapping[str, Any]) -> Hours:
    """Read an office's `hours`; keys left out take the national default (07:00–11:30, 13:30–17:00).

    `weekday` and `saturday` are texts such as "07:00-11:30, 13:30-17:00"; `saturday_counts` is a flag; `special` maps
    an ISO weekday ("1" is Monday) to such a text. ValueError when a text cannot be read.
    """
    usual = Hours()
    return Hours(
        weekday=sessions(stored["weekday"]) if "weekday" in stored else usual.weekday,
        saturday=sessions(stored.get("saturday", "")),
        saturday_counts=bool(stored.get("saturday_counts", False)),
        special={int(day): sessions(text) for day, text in stored.get("special", {}).items()},
    )
