"""Slips as PDF, A5: the stored data goes into a fixed template as JSON; nothing people wrote is ever compiled."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import segno
import typst
from django.conf import settings

from motcua.dossiers.models import Channel, Slip
from motcua.dossiers.secrets import secret_for, secret_matches
from motcua.dossiers.slips.tracing import hand_overs
from motcua.rulebook.work_calendar import localise

TEMPLATES: Final = Path(__file__).parent / "templates"
FONT: Final = "Libertinus Serif"
_KEPT: Final = "Liên 1: Lưu"
_GIVEN: Final = "Liên 2: Giao người nộp hồ sơ"
_LONG_RUN: Final = re.compile(r"\S{30}(?=\S)")
_BREAK: Final = "\u200b"


def render_slip(slip: Slip) -> bytes:
    """The slip as a PDF of A5 pages: always the same words, as its data was frozen when it was issued.

    A receipt handed over a counter has two copies, the one to keep without the look-up secret. The control slip (05)
    goes on as the dossier does: its hand-overs are those of the moment it is printed.
    """
    data = dict(slip.data) | {
        "issued_on": say_date(slip.data["issued_at"]),
        "qr": _qr(slip.data["link"]),
        "site": urlsplit(slip.data["link"])._replace(query="").geturl(),
    }
    if slip.kind == "01":
        data |= {
            "received_words": say_date_and_time(slip.data["received_at"]),
            "due_words": say_date_and_time(slip.data["due_at"]),
            "book": f"01/{slip.year}",
            "order": slip.number.split("/")[0],
            "copies": _copies(slip),
        }
    elif slip.kind == "05":
        moves = [row | {"at": say_date_and_time(row["at"])} for row in hand_overs(slip.dossier)]
        data |= {
            "received_words": say_date_and_time(slip.data["received_at"]),
            "due_words": say_date_and_time(_iso(slip.dossier.due_at)),
            "moves": moves,
        }
    pdf: bytes = typst.compile(
        TEMPLATES / f"{slip.kind}.typ",
        root=TEMPLATES,
        format="pdf",
        sys_inputs={"data": json.dumps(_breakable(data), ensure_ascii=False), "font": font()},
    )
    return pdf


def font() -> str:
    """The typeface of slips: settings.SLIP_FONT where the machine has it, else the one inside typst."""
    return str(getattr(settings, "SLIP_FONT", "") or FONT)


def say_date(moment: str) -> str:
    """ "ngày 05 tháng 02 năm 2020": days under 10 and months 1–2 with a nought (Decree 30/2020)."""
    at = localise(datetime.fromisoformat(moment))
    month = f"{at.month:02d}" if at.month < 3 else str(at.month)
    return f"ngày {at.day:02d} tháng {month} năm {at.year}"


def say_date_and_time(moment: str) -> str:
    """ "17 giờ 00 phút, ngày 03 tháng 4 năm 2020"; "" for none."""
    if not moment:
        return ""
    at = localise(datetime.fromisoformat(moment))
    return f"{at.hour:02d} giờ {at.minute:02d} phút, {say_date(moment)}"


def _iso(moment: datetime | None) -> str:
    return localise(moment).isoformat() if moment else ""


def _copies(slip: Slip) -> list[dict[str, str]]:
    dossier = slip.dossier
    secret = secret_for(dossier.submission_key)
    if not secret_matches(dossier.secret_hash, dossier.code, secret):
        secret = ""  # the server's key has changed since: a wrong secret on paper would be worse than none
    given = {"label": _GIVEN, "secret": secret}
    if dossier.channel == Channel.ONLINE:
        return [{"label": "", "secret": ""}]
    return [{"label": _KEPT, "secret": ""}, given]


def _qr(link: str) -> str:
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="svg", border=0, xmldecl=False, dark="#14181f")
    return out.getvalue().decode()


def _breakable(value: Any) -> Any:
    """Let runs longer than any word break, so that they stay on the sheet; the square code is left alone."""
    if isinstance(value, str):
        return _LONG_RUN.sub(lambda run: run[0] + _BREAK, value)
    if isinstance(value, Mapping):
        return {name: part if name in {"qr", "code"} else _breakable(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_breakable(part) for part in value]
    return value
