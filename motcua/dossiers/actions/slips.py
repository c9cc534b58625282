"""Issue a slip: its number and its content, frozen at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from motcua.dossiers.actions.numbers import next_number
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.register import register_place_of
from motcua.dossiers.slips.content import common_content, promise_content, receipt_content
from motcua.dossiers.slips.letterhead import symbol_of
from motcua.people.models import Staff
from motcua.rulebook import eras
from motcua.rulebook.numbering import slip_counter_key, slip_number
from motcua.rulebook.work_calendar import iso_or_blank, localise


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

    Its number counts from 1 each year for the unit and kind, without gaps. Its data is frozen for every later print, on
    the forms of the era of `at` (aware). An apology (04) must say until when: `new_due`, else the dossier's own due
    time. The act that promises another time enters it in the register itself (`note_due_in_register`).
    """
    office, year = dossier.office, localise(at).year
    era = eras.era_on(localise(at).date())
    form = era.form(kind)
    number = slip_number(kind, next_number(slip_counter_key(office.code, kind, year)), symbol_of(office))
    data = common_content(dossier, at, by) | {
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
        data |= receipt_content(dossier) | register_place_of(dossier)
    elif kind == eras.CONTROL:
        data |= {
            "resolving": dossier.resolving_office.name,
            "helping": "",
            "received_at": iso_or_blank(dossier.received_at),
        }
    elif kind == eras.APOLOGY:
        data |= promise_content(dossier) | {"reason": reason, "new_due": iso_or_blank(new_due or dossier.due_at)}
    elif kind == eras.STOP:
        data |= promise_content(dossier) | {"reason": reason, "legal_basis": legal_basis or data["form"]["ground"]}
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
