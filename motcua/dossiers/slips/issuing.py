"""Issue a slip: its number, and everything it says, frozen at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.dossiers.clock import limit_kept
from motcua.dossiers.events import tracking_link
from motcua.dossiers.models import Channel, Dossier, Slip
from motcua.dossiers.numbers import next_number
from motcua.dossiers.slips.units import place_of, superior_of, symbol_of, unit_title
from motcua.people.models import Staff
from motcua.rulebook.numbering import slip_counter_key, slip_number
from motcua.rulebook.work_calendar import localise


def issue(
    dossier: Dossier,
    kind: str,
    *,
    by: Staff,
    at: datetime,
    items: Sequence[str] = (),
    reason: str = "",
    legal_basis: str = "",
) -> Slip:
    """Write a slip of `kind` ("01" receipt, "02" supplement, "03" refusal, "05" control) in the caller's
    transaction.

    Its number counts from 1 each year for the unit and kind, without gaps. Its data is what it will always print.
    """
    office, year = dossier.office, localise(at).year
    key = slip_counter_key(office.code, kind, year)
    number = slip_number(kind, next_number(key), symbol_of(office))
    data = _common(dossier, at, by) | {"number": number}
    if kind == "01":
        data |= _receipt(dossier)
    elif kind == "05":
        received = localise(dossier.received_at).isoformat() if dossier.received_at else ""
        data |= {"resolving": dossier.resolving_office.name, "helping": "", "received_at": received}
    else:
        data |= {"items": list(items), "reason": reason, "legal_basis": legal_basis}
    return Slip.objects.create(
        dossier=dossier, office=office, kind=kind, year=year, number=number, data=data, issued_by=by, issued_at=at
    )


def _common(dossier: Dossier, at: datetime, by: Staff) -> dict[str, Any]:
    office = dossier.office
    return {
        "superior": superior_of(office),
        "unit": unit_title(office),
        "unit_name": office.name,
        "unit_phone": office.phone,
        "place": place_of(office),
        "issued_at": localise(at).isoformat(),
        "code": dossier.code,
        "link": tracking_link(dossier.code),
        "name": dossier.applicant_name,
        "id_number": dossier.applicant_id_number,
        "address": dossier.applicant_address,
        "phone": dossier.applicant_phone,
        "email": dossier.applicant_email,
        "request": dossier.procedure.name,
        "officer": by.full_name,
    }


def _receipt(dossier: Dossier) -> dict[str, Any]:
    return {
        "papers": [
            {
                "name": paper["name"],
                "originals": paper.get("originals", 0),
                "certified": paper.get("certified", 0),
                "copies": paper.get("copies", 0),
                "files": paper.get("files", 0),
                "note": paper.get("note", ""),
            }
            for paper in dossier.papers
            if paper.get("given")
        ],
        "missing": [
            f"{paper['name']} ({paper['note']})"
            for paper in dossier.papers
            if not paper.get("given") and paper.get("note")
        ],
        "sets": 1,
        "limit": limit_kept(dossier).words,
        "received_at": localise(dossier.received_at).isoformat() if dossier.received_at else "",
        "due_at": localise(dossier.due_at).isoformat() if dossier.due_at else "",
        "return_at": _return_words(dossier),
        "due_lines": list(dossier.due_lines),
    }


def _return_words(dossier: Dossier) -> str:
    if dossier.return_channel == Channel.POSTAL:
        return f"Bưu điện chuyển đến {dossier.return_address or dossier.applicant_address}"
    if dossier.return_channel == Channel.ONLINE:
        return "Trực tuyến, trên trang tra cứu hồ sơ"
    return dossier.office.name
