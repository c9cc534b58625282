"""Numbers without gaps, and the columns of the statistics that must add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any

from motcua.dossiers.models import Dossier, NumberSeries, RegisterLine, Slip
from motcua.dossiers.register import register_key
from motcua.payments.models import FeeReceipt
from motcua.rulebook.numbering import dossier_counter_key, parse_dossier_code, slip_counter_key
from motcua.signing.models import SealEntry
from motcua.supervision.statistics import FormRow, form_06_rows


def check_numbers() -> dict[str, int]:
    """Every series runs from 1 without a gap, and its counter stands at the last; how many numbers of each kind."""
    codes = [code for value in Dossier.objects.values_list("code", flat=True) if (code := parse_dossier_code(value))]
    slips = Slip.objects.select_related("office")
    lines = RegisterLine.objects.select_related("register__office")
    receipts = FeeReceipt.objects.select_related("office")
    found = {
        "dossiers": _series((dossier_counter_key(code.unit, code.day), code.seq) for code in codes),
        "slips": _series(
            (slip_counter_key(slip.office.code, slip.kind, slip.year), int(slip.number.split("/")[0])) for slip in slips
        ),
        "register": _series(
            (register_key(line.register.office.code, line.register.year), line.number) for line in lines
        ),
        "receipts": _series(
            (f"fee:{receipt.office.code}:{receipt.symbol}:{receipt.year}", receipt.number) for receipt in receipts
        ),
        "seal book": _series((f"{one.seal_id}:{one.year}", one.number) for one in SealEntry.objects.all()),
    }
    last = dict(NumberSeries.objects.values_list("key", "last"))
    for kind in ("dossiers", "slips", "register", "receipts"):
        for key, count in found[kind].items():
            assert last[key] == count, key
    references = list(
        FeeReceipt.objects.filter(cancelled_at=None).exclude(reference="").values_list("office", "reference")
    )
    assert len(references) == len(set(references)), "a bank's reference was used twice"
    return {kind: sum(series.values()) for kind, series in found.items()}


def _series(numbers: Iterable[tuple[str, int]]) -> dict[str, int]:
    series: dict[str, list[int]] = defaultdict(list)
    for key, number in numbers:
        series[key].append(number)
    for key, given in series.items():
        assert sorted(given) == list(range(1, len(given) + 1)), key
    return {key: len(given) for key, given in series.items()}


def check_statistics(path: str, borders: list[datetime]) -> list[dict[str, int]]:
    """Form 06 of each period between two `borders`, one by one and against a slow count; the totals of each."""
    periods = []
    before = None
    for first, end in pairwise(borders):
        rows = form_06_rows(path, first, end)
        for row in rows:
            _identities(row)
        total = _total(rows)
        assert total == _slow(first, end), (first, end)
        if before is not None:
            assert total["carried"] == before["pending"], "what was pending is carried over"
        before = total
        periods.append(total)
    whole = _total(form_06_rows(path, borders[0], borders[-1]))
    assert whole["taken"] == sum(period["taken"] for period in periods)
    assert whole["resolved"] == sum(period["resolved"] for period in periods)
    return periods


def _identities(row: FormRow) -> None:
    assert row.total == row.online + row.direct + row.carried  # 3 = 4 + 5 + 6
    assert row.resolved == row.early + row.on_time + row.late  # 7 = 8 + 9 + 10
    assert row.pending == row.pending_in_time + row.pending_late  # 11 = 12 + 13
    assert row.total == row.resolved + row.pending  # 3 = 7 + 11


def _total(rows: list[FormRow]) -> dict[str, int]:
    return {
        "taken": sum(row.online + row.direct for row in rows),
        "online": sum(row.online for row in rows),
        "carried": sum(row.carried for row in rows),
        "resolved": sum(row.resolved for row in rows),
        "late": sum(row.late for row in rows),
        "pending": sum(row.pending for row in rows),
    }


def _slow(first: datetime, end: datetime) -> dict[str, int]:
    """One dossier after the other, as a clerk with a pencil would."""
    total = dict.fromkeys(("taken", "online", "carried", "resolved", "late", "pending"), 0)
    for dossier in Dossier.objects.filter(parent=None):
        if dossier.received_at is None or dossier.received_at >= end:
            continue
        _count(dossier, total, first, end)
    return total


def _count(dossier: Any, total: dict[str, int], first: datetime, end: datetime) -> None:
    finished = dossier.finished_at
    if finished is not None and finished < first:
        return
    if dossier.received_at < first:
        total["carried"] += 1
    else:
        total["taken"] += 1
        total["online"] += dossier.channel == "online"
    if finished is None or finished >= end:
        total["pending"] += 1
        return
    total["resolved"] += 1
    promise = dossier.original_due_at or dossier.due_at
    total["late"] += dossier.state not in {"withdrawn", "stopped"} and promise is not None and finished > promise
