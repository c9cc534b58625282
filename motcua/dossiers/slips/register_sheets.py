"""Draw the register (sổ theo dõi hồ sơ) as a book: A4 landscape, pages numbered, with opening and closing words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from motcua.dossiers.models import Register, RegisterLine
from motcua.dossiers.slips.drawing import compile_sheet, say_date, say_short
from motcua.dossiers.slips.letterhead import place_name_of, superior_of, symbol_of, unit_title
from motcua.rulebook import eras
from motcua.rulebook.numbering import slip_number
from motcua.rulebook.work_calendar import localise

MOST_LINES: Final = 6_000
"""More than this is printed month by month: a book nobody can bind is no book."""


def line_cells(line: RegisterLine) -> dict[str, Any]:
    """One line in words, with its outcome; the keys are the columns of both eras.

    The line's `entries` are prefetched where many lines are read. A missing value is "".
    """
    left: Mapping[str, Any] = line.data
    entries = list(line.entries.all())
    ended = next((entry for entry in entries if entry.kind in {"returned", "ended"}), None)
    right: Mapping[str, Any] = ended.data if ended is not None else {}
    promises = [f"Hẹn lại: {say_short(entry.data['due_at'])}" for entry in entries if entry.kind == "due_changed"]
    notes = [str(left.get("note", "")), f"Ủy quyền: {left['agent']}" if left.get("agent") else ""]
    return {
        "number": f"{line.number:02d}",
        "code": left["code"],
        "procedure": left["procedure"],
        "sets": str(left.get("sets", 1)),
        "name": left["name"],
        "contact": "\n".join(part for part in (left.get("address", ""), left.get("phone", "")) if part),
        "resolving": left["resolving"],
        "received": say_short(left["received_at"]),
        "due": "\n".join([say_short(left["due_at"]), *promises]),
        "returned": "\n".join(part for part in _returned(right) if part),
        "way": right.get("way") or left["return_way"],
        "signed": right.get("handed_to", ""),
        "note": "\n".join(part for part in (*notes, str(right.get("note", ""))) if part),
    }


def _returned(right: Mapping[str, Any]) -> tuple[str, ...]:
    if not right:
        return ()
    what = "" if right["state"] == "returned" and right["what"] != "Từ chối giải quyết" else right["what"]
    giver = f"Giao: {right['handed_by']}" if right.get("handed_by") and right["state"] == "returned" else ""
    return say_short(right["at"]), str(what), str(right.get("result_number", "")), giver


def render_register(register: Register, lines: Iterable[RegisterLine], *, at: datetime, part: str = "") -> bytes:
    """The register's `lines` as PDF/A printed at `at` (aware). `part` names an extract ("tháng 4"), "" is the whole.

    ValueError for more than MOST_LINES lines.
    """
    rows = [line_cells(line) for line in lines]
    if len(rows) > MOST_LINES:
        raise ValueError(f"Sổ có hơn {MOST_LINES} dòng: hãy in theo tháng.")
    office = register.office
    era = eras.era_on(localise(register.opened_at).date())
    form = era.form(eras.REGISTER)
    closed = register.closed_at
    return compile_sheet(
        "register",
        {
            "era": era.code,
            "form": {"number": form.number, "title": form.title, "circular": era.circular},
            "superior": superior_of(office),
            "unit": unit_title(office),
            "unit_name": office.name,
            "place": place_name_of(office),
            "number": slip_number(eras.REGISTER, register.volume, symbol_of(office)),
            "code": f"{office.name}, năm {register.year}, quyển {register.volume:02d}",
            "issued_at": localise(at).isoformat(),
            "issued_on": say_date(localise(register.opened_at).isoformat()),
            "printed_on": say_date(localise(at).isoformat()),
            "year": register.year,
            "volume": f"{register.volume:02d}",
            "part": part,
            "rows": rows,
            "closed_on": say_date(localise(closed).isoformat()) if closed else "",
            "closed_by": register.closed_by.full_name if register.closed_by else "",
        },
        tagged=len(rows) < 500,
    )
