"""Import the national format of procedures, CSV or JSON: tolerant of rows, strict about files, twice is once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.catalog.importing.decoding import decode
from motcua.catalog.importing.entries import Entry
from motcua.catalog.importing.from_csv import read_csv
from motcua.catalog.importing.from_json import read_json
from motcua.catalog.importing.report import CatalogueFileError, Problem, Report, write_report
from motcua.catalog.importing.writing import write
from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM, Actor

__all__ = ["CatalogueFileError", "Problem", "Report", "import_catalogue", "write_report"]


def import_catalogue(content: bytes, *, name: str, at: datetime, by: Actor = SYSTEM) -> Report:
    """Import one file in one transaction; `name` is only for the report, `at` aware.

    A bad row is left out or loses the bad value, and the report says so. CatalogueFileError when the file as a whole
    cannot be read: then nothing is written. A file that changes nothing leaves no event.
    """
    text = decode(content)
    read = read_json if text.lstrip()[:1] in {"{", "["} else read_csv
    entries, problems, rows = read(text)
    kept, repeated = _without_repeats(entries)
    problems = sorted([*problems, *repeated], key=lambda problem: problem.row)
    report = Report(file=name, rows=rows, problems=problems)
    with transaction.atomic():
        report.added, report.changed = write(kept, at)
        report.unchanged = len(kept) - report.added - report.changed
        if report.added or report.changed:
            data = {"rows": rows, "added": report.added, "changed": report.changed, "problems": len(problems)}
            record(name="catalog.imported", at=at, by=by, subject="catalog", subject_label=name[:200], data=data)
    return report


def _without_repeats(entries: list[Entry]) -> tuple[list[Entry], list[Problem]]:
    first: dict[str, Entry] = {}
    repeated: list[Problem] = []
    for entry in entries:
        known = first.setdefault(entry.code, entry)
        if known is not entry:
            text = f"Mã này đã có ở dòng {known.row}; chỉ dòng đầu được dùng."
            repeated.append(Problem(entry.row, entry.code, "ma", text, skipped=True))
    return list(first.values()), repeated
