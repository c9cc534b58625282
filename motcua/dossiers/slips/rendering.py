"""Render slips as PDF/A on the paper of their era's circular, from the data frozen at their issue."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from motcua.dossiers.models import Channel, Slip
from motcua.dossiers.slips.control_slip import hand_overs, helping_offices
from motcua.dossiers.slips.drawing import compile_sheet, qr_svg, say_date, say_date_and_time, say_form_time
from motcua.dossiers.submission.secret import secret_for, secret_matches
from motcua.rulebook import eras
from motcua.rulebook.work_calendar import iso_or_blank

__all__ = ["render_slip", "say_date", "say_date_and_time"]

_KEPT: Final = "Liên 1: Lưu"
_GIVEN: Final = "Liên 2: Giao người nộp hồ sơ"
_BLANKS: Final = {"agent": {}, "helper": "", "officer_title": "", "sets": 1, "book": "", "order": ""}


def render_slip(slip: Slip) -> bytes:
    """The slip as a PDF: the signed file where the unit signed it, else the sheet made from its data.

    A receipt handed over a counter has two copies, the one to keep without the look-up secret. The control slip (05)
    goes on as the dossier does: its hand-overs are those of the moment it is printed.
    """
    if slip.signed_file:
        with slip.signed_file.open("rb") as kept:
            signed: bytes = kept.read()
        return signed
    data: dict[str, Any] = {**_BLANKS, "unit_kind": slip.data["unit"], "form": _form(slip), **slip.data}
    data |= {
        "era": slip.era,
        "issued_on": say_date(slip.data["issued_at"]),
        "qr": qr_svg(slip.data["link"]),
        "site": urlsplit(slip.data["link"])._replace(query="").geturl(),
    }
    if slip.kind == eras.RECEIPT:
        data |= {**_times(data), "copies": _copies(slip)}
    elif slip.kind == eras.CONTROL:
        data |= _times(data | {"due_at": iso_or_blank(slip.dossier.due_at)})
        data |= {"moves": _moves(slip), "helping": "; ".join(helping_offices(slip.dossier))}
    elif slip.kind in {eras.APOLOGY, eras.STOP}:
        data |= {**_times(data), "new_due_words": say_date_and_time(data.get("new_due", ""))}
    return compile_sheet(slip.kind, data)


def _form(slip: Slip) -> dict[str, str]:
    """The form of a slip; an old slip that did not keep it gets the form of its era."""
    era = eras.era(slip.era)
    form = era.form(slip.kind)
    return {"number": form.number, "title": form.title, "paper": form.paper, "circular": era.circular, "ground": ""}


def _times(data: dict[str, Any]) -> dict[str, str]:
    return {
        "received_words": say_date_and_time(data["received_at"]),
        "received_on": say_date(data["received_at"]) if data["received_at"] else "",
        "due_words": say_date_and_time(data["due_at"]),
    }


def _moves(slip: Slip) -> list[dict[str, Any]]:
    return [row | {"at": say_form_time(row["at"])} for row in hand_overs(slip.dossier)]


def _copies(slip: Slip) -> list[dict[str, str]]:
    dossier = slip.dossier
    secret = secret_for(dossier.submission_key)
    if not secret_matches(dossier.secret_hash, dossier.code, secret):
        secret = ""  # the server's key has changed since: a wrong secret on paper would be worse than none
    given = {"label": _GIVEN, "secret": secret}
    if dossier.channel == Channel.ONLINE:
        return [{"label": "", "secret": ""}]
    return [{"label": _KEPT, "secret": ""}, given]
