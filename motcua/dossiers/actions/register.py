"""Write the register of dossiers (sổ theo dõi): a line at acceptance, an entry at return, no edits.

One book a unit and year; numbers run from 1 through the year even over several volumes, without gaps (Circular
01/2018 Art. 10.2). The database itself refuses to change a line or an entry, and a line in a closed book.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from motcua.dossiers.actions.numbers import next_number
from motcua.dossiers.models import Dossier, Register, RegisterEntry, RegisterLine
from motcua.dossiers.permissions import may_close_register
from motcua.dossiers.register import (
    ENTRY_DUE_CHANGED,
    ENTRY_ENDED,
    ENTRY_RETURNED,
    OVER,
    line_of,
    register_key,
    return_entry_of,
)
from motcua.journal.actions import record
from motcua.people.models import Office, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, NotAllowed
from motcua.rulebook.work_calendar import iso_or_blank, localise


def enter_in_register(dossier: Dossier, *, at: datetime) -> RegisterLine:
    """Write the dossier's line in its unit's register of the year of `at` (aware); in the transaction that accepts it.

    The register opens by itself with its first line; where the year's volume is closed already, the next volume.
    A dossier has one line: the second time the first one is returned.
    """
    known = RegisterLine.objects.filter(dossier=dossier).first()
    if known is not None:
        return known
    year = localise(at).year
    # The series is taken first: its holder alone writes the unit's register of the year until the commit.
    number = next_number(register_key(dossier.office.code, year))
    register = _open_register(dossier.office, year, at)
    return RegisterLine.objects.create(register=register, number=number, dossier=dossier, data=line_of(dossier), at=at)


def note_end_in_register(dossier: Dossier, *, at: datetime) -> None:
    """Add the latest outcome to the dossier's line, in the transaction of that act.

    Returned (a refusal too: Decree 61/2018 Art. 19.8), withdrawn, stopped; in any other state a new promise. Nothing
    where the dossier has no line, or the line says it already.
    """
    if dossier.state == "returned":
        _add(dossier, ENTRY_RETURNED, return_entry_of(dossier, at), at)
    elif dossier.state in OVER:
        _add(dossier, ENTRY_ENDED, return_entry_of(dossier, at), at)
    else:
        note_due_in_register(dossier, dossier.due_at, at=at)


def note_due_in_register(dossier: Dossier, due: datetime | None, *, at: datetime) -> None:
    """Add the new promise `due` (aware) to the dossier's line; nothing where it is the one that stands there."""
    line = RegisterLine.objects.filter(dossier=dossier).first()
    if line is None or due is None:
        return
    last = line.entries.filter(kind=ENTRY_DUE_CHANGED).order_by("-id").first()
    promised = (last.data if last is not None else line.data).get("due_at", "")
    if iso_or_blank(due) != promised:
        RegisterEntry.objects.create(
            line=line, kind=ENTRY_DUE_CHANGED, data={"due_at": iso_or_blank(due), "before": promised}, at=at
        )


@transaction.atomic
def close_register(*, register: Register, by: Staff, at: datetime) -> Register:
    """Close the book for good (khóa sổ): it takes no new line; returns are still added to the lines it has.

    Raises NotAllowed for anyone but the head of the unit, AlreadyDone when it is closed.
    """
    if not may_close_register(register, by, at):
        raise NotAllowed("Chỉ trưởng bộ phận một cửa của đơn vị được khóa sổ theo dõi.")
    row = Register.objects.select_for_update(of=("self",)).select_related("office").get(pk=register.pk)
    if row.closed_at is not None:
        raise AlreadyDone("Sổ này đã được khóa.")
    row.closed_at, row.closed_by = at, by
    row.save(update_fields=["closed_at", "closed_by"])
    last = row.lines.aggregate(last=Max("number"))["last"] or 0
    record(
        name="register.closed",
        at=at,
        by=staff_actor(by),
        subject=f"register:{row.pk}",
        subject_label=f"Sổ theo dõi hồ sơ năm {row.year}, quyển {row.volume:02d}",
        office_path=row.office.path,
        data={"year": row.year, "volume": row.volume, "last": last, "lines": row.lines.count()},
    )
    return row


def _open_register(office: Office, year: int, at: datetime) -> Register:
    """Lock the year's open volume, so that nobody closes it before the line is in; it is opened where there is none."""
    newest = Register.objects.select_for_update().filter(office=office, year=year).order_by("-volume").first()
    if newest is not None and newest.closed_at is None:
        return newest
    volume = newest.volume + 1 if newest is not None else 1
    return Register.objects.create(office=office, year=year, volume=volume, opened_at=at)


def _add(dossier: Dossier, kind: str, data: dict[str, Any], at: datetime) -> None:
    line = RegisterLine.objects.filter(dossier=dossier).first()
    if line is not None and not line.entries.filter(kind=kind).exists():
        RegisterEntry.objects.create(line=line, kind=kind, data=data, at=at)
