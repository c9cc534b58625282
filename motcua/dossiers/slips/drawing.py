"""Sheets as PDF/A: data goes into a fixed template as JSON; nothing people wrote is ever compiled."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

import segno
import typst
from django.conf import settings

from motcua.rulebook.work_calendar import localise

TEMPLATES: Final = Path(__file__).parent / "templates"
FONT: Final = "Libertinus Serif"
Standard = Literal["a-2b", "1.7"]
ARCHIVAL: Final = "a-2b"
"""PDF/A-2b (ISO 19005-2): all fonts inside, colours defined, nothing that asks for another file."""
_LONG_RUN: Final = re.compile(r"\S{30}(?=\S)")
_BREAK: Final = "\u200b"
_NO_GLYPH: Final = re.compile(r'the text `"(.*)"` could not be displayed')
_UNKNOWN: Final = "□"
_MOST_UNKNOWN: Final = 40
_KEPT_WHOLE: Final = frozenset({"qr", "code"})


def compile_sheet(template: str, data: Mapping[str, Any], *, tagged: bool = True) -> bytes:
    """The PDF/A of `template` (a name in templates/ without its ending) filled with `data`.

    `tagged` gives screen readers its structure; a long book goes without: it would be three times as large.
    A letter that no font here has is printed as a square: an archive file may not hold a letter without its shape.
    """
    filled = json.dumps(_breakable(data), ensure_ascii=False)
    for _ in range(_MOST_UNKNOWN):
        try:
            return _compile(template, filled, ARCHIVAL, tagged)
        except typst.TypstError as wrong:
            found = _NO_GLYPH.search(str(wrong))
            if found is None:
                raise
            text = found[1].encode().decode("unicode_escape") if found[1].isascii() else found[1]
            if not text or text == _UNKNOWN or text not in filled:
                break
            filled = filled.replace(text, _UNKNOWN)
    return _compile(template, filled, "1.7", tagged)


def _compile(template: str, filled: str, standard: Standard, tagged: bool) -> bytes:
    pdf: bytes = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        format="pdf",
        pdf_standards=standard,
        pdf_tags=tagged,
        sys_inputs={"data": filled, "font": font()},
    )
    return pdf


def font() -> str:
    """The typeface of slips: settings.SLIP_FONT where the machine has it, else the one inside typst."""
    return str(getattr(settings, "SLIP_FONT", "") or FONT)


def qr_svg(link: str) -> str:
    """The square code that opens `link`, as SVG."""
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="svg", border=0, xmldecl=False, dark="#14181f")
    return out.getvalue().decode()


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


def say_form_time(moment: str) -> str:
    """ "17 giờ 00 phút, ngày 03/4/2020", as the control slip's cells have it; "" for none."""
    if not moment:
        return ""
    at = localise(datetime.fromisoformat(moment))
    return f"{at.hour:02d} giờ {at.minute:02d} phút, ngày {at.day:02d}/{at.month}/{at.year}"


def say_short(moment: str) -> str:
    """ "17:00 03/4/2020", for the narrow cells of a table; "" for none."""
    if not moment:
        return ""
    at = localise(datetime.fromisoformat(moment))
    return f"{at:%H:%M} {at.day:02d}/{at.month}/{at.year}"


def _breakable(value: Any) -> Any:
    """Let runs longer than any word break, so that they stay on the sheet; the square code is left alone."""
    if isinstance(value, str):
        return _LONG_RUN.sub(lambda run: run[0] + _BREAK, value)
    if isinstance(value, Mapping):
        return {name: part if name in _KEPT_WHOLE else _breakable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(part) for part in value]
    return value
