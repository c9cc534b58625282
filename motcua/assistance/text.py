"""Text that people type: trimmed, without control characters, cut to a readable length."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from motcua.people.checks import read_date


def plain_line(text: object, longest: int) -> str:
    """One line of text, at most `longest` letters; control signs and turns of direction are dropped."""
    clean = "".join(
        " " if sign in "\t\r\n" else sign for sign in str(text or "") if sign in "\t\r\n" or _readable(sign)
    )
    return unicodedata.normalize("NFC", " ".join(clean.split()))[:longest].strip()


def plain_lines(text: object, longest: int) -> str:
    """Text of several lines, at most `longest` letters, no more than one empty line in a row."""
    rows = [plain_line(row, longest) for row in str(text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = [row for place, row in enumerate(rows) if row or (place and rows[place - 1])]
    return "\n".join(kept).strip()[:longest].strip()


def whole_number(text: object, most: int) -> int | None:
    """A number from 0 to `most`; None for anything else."""
    given = str(text if text is not None else "").strip()
    if not (given.isascii() and given.isdecimal() and len(given) <= 9):
        return None
    return int(given) if int(given) <= most else None


def read_day(value: Any) -> date | None:
    """A date given as one or as people write it ("30/3/2020"); None where it is empty or no date."""
    if isinstance(value, date):
        return value
    return read_date(str(value or ""))


def _readable(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"}
