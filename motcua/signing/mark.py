"""Draw the visible mark of a signature as a small PDF: who signed, when, and a square code to check it."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pypdfium2
import segno
import typst
from PIL import Image

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
        font_paths=_shipped_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "font": _FONT},
    )
    return pdf


@cache
def _shipped_fonts() -> typst.Fonts:
    """The fonts inside typst; those of the machine are never looked at."""
    return typst.Fonts(include_system_fonts=False)


def _qr(link: str) -> str:
    out = io.BytesIO()
    segno.make(link, error="l").save(out, kind="svg", border=0, xmldecl=False, dark="#14181f")
    return out.getvalue().decode()


EDGE: Final = 10.0  # points between mark and edge of the page


_STEP: Final = 12.0


_SCALE: Final = 0.5  # pixels a point


_LARGEST: Final = 3000.0  # points: a page beyond A0 is not drawn


_BLANK: Final = 235


# The library that draws pages is not made for threads.
_ONE_AT_A_TIME = threading.Lock()


Box = tuple[float, float, float, float]  # left, bottom, right, top in points of the page


def mark_position(pdf: bytes, width: float, height: float) -> Box:
    """A box of `width` × `height` points on the first page; the upper right corner where no place is blank.

    A page narrower than the mark gets a smaller one. Never raises: a page that cannot be drawn gets the corner.
    """
    try:
        with _ONE_AT_A_TIME:
            page, left, bottom, right, top = _first_page(pdf)
    except (pypdfium2.PdfiumError, ValueError, IndexError):
        page, left, bottom, right, top = None, 0.0, 0.0, 595.0, 842.0
    shrink = min(1.0, (right - left - 2 * EDGE) / width, (top - bottom - 2 * EDGE) / height)
    width, height = width * shrink, height * shrink
    corner = (right - EDGE - width, top - EDGE - height, right - EDGE, top - EDGE)
    if page is None:
        return corner
    for box in _candidates((left, bottom, right, top), width, height):
        if _is_blank(page, box, left, top):
            return box
    return corner


def _first_page(pdf: bytes) -> tuple[Image.Image | None, float, float, float, float]:
    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        first = document[0]
        left, bottom, right, top = (float(edge) for edge in first.get_cropbox())
        if right - left < 2 * EDGE or top - bottom < 2 * EDGE:
            return None, 0.0, 0.0, 595.0, 842.0
        if first.get_rotation() or max(right - left, top - bottom) > _LARGEST:
            return None, left, bottom, right, top
        drawn: Image.Image = first.render(scale=_SCALE, grayscale=True).to_pil().convert("L")
        return drawn, left, bottom, right, top
    finally:
        document.close()


def _candidates(page: Box, width: float, height: float) -> Iterator[Box]:
    left, bottom, right, top = page
    columns = (right - EDGE - width, left + EDGE, (left + right - width) / 2)
    for column in columns[:2]:  # the upper margin first, then from the foot of the page upwards
        yield (column, top - EDGE - height, column + width, top - EDGE)
    rows = int((top - bottom - 2 * EDGE - height) / _STEP)
    for row in range(max(0, rows) + 1):
        foot = bottom + EDGE + row * _STEP
        for column in columns:
            yield (column, foot, column + width, foot + height)


def _is_blank(page: Image.Image, box: Box, left: float, top: float) -> bool:
    part = page.crop(
        (
            round((box[0] - left) * _SCALE),
            round((top - box[3]) * _SCALE),
            round((box[2] - left) * _SCALE),
            round((top - box[1]) * _SCALE),
        )
    )
    darkest = part.getextrema()[0]
    return isinstance(darkest, int | float) and darkest >= _BLANK
