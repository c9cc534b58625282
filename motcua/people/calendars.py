"""The working calendar of an office: hours, and days off or worked, set for it, above it or nationwide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import md5
from typing import Any, Final

from django.db import connection, transaction

from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM, Actor
from motcua.people.models import CalendarDay, Office
from motcua.people.paths import ancestors
from motcua.rulebook.public_holidays import HOLIDAY, WORKED, DayRow, load_vietnam
from motcua.rulebook.work_calendar import Hours, WorkCalendar, sessions

NATION: Final = ""
LONGEST_LABEL: Final = 200


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


@transaction.atomic
def load_national_days(years: Iterable[int], *, at: datetime | None = None, by: Actor = SYSTEM) -> int:
    """Fill the nation's days off and make-up days of `years` (Labour Code 2019 Art. 112); returns how many are new.

    A day that officials already set is left as they set it. With `at` (aware), a change is written to the journal.
    """
    wanted = sorted(set(years))
    rows = [
        CalendarDay(
            day=row.day,
            kind=CalendarDay.Kind.WORKING if row.kind == WORKED else CalendarDay.Kind.OFF,
            label=f"{row.label} ({row.note})" if row.note else row.label,
        )
        for row in load_vietnam(wanted)
    ]
    before = CalendarDay.objects.filter(office=None).count()
    CalendarDay.objects.bulk_create(rows, ignore_conflicts=True)
    added = CalendarDay.objects.filter(office=None).count() - before
    if added and at is not None:
        record(name="calendar.changed", at=at, by=by, subject="calendar:nation", data={"years": wanted, "added": added})
    return added


@transaction.atomic
def set_day(
    day: date, kind: str, *, label: str, office: Office | None, at: datetime, by: Actor = SYSTEM
) -> CalendarDay:
    """Declare `day` off or worked (CalendarDay.Kind) for an office and those below, or the nation for None.

    Said again, the last word holds; what it replaces is in the journal. Whoever has an appointment on it is moved by
    what follows the event. ValueError for a day off without its reason, which people read in their message, and for
    one longer than 200 signs.
    """
    reason = " ".join(label.split())
    if len(reason) > LONGEST_LABEL:
        raise ValueError("Lý do dài quá 200 ký tự.")
    if kind == CalendarDay.Kind.OFF and not reason:
        raise ValueError("Ngày nghỉ cần lý do, người dân sẽ đọc được.")
    before = CalendarDay.objects.select_for_update().filter(day=day, office=office).first()
    was = {"kind": before.kind, "label": before.label} if before else {}
    row, _ = CalendarDay.objects.update_or_create(day=day, office=office, defaults={"kind": kind, "label": reason})
    record(
        name="calendar.changed",
        at=at,
        by=by,
        subject=f"calendar:{office.code}" if office else "calendar:nation",
        subject_label=office.name if office else "",
        office_path=office.path if office else NATION,
        data={"day": day.isoformat(), "kind": kind, "label": reason, "was": was},
    )
    return row
