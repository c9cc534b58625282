"""Run the import of one file: good rows are kept, bad ones are listed with row and reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from motcua.exchange.models import ImportRun
from motcua.exchange.permissions import may_import
from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import NotAllowed


class RowOutcome(StrEnum):
    """The outcome of a row."""

    MADE = "made"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class BadRow(ValueError):
    """This row cannot be taken; the text says why, in Vietnamese."""


@dataclass(slots=True)
class RunCount:
    """Rows by what became of them; `bad` as (row, reason)."""

    rows: int = 0
    landed: dict[RowOutcome, int] = field(default_factory=lambda: dict.fromkeys(RowOutcome, 0))
    bad: list[tuple[int, str]] = field(default_factory=list)

    def add(self, outcome: RowOutcome) -> None:
        """One row more."""
        self.landed[outcome] += 1


def import_file(
    kind: str, content: bytes, *, name: str, by: Staff | None, at: datetime, event: str,
    read: Callable[[bytes, RunCount, datetime], None],
) -> ImportRun:  # fmt: skip
    """Import the file by `read` and record the outcome; `by` is None for the command line.

    Raises TableError when nothing can be read, NotAllowed for a person who may not import.
    """
    if by is not None and not may_import(by):
        raise NotAllowed("Chỉ người quản trị hệ thống được nhập dữ liệu.")
    row = ImportRun.objects.create(kind=kind, sha256=hashlib.sha256(content).hexdigest(), name=name[:200], by=by, at=at)
    count = RunCount()
    try:
        read(content, count, at)
    except Exception:
        row.delete()
        raise
    row.rows, row.bad = count.rows, [{"row": line, "reason": why} for line, why in sorted(count.bad)]
    row.made, row.changed = count.landed[RowOutcome.MADE], count.landed[RowOutcome.CHANGED]
    row.unchanged, row.finished_at = count.landed[RowOutcome.UNCHANGED], at
    with transaction.atomic():
        row.save()
        record(
            name=event,
            at=at,
            by=staff_actor(by) if by else SYSTEM,
            subject=f"import:{row.pk}",
            subject_label=row.name,
            data={"kind": kind, "rows": row.rows, "made": row.made, "changed": row.changed, "bad": len(row.bad)},
        )
    return row
