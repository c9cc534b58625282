"""Draw sheets as PDF/A: data goes into a fixed template as JSON; text of people is never compiled."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import segno
import typst
from django.conf import settings

from motcua.rulebook.work_calendar import localise

logger = logging.getLogger(__name__)
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
    return typeset(TEMPLATES / f"{template}.typ", filled, pdf_standards=standard, pdf_tags=tagged)


def typeset(template: Path, filled: str, **options: Any) -> bytes:
    """The PDF of a template file filled with JSON, in the configured typeface; `options` go to typst's compile.

    Fonts of the machine are never looked at, so that a sheet has the same letters wherever it is printed.
    """
    faces = typeface(str(settings.PRINT_FONTS))
    pdf: bytes = typst.compile(
        template,
        root=template.parent,
        format="pdf",
        font_paths=faces.fonts,
        sys_inputs={"data": filled, "font": faces.family},
        **options,
    )
    return pdf


@dataclass(frozen=True, slots=True)
class Typeface:
    """Fonts a sheet may be drawn with, and the family that its words are set in."""

    family: str
    fonts: typst.Fonts


@cache
def typeface(folder: str) -> Typeface:
    """The typeface whose font files lie in `folder` (settings.PRINT_FONTS), else the one that comes with typst.

    Letters the declared one lacks are drawn with the shipped one. A folder without fonts is logged, never raised.
    """
    declared = [Path(folder)] if folder else []
    fonts = typst.Fonts(include_system_fonts=False, font_paths=declared)
    given = sorted((str(font.path), font.family) for font in fonts.fonts() if font.path)
    if folder and not given:
        logger.error("MOTCUA_PRINT_FONTS has no font: %s", folder)
    return Typeface(given[0][1] if given else FONT, fonts)


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
