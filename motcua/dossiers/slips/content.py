"""Compose the content of a slip, frozen when it is issued (Circular 01/2018 Art. 9)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from motcua.dossiers.events import tracking_link
from motcua.dossiers.life.clock import limit_kept
from motcua.dossiers.linked_set import limit_words_of_set
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.slips.letterhead import place_name_of, superior_of, unit_kind, unit_title
from motcua.people.calendars import calendar_of
from motcua.people.models import Staff
from motcua.rulebook.work_calendar import iso_or_blank, localise


def common_content(dossier: Dossier, at: datetime, by: Staff) -> dict[str, Any]:
    office = dossier.office
    return {
        "superior": superior_of(office),
        "unit": unit_title(office),
        "unit_kind": unit_kind(office),
        "unit_name": office.name,
        "unit_phone": office.phone,
        "place": place_name_of(office),
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


def receipt_content(dossier: Dossier) -> dict[str, Any]:
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
        "received_at": iso_or_blank(dossier.received_at),
        "due_at": iso_or_blank(dossier.due_at),
        "return_at": _return_words(dossier),
        "due_lines": list(dossier.due_lines),
    }


def promise_content(dossier: Dossier) -> dict[str, Any]:
    """The moment of receipt and the first due time."""
    return {
        "resolving": dossier.resolving_office.name,
        "received_at": iso_or_blank(dossier.received_at),
        "due_at": iso_or_blank(dossier.original_due_at or dossier.due_at),
    }


def _limit_words(dossier: Dossier) -> str:
    """The limit in words for the receipt; of a linked set, the limit of each procedure in turn."""
    if dossier.plan.get("linked") and dossier.received_at is not None:
        return limit_words_of_set(dossier, dossier.received_at, calendar_of(dossier.office))
    return limit_kept(dossier).words


def _helper(dossier: Dossier) -> str:
    """The support point's helper who entered it for the person: name and place."""
    if dossier.helper is None:
        return ""
    where = dossier.helped_at.name if dossier.helped_at is not None else dossier.helper.office.name
    return f"{dossier.helper.full_name}, {where}"


def _return_words(dossier: Dossier) -> str:
    if dossier.return_channel == Channel.POSTAL:
        return f"Bưu điện chuyển đến {dossier.return_address or dossier.applicant_address}"
    if dossier.return_channel == Channel.HOME:
        return f"Cán bộ mang đến {dossier.return_address or dossier.applicant_address}"
    if dossier.return_channel == Channel.ONLINE:
        return "Trực tuyến, trên trang tra cứu hồ sơ"
    return dossier.office.name
