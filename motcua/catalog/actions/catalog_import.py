"""Import the national format of procedures; what officials added (plain names, online levels…) stays.

Tolerant of rows, strict about files; a second import of the same file changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.catalog.models import Fee, Field, FormVersion, Paper, Procedure, TimeLimit
from motcua.catalog.national_format.csv_file import read_csv
from motcua.catalog.national_format.encoding import decode
from motcua.catalog.national_format.entries import ProcedureEntry
from motcua.catalog.national_format.json_file import read_json
from motcua.catalog.national_format.report import ImportProblem, ImportReport
from motcua.catalog.national_format.values import field_code
from motcua.catalog.search import search_text
from motcua.catalog.standard_forms import standard_form
from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM, Actor
from motcua.rulebook.dossier_states import DEFAULT_ROUTE

# The list says only "online or not"; the province's own decision sets the level (Decree 43/2011 Art. 3).
ONLINE_LEVEL: Final = 3
OFFLINE_LEVEL: Final = 2
PLAIN_FIELDS: Final = ("name", "level", "agency", "for_whom", "decision", "result")


def import_catalog(content: bytes, *, name: str, at: datetime, by: Actor = SYSTEM) -> ImportReport:
    """Import one file in one transaction; `name` is only for the report, `at` aware.

    A bad row is left out or loses the bad value, and the report says so. CatalogueFileError when the file as a whole
    cannot be read: then nothing is written. A file that changes nothing leaves no event.
    """
    text = decode(content)
    read = read_json if text.lstrip()[:1] in {"{", "["} else read_csv
    entries, problems, rows = read(text)
    kept, repeated = _without_repeats(entries)
    problems = sorted([*problems, *repeated], key=lambda problem: problem.row)
    report = ImportReport(file=name, rows=rows, problems=problems)
    with transaction.atomic():
        report.added, report.changed = _write(kept, at)
        report.unchanged = len(kept) - report.added - report.changed
        if report.added or report.changed:
            data = {"rows": rows, "added": report.added, "changed": report.changed, "problems": len(problems)}
            record(name="catalog.imported", at=at, by=by, subject="catalog", subject_label=name[:200], data=data)
    return report


def _without_repeats(entries: list[ProcedureEntry]) -> tuple[list[ProcedureEntry], list[ImportProblem]]:
    first: dict[str, ProcedureEntry] = {}
    repeated: list[ImportProblem] = []
    for entry in entries:
        known = first.setdefault(entry.code, entry)
        if known is not entry:
            text = f"Mã này đã có ở dòng {known.row}; chỉ dòng đầu được dùng."
            repeated.append(ImportProblem(entry.row, entry.code, "ma", text, skipped=True))
    return list(first.values()), repeated


def _write(entries: Sequence[ProcedureEntry], at: datetime) -> tuple[int, int]:
    """Add and change procedures, in the caller's transaction; returns (added, changed)."""
    fields = _fields(entries)
    codes = [entry.code for entry in entries]
    known = {
        procedure.code: procedure
        for procedure in Procedure.objects.filter(code__in=codes)
        .select_related("field")
        .prefetch_related("papers", "time_limits", "fees")
    }
    fresh = [entry for entry in entries if entry.code not in known]
    _add(fresh, fields, at)
    changed = sum(_change(known[entry.code], entry, fields[entry.field]) for entry in entries if entry.code in known)
    return len(fresh), changed


def _fields(entries: Sequence[ProcedureEntry]) -> dict[str, Field]:
    names = {entry.field: field_code(entry.field) for entry in entries}
    known = {field.code: field for field in Field.objects.filter(code__in=names.values())}
    new = {code: name for name, code in sorted(names.items()) if code not in known}
    known |= {field.code: field for field in Field.objects.bulk_create(Field(code=c, name=n) for c, n in new.items())}
    return {name: known[code] for name, code in names.items()}


def _add(entries: Sequence[ProcedureEntry], fields: Mapping[str, Field], at: datetime) -> None:
    made = Procedure.objects.bulk_create(
        Procedure(
            code=entry.code,
            field=fields[entry.field],
            online_level=ONLINE_LEVEL if entry.online else OFFLINE_LEVEL,
            postal=bool(entry.postal),
            search_text=search_text([entry.name], fields[entry.field].name),
            route=[*DEFAULT_ROUTE, "return"],
            **{name: getattr(entry, name) for name in PLAIN_FIELDS},
        )
        for entry in entries
    )
    pairs = list(zip(made, entries, strict=True))
    Paper.objects.bulk_create(paper for procedure, entry in pairs for paper in _papers(procedure, entry))
    TimeLimit.objects.bulk_create(limit for procedure, entry in pairs for limit in _limits(procedure, entry))
    Fee.objects.bulk_create(fee for procedure, entry in pairs for fee in _fees(procedure, entry))
    general = standard_form()
    FormVersion.objects.bulk_create(
        (FormVersion(procedure=procedure, schema=general, published_at=at) for procedure in made), batch_size=500
    )


def _change(procedure: Procedure, entry: ProcedureEntry, field: Field) -> bool:
    """Update one procedure from the file; returns whether anything differed."""
    wanted: dict[str, Any] = {name: value for name in PLAIN_FIELDS if (value := getattr(entry, name))}
    wanted["field"] = field
    phrases = [procedure.plain_name, *procedure.aliases, entry.name]
    wanted["search_text"] = search_text(phrases, field.name)
    differing = {name: value for name, value in wanted.items() if getattr(procedure, name) != value}
    for name, value in differing.items():
        setattr(procedure, name, value)
    if differing:
        procedure.save(update_fields=list(differing))
    children = [_replace_papers(procedure, entry), _replace_limits(procedure, entry), _replace_fees(procedure, entry)]
    return bool(differing) or any(children)


def _replace_papers(procedure: Procedure, entry: ProcedureEntry) -> bool:
    there = [(paper.name, paper.originals, paper.copies) for paper in procedure.papers.all()]
    if entry.papers is None or there == [(paper.name, paper.originals, paper.copies) for paper in entry.papers]:
        return False
    procedure.papers.all().delete()
    Paper.objects.bulk_create(_papers(procedure, entry))
    return True


def _replace_limits(procedure: Procedure, entry: ProcedureEntry) -> bool:
    """Replace the limits of the channels that the file names; the others stay."""
    channels = {limit.channel for limit in entry.limits}
    there = {
        (row.channel, row.value, row.unit, row.text) for row in procedure.time_limits.all() if row.channel in channels
    }
    if there == {(limit.channel, limit.value, limit.unit, limit.text) for limit in entry.limits}:
        return False
    procedure.time_limits.filter(channel__in=channels).delete()
    TimeLimit.objects.bulk_create(_limits(procedure, entry))
    return True


def _replace_fees(procedure: Procedure, entry: ProcedureEntry) -> bool:
    """Replace the fees for everyone of the channels that the file names; those of groups stay."""
    channels = {fee.channel for fee in entry.fees}
    there = {
        (row.channel, row.kind, row.amount, row.text)
        for row in procedure.fees.all()
        if row.channel in channels and not row.group
    }
    if there == {(fee.channel, fee.kind, fee.amount, fee.text) for fee in entry.fees}:
        return False
    procedure.fees.filter(channel__in=channels, group="").delete()
    Fee.objects.bulk_create(_fees(procedure, entry))
    return True


def _papers(procedure: Procedure, entry: ProcedureEntry) -> list[Paper]:
    return [
        Paper(procedure=procedure, position=position, name=paper.name, originals=paper.originals, copies=paper.copies)
        for position, paper in enumerate(entry.papers or (), start=1)
    ]


def _limits(procedure: Procedure, entry: ProcedureEntry) -> list[TimeLimit]:
    return [
        TimeLimit(procedure=procedure, channel=limit.channel, value=limit.value, unit=limit.unit, text=limit.text)
        for limit in entry.limits
    ]


def _fees(procedure: Procedure, entry: ProcedureEntry) -> list[Fee]:
    return [
        Fee(procedure=procedure, channel=fee.channel, kind=fee.kind, amount=fee.amount, text=fee.text)
        for fee in entry.fees
    ]
