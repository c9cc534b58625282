"""Set days off and days worked: the nation's for whole years, and those of an office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM, Actor
from motcua.people.calendars import NATION
from motcua.people.models import CalendarDay, Office
from motcua.rulebook.public_holidays import WORKED, load_vietnam

LONGEST_LABEL: Final = 200


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
def set_calendar_day(
    day: date, kind: str, *, label: str, office: Office | None, at: datetime, by: Actor = SYSTEM
) -> CalendarDay:
    """Declare `day` off or worked (CalendarDay.Kind) for an office and those below, or the nation for None.

    A later declaration replaces an earlier one, which stays in the journal. Appointments on that day are moved by
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
