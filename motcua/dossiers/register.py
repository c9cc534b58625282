"""Compose a dossier's line in the register (sổ theo dõi) at acceptance, and its entry at the end.

It is written in `actions.register` and read page by page in `queries.registers`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from motcua.dossiers.models import Channel, Dossier, RegisterLine
from motcua.rulebook import dossier_states
from motcua.rulebook.work_calendar import iso_or_blank

# Kinds of entries beside a line.
ENTRY_RETURNED: Final = "returned"
ENTRY_DUE_CHANGED: Final = "due_changed"
ENTRY_ENDED: Final = "ended"
OVER: Final = frozenset({"withdrawn", "stopped", "refused_intake"})


def register_key(office_code: str, year: int) -> str:
    """Key of the series of numbers of one unit's register in a year."""
    return f"register:{office_code}:{year:04d}"


def register_place_of(dossier: Dossier) -> dict[str, Any]:
    """The volume and number of the dossier's line as its receipt says them: "book" "01/2020", "order" "07"; blank
    where it has none."""
    line = RegisterLine.objects.select_related("register").filter(dossier=dossier).first()
    if line is None:
        return {"book": "", "order": ""}
    return {"book": f"{line.register.volume:02d}/{line.register.year}", "order": f"{line.number:02d}"}


def line_of(dossier: Dossier) -> dict[str, Any]:
    """The content of a line at acceptance, in the columns of both eras."""
    missing = [
        f"{paper['name']}: {paper['note']}" for paper in dossier.papers if not paper.get("given") and paper.get("note")
    ]
    return {
        "code": dossier.code,
        "procedure_code": dossier.procedure.code,
        "procedure": dossier.procedure.name,
        "field": dossier.procedure.field.name,
        "sets": dossier.sets,
        "name": dossier.applicant_name,
        "agent": str((dossier.agent or {}).get("name", "")),
        "address": dossier.applicant_address,
        "phone": dossier.applicant_phone,
        "resolving": dossier.resolving_office.name,
        "channel": dossier.channel,
        "received_at": iso_or_blank(dossier.received_at),
        "due_at": iso_or_blank(dossier.due_at),
        "return_way": Channel(dossier.return_channel).label,
        "note": f"Thiếu: {'; '.join(missing)}" if missing else "",
    }


def return_entry_of(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """The entry of the end: when, what, who handed it over, to whom."""
    last = dossier.steps_done[-1] if dossier.steps_done else {}
    refused = any(step["to"] == "refusal_ready" for step in dossier.steps_done)
    by_post = bool(dossier.tracking_number)
    return {
        "at": iso_or_blank(at),
        "state": dossier.state,
        "what": "Từ chối giải quyết" if refused else dossier_states.state(dossier.state).label,
        "result_number": dossier.result_number,
        "ready_at": iso_or_blank(dossier.finished_at),
        "from": dossier.resolving_office.name,
        "handed_by": str(last.get("name", "")),
        "handed_to": dossier.handed_to,
        "way": Channel.POSTAL.label if by_post else Channel(dossier.return_channel).label,
        "note": str(last.get("note", "")) if dossier.state in OVER else "",
    }
