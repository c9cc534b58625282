"""Issue a slip: its number, and everything it says, frozen at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.dossiers.actions import register
from motcua.dossiers.actions.numbers import next_number
from motcua.dossiers.events import tracking_link
from motcua.dossiers.life.clock import limit_kept
from motcua.dossiers.linked_set import limit_words_of_set
from motcua.dossiers.models import Channel, Dossier, Slip
from motcua.dossiers.slips.letterhead import place_of, superior_of, symbol_of, unit_kind, unit_title
from motcua.people.calendars import calendar_of
from motcua.people.models import Staff
from motcua.rulebook import eras
from motcua.rulebook.numbering import slip_counter_key, slip_number
from motcua.rulebook.work_calendar import localise


def issue_slip(
    dossier: Dossier,
    kind: str,
    *,
    by: Staff,
    at: datetime,
    items: Sequence[str] = (),
    reason: str = "",
    legal_basis: str = "",
    new_due: datetime | None = None,
) -> Slip:
    """Write a slip of `kind` (a key of rulebook.dossier_states.SLIPS) in the caller's transaction.

    Its number counts from 1 each year for the unit and kind, without gaps. Its data is what it will always print, on
    the forms of the era of `at` (aware). An apology (04) must say until when: `new_due`, else the dossier's own due
    time. The register learns of a new promise here: with an apology, and with a receipt that is not the first.
    """
    office, year = dossier.office, localise(at).year
    era = eras.era_on(localise(at).date())
    form = era.form(kind)
    number = slip_number(kind, next_number(slip_counter_key(office.code, kind, year)), symbol_of(office))
    data = _common(dossier, at, by) | {
        "number": number,
        "form": {
            "number": form.number,
            "title": form.title,
            "paper": form.paper,
            "circular": era.circular,
            "ground": f"{form.ground} {era.decree}" if form.ground else "",
        },
    }
    if kind == eras.RECEIPT:
        register.note_due_in_register(dossier, dossier.due_at, at=at)
        data |= _receipt(dossier) | register.register_place_of(dossier)
    elif kind == eras.CONTROL:
        data |= {"resolving": dossier.resolving_office.name, "helping": "", "received_at": _iso(dossier.received_at)}
    elif kind == eras.APOLOGY:
        promised = new_due or dossier.due_at
        register.note_due_in_register(dossier, promised, at=at)
        data |= _promise(dossier) | {"reason": reason, "new_due": _iso(promised)}
    elif kind == eras.STOP:
        data |= _promise(dossier) | {"reason": reason, "legal_basis": legal_basis or data["form"]["ground"]}
    else:
        data |= {"items": list(items), "reason": reason, "legal_basis": legal_basis}
    return Slip.objects.create(
        dossier=dossier,
        office=office,
        kind=kind,
        era=era.code,
        year=year,
        number=number,
        data=data,
        issued_by=by,
        issued_at=at,
    )


def _common(dossier: Dossier, at: datetime, by: Staff) -> dict[str, Any]:
    office = dossier.office
    return {
        "superior": superior_of(office),
        "unit": unit_title(office),
        "unit_kind": unit_kind(office),
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
        "officer_title": by.title,
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
        "sets": dossier.sets,
        "agent": dict(dossier.agent or {}),
        "helper": _helper(dossier),
        "limit": _limit_words(dossier),
        "received_at": _iso(dossier.received_at),
        "due_at": _iso(dossier.due_at),
        "return_at": _return_words(dossier),
        "due_lines": list(dossier.due_lines),
    }


def _limit_words(dossier: Dossier) -> str:
    """The limit as the receipt says it; of a linked set, that of each procedure in turn."""
    if dossier.plan.get("linked") and dossier.received_at is not None:
        return limit_words_of_set(dossier, dossier.received_at, calendar_of(dossier.office))
    return limit_kept(dossier).words


def _promise(dossier: Dossier) -> dict[str, Any]:
    """When it was received and what was promised first."""
    return {
        "resolving": dossier.resolving_office.name,
        "received_at": _iso(dossier.received_at),
        "due_at": _iso(dossier.original_due_at or dossier.due_at),
    }


def _helper(dossier: Dossier) -> str:
    """The support point's helper who entered it for the person: name and place."""
    if dossier.helper is None:
        return ""
    where = dossier.helped_at.name if dossier.helped_at is not None else dossier.helper.office.name
    return f"{dossier.helper.full_name}, {where}"


def _return_words(dossier: Dossier) -> str:
    if dossier.return_channel == Channel.POSTAL:
        return f"Bưu điện chuyển đến {dossier.return_address or dossier.applicant_address}"
    if dossier.return_channel == Channel.ONLINE:
        return "Trực tuyến, trên trang tra cứu hồ sơ"
    return dossier.office.name


def _iso(moment: datetime | None) -> str:
    return localise(moment).isoformat() if moment else ""
