"""Import dossiers from an older system, with their history. A second run changes nothing.

An imported dossier is written in the state it had there, with the history the table gives: no step is taken
(`dossiers.life.transitions.take_step`), nobody is sent anything, no slip or register line is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import lru_cache
from itertools import islice
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.db import connection, transaction

from motcua.catalog.models import Procedure
from motcua.clock.queries import VIETNAM
from motcua.dossiers.life.route import handling_office_id
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.submission.search_text import search_text_of
from motcua.dossiers.submission.secret import hash_secret, secret_for
from motcua.exchange.actions.bulk_insert import copy_in
from motcua.exchange.actions.runs import BadRow, RowOutcome, RunCount, import_file
from motcua.exchange.models import ImportRun
from motcua.exchange.tables import heading_key, read_table
from motcua.people.checks import read_date
from motcua.people.models import Citizen, Office, Staff
from motcua.rulebook.dossier_states import DEFAULT_ROUTE, STATES
from motcua.rulebook.numbering import dossier_counter_key, parse_dossier_code

COLUMNS: Final = {
    "ma ho so": "code", "so ho so": "code", "code": "code", "ma thu tuc": "procedure", "procedure": "procedure",
    "ma don vi": "office", "don vi tiep nhan": "office", "office": "office", "don vi giai quyet": "resolving",
    "ngay nop": "submitted", "submitted": "submitted", "ngay tiep nhan": "received", "received": "received",
    "ngay hen tra": "due", "hen tra": "due", "due": "due", "ngay co ket qua": "finished", "finished": "finished",
    "ngay tra": "returned", "returned": "returned", "trang thai": "state", "state": "state", "ho ten": "name",
    "nguoi nop": "name", "name": "name", "so giay to": "id_number", "so dinh danh": "id_number",
    "dien thoai": "phone", "phone": "phone", "dia chi": "address", "address": "address", "kenh": "channel",
    "kenh nop": "channel", "channel": "channel", "so ket qua": "result_number", "ket qua": "result_summary",
    "lich su": "history", "history": "history",
}  # fmt: skip
CHUNK: Final = 1000
_FINISHED: Final = frozenset({"result_ready", "refusal_ready", "delivering", "returned", "withdrawn", "stopped",
                              "refused_intake"})  # fmt: skip
_STATES: Final = {
    **{heading_key(state.label): state.code for state in STATES},
    **{heading_key(state.code.replace("_", " ")): state.code for state in STATES},
    "dang xu ly": "appraising", "dang giai quyet": "appraising", "moi dang ky": "submitted", "da tra": "returned",
    "da tra ket qua": "returned", "da xu ly xong": "result_ready", "cho bo sung": "waiting_supplement",
}  # fmt: skip
_PORTAL: Final = {str(state.portal): state.code for state in reversed(STATES)}
_CHANNELS: Final = {
    **{heading_key(label): value for value, label in Channel.choices if value != Channel.HOME},
    **{value.replace("_", " "): value for value in Channel.values if value != Channel.HOME},
    "truc tiep": "counter", "mot cua": "counter", "bcci": "postal", "buu chinh": "postal",
}  # fmt: skip
_MOST_STEPS: Final = 200


@dataclass(slots=True)
class _Known:
    """The data that rows refer to, read once. `scratch` is the one dossier on which each row in turn is tried."""

    procedures: dict[str, Procedure]
    offices: dict[str, Office]
    scratch: Dossier = field(default_factory=Dossier)


def import_dossiers(content: bytes, *, name: str, source: str, by: Staff | None, at: datetime) -> ImportRun:
    """Import dossiers; `source` (the older system) and the old code together identify a dossier.

    A dossier that is here already is left as it is. The code stays the old one; the unit's counter of that day is
    moved past it, so that no code is given twice. `history` is a JSON list of {"at", "step", "by", "note"}, or lines
    "2020-03-30 08:00 | việc | người". Nobody is sent a message. Raises TableError when nothing can be read.
    """
    key = heading_key(source).replace(" ", "-")[:40] or "old"

    def read(table: bytes, count: RunCount, moment: datetime) -> None:
        known = _Known(
            {procedure.code: procedure for procedure in Procedure.objects.all()},
            {office.code: office for office in Office.objects.all()},
        )
        rows = read_table(table, COLUMNS)
        while chunk := list(islice(rows, CHUNK)):
            count.rows += len(chunk)
            _chunk(chunk, known, key, count, moment)

    return import_file("dossiers", content, name=name, by=by, at=at, event="dossier.imported", read=read)


@transaction.atomic
def _chunk(chunk: list[tuple[int, dict[str, str]]], known: _Known, source: str, count: RunCount, at: datetime) -> None:
    keys = [f"{source}:{row.get('code', '').upper()}"[:120] for _, row in chunk]
    there = set(Dossier.objects.filter(imported_key__in=keys).values_list("imported_key", flat=True))
    taken = set(
        Dossier.objects.filter(code__in=[row.get("code", "").upper() for _, row in chunk]).values_list(
            "code", flat=True
        )
    )
    numbers = {row.get("id_number", "") for _, row in chunk} - {""}
    citizens = dict(Citizen.objects.filter(id_number__in=numbers).values_list("id_number", "pk"))
    made: list[dict[str, Any]] = []
    for (line, row), key in zip(chunk, keys, strict=True):
        if key in there:
            count.add(RowOutcome.UNCHANGED)
            continue
        try:
            dossier = _dossier(row, known, key, at)
            if dossier["code"] in taken:
                raise BadRow(f"Mã hồ sơ {dossier['code']} đã có, của một hồ sơ khác.")
        except BadRow as wrong:
            count.bad.append((line, str(wrong)))
            continue
        dossier["citizen_id"] = citizens.get(dossier["applicant_id_number"])
        there.add(key)
        taken.add(dossier["code"])
        made.append(dossier)
        count.add(RowOutcome.MADE)
    copy_in(Dossier, made)
    _move_counters([dossier["code"] for dossier in made])


def _dossier(row: dict[str, str], known: _Known, key: str, at: datetime) -> dict[str, Any]:
    """The columns of one dossier that are not as in every new one. Raises BadRow."""
    code = row.get("code", "").upper()
    if not 3 <= len(code) <= 60 or not code.isascii():
        raise BadRow(f"Mã hồ sơ trống hoặc không đúng dạng: “{code[:60]}”.")
    procedure = known.procedures.get(row.get("procedure", ""))
    if procedure is None:
        raise BadRow(f"Không có thủ tục mã “{row.get('procedure', '')[:40]}”.")
    office = known.offices.get(row.get("office", ""))
    if office is None:
        raise BadRow(f"Không có đơn vị mã “{row.get('office', '')[:40]}”.")
    resolving = known.offices.get(row.get("resolving", "")) or office.parent or office
    name = row.get("name", "")
    if not 2 <= len(name) <= 120:
        raise BadRow("Họ tên người nộp trống hoặc dài quá 120 ký tự.")
    state = _state(row.get("state", ""))
    submitted = _moment(row.get("submitted") or row.get("received", ""), "Ngày nộp")
    if submitted is None:
        raise BadRow("Thiếu ngày nộp.")
    received = _moment(row.get("received", ""), "Ngày tiếp nhận")
    due = _moment(row.get("due", ""), "Ngày hẹn trả", closing=True)
    returned = _moment(row.get("returned", ""), "Ngày trả")
    finished = _moment(row.get("finished", ""), "Ngày có kết quả") or (returned if state in _FINISHED else None)
    _in_order(submitted, received, due, finished, returned, state, at)
    columns: dict[str, Any] = {
        "code": code,
        "submission_key": uuid5(NAMESPACE_URL, key),
        "imported_key": key,
        "procedure_id": procedure.pk,
        "office_id": office.pk,
        "resolving_office_id": resolving.pk,
        "state": state,
        "route": list(procedure.route or DEFAULT_ROUTE),
        "channel": _channel(row.get("channel", "")),
        "return_channel": Channel.COUNTER.value,
        "applicant_name": name,
        "applicant_id_number": row.get("id_number", "")[:12],
        "applicant_phone": row.get("phone", "")[:16],
        "applicant_address": row.get("address", "")[:300],
        "submitted_at": submitted,
        "received_at": received,
        "due_at": due,
        "original_due_at": due,
        "finished_at": finished,
        "returned_at": returned,
        "announced_at": finished,
        "result_number": row.get("result_number", "")[:80],
        "result_summary": row.get("result_summary", "")[:300],
        "paused_at": received if state in {"waiting_supplement", "waiting_payment"} else None,
        "steps_done": _history(row.get("history", ""), state),
    }
    columns["secret_hash"] = hash_secret(code, secret_for(columns["submission_key"]))
    for column, value in columns.items():
        setattr(known.scratch, column, value)
    columns["handling_office_id"] = handling_office_id(known.scratch)
    columns["search_text"] = search_text_of(known.scratch)
    return columns


def _in_order(
    submitted: datetime, received: datetime | None, due: datetime | None, finished: datetime | None,
    returned: datetime | None, state: str, at: datetime,
) -> None:  # fmt: skip
    if state not in {"submitted", "supplement_asked", "refused_intake"} and received is None:
        raise BadRow("Hồ sơ đã tiếp nhận phải có ngày tiếp nhận.")
    if received is not None and received < submitted:
        raise BadRow("Ngày tiếp nhận trước ngày nộp.")
    if due is not None and received is not None and due < received:
        raise BadRow("Ngày hẹn trả trước ngày tiếp nhận.")
    if state in _FINISHED and finished is None:
        raise BadRow("Hồ sơ đã xong phải có ngày có kết quả hoặc ngày trả.")
    if state not in _FINISHED and finished is not None:
        raise BadRow("Hồ sơ chưa xong không thể có ngày có kết quả.")
    if state == "returned" and returned is None:
        raise BadRow("Hồ sơ đã trả phải có ngày trả.")
    if max(moment for moment in (submitted, received, finished, returned) if moment is not None) > at:
        raise BadRow("Có ngày ở tương lai.")


@lru_cache(maxsize=4096)
def _state(typed: str) -> str:
    wanted = heading_key(typed.replace("_", " "))
    found = _STATES.get(wanted) or _PORTAL.get(wanted)
    if found is None:
        raise BadRow(f"Trạng thái không biết: “{typed[:60]}”.")
    return found


@lru_cache(maxsize=4096)
def _channel(typed: str) -> str:
    wanted = heading_key(typed.replace("_", " "))
    if not wanted:
        return Channel.COUNTER.value
    if wanted not in _CHANNELS:
        raise BadRow(f"Kênh nộp không biết: “{typed[:60]}”.")
    return _CHANNELS[wanted]


@lru_cache(maxsize=4096)  # the same days come again and again
def _moment(typed: str, what: str, *, closing: bool = False) -> datetime | None:
    """A moment in Vietnam's time; a bare day is its beginning, or 17:00 for a promise."""
    text = typed.strip()
    if not text:
        return None
    day_part, _, time_part = text.replace("T", " ").partition(" ")
    day = read_date(day_part)
    try:
        hour = time.fromisoformat(time_part.strip()[:8]) if time_part.strip() else time(17 if closing else 0)
    except ValueError:
        hour = None
    if day is None or hour is None or not 1990 <= day.year <= 2099:
        raise BadRow(f"{what} không đọc được: “{text[:40]}”.")
    return datetime.combine(day, hour.replace(tzinfo=None), VIETNAM)


def _history(typed: str, state: str) -> list[dict[str, Any]]:
    """Steps as the older system told them; none of them counts as a step of our table taken once."""
    text = typed.strip()
    if not text:
        return []
    if text.startswith("["):
        try:
            items = json.loads(text)
            told = [(str(item["at"]), str(item.get("step", "")), str(item.get("by", ""))) for item in items]
        except (ValueError, TypeError, KeyError, AttributeError) as wrong:
            raise BadRow("Lịch sử không phải danh sách JSON đúng dạng.") from wrong
    else:
        lines = (f"{line}||".split("|") for line in text.splitlines() if line.strip())
        told = [(parts[0], parts[1], parts[2]) for parts in lines]
    if len(told) > _MOST_STEPS:
        raise BadRow(f"Lịch sử có hơn {_MOST_STEPS} bước.")
    steps: list[dict[str, Any]] = []
    for when, what, who in told:
        moment = _moment(when, "Lịch sử")
        if moment is None:
            raise BadRow("Một bước của lịch sử thiếu thời điểm.")
        note = " ".join(what.split())[:300]
        steps.append({"step": "receive", "from": state, "to": state, "at": moment.isoformat(), "by": "imported",
                      "name": " ".join(who.split())[:120], "note": note})  # fmt: skip
    return sorted(steps, key=lambda step: str(step["at"]))


def _move_counters(codes: Iterable[str]) -> None:
    """Move the counters of imported days past the imported codes, so that no code is given twice."""
    last: dict[str, int] = {}
    for code in codes:
        parsed = parse_dossier_code(code)
        if parsed is not None:
            key = dossier_counter_key(parsed.unit, parsed.day)
            last[key] = max(last.get(key, 0), parsed.seq)
    with connection.cursor() as cursor:
        for key, number in sorted(last.items()):
            cursor.execute(
                "INSERT INTO dossiers_numberseries AS series (key, last) VALUES (%s, %s)"
                " ON CONFLICT (key) DO UPDATE SET last = GREATEST(series.last, EXCLUDED.last)",
                [key, number],
            )
