"""The visible mark of a signature, drawn as a small PDF: who signed, when, and a square code that checks it."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import segno
import typst

TEMPLATES: Final = Path(__file__).parent / "templates"
WIDTH: Final = 82 * 72 / 25.4
HEIGHT: Final = 15 * 72 / 25.4
"""Size of the mark in points: it fits into the upper margin that Decree 30/2020 leaves on A4 (20–25 mm)."""
_FONT: Final = "Libertinus Serif"
_LONGEST: Final = 110


def draw_mark(*, signer: str, at: datetime, link: str) -> bytes:
    """The mark as a PDF of one page. `at` is aware and printed as given, ISO 8601 with its zone (Decree 30/2020)."""
    who = signer if len(signer) <= _LONGEST else f"{signer[: _LONGEST - 1]}…"
    parts = urlsplit(link)
    data = {
        "signer": who,
        "moment": at.isoformat(timespec="seconds"),
        "qr": _qr(link),
        "site": f"{parts.netloc}/xac-minh/",
    }
    pdf: bytes = typst.compile(
        TEMPLATES / "mark.typ",
        root=TEMPLATES,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "font": _FONT},
    )
    return pdf


def _qr(link: str) -> str:
    out = io.BytesIO()
    segno.make(link, error="l").save(out, kind="svg", border=0, xmldecl=False, dark="#14181f")
    return out.getvalue().decode()
