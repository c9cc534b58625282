"""The square code of an identity card as a scanner types it: number|old number|name|born|sex|address|issued.

Scanners are keyboards, and keyboards differ: parts may be missing, the bar may come as another sign, Vietnamese
letters may arrive in another encoding. What is understood is used; what is not is said, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.people.checks import FEMALE, MALE, id_number

LONGEST_SCAN: Final = 400
_BARS: Final = re.compile(r"[|¦‖｜\t]")
_SCANNED: Final = re.compile(r"^\W*[\d\s]{9,20}\s*[|¦‖｜\t]")
_MANGLED: Final = re.compile(r"[ÃÂÄÆÅ][\u0080-\u00bf\u0152-\u2122]|á[º»][\u0080-\u00bf\u0152-\u2122]?")
_LOST: Final = re.compile(r"[?\ufffd]")


@dataclass(frozen=True, slots=True)
class Card:
    """What could be read. `born` is None where the card said none, or no day; `problem` tells what to do by hand."""

    id_number: str = ""
    old_number: str = ""
    full_name: str = ""
    born: date | None = None
    address: str = ""
    problem: str = ""


def looks_scanned(text: str) -> bool:
    """Whether this was typed by a scanner and not by a person: a long number before a bar, or several bars."""
    return bool(_SCANNED.match(unicodedata.normalize("NFKC", text))) or len(_BARS.findall(text)) > 2


def read_card(text: str) -> Card:
    """Read a scanned card. Without a sound number nothing is taken over, and `problem` says so."""
    parts = [_sound(part) for part in _BARS.split(text[:LONGEST_SCAN])]
    parts += [""] * (7 - len(parts))
    number, old, name, born, sex, address = parts[:6]
    day = _day(born)
    found = id_number(number, day, {"nam": MALE, "nữ": FEMALE, "nu": FEMALE}.get(sex.lower(), ""))
    if found.error or len(found.value) != 12:
        return Card(problem="Mã trên thẻ đọc không trọn. Hãy quét lại, hoặc gõ số trên thẻ.")
    problem = found.warning
    if not name or _LOST.search(name) or not any(mark.isalpha() for mark in name) or any(m.isdigit() for m in name):
        name, problem = "", "Không đọc được họ tên trên thẻ. Số đã nhận; hãy gõ họ tên theo thẻ."
    if _LOST.search(address):
        address, problem = "", problem or "Không đọc được nơi cư trú trên thẻ. Hãy gõ theo thẻ."
    old_found = id_number(old) if old else None
    return Card(
        id_number=found.value,
        old_number=old_found.value if old_found is not None and old_found.ok else "",
        full_name=_as_name(name)[:120],
        born=day,
        address=address[:300],
        problem=problem,
    )


def _sound(part: str) -> str:
    """One part in plain Vietnamese: composed letters, and letters read as Latin-1 by the scanner put right."""
    if _MANGLED.search(part):
        for encoding in ("cp1252", "latin-1"):
            try:
                part = part.encode(encoding).decode("utf-8")
                break
            except UnicodeError:
                continue
        else:
            part = "\ufffd"
    text = unicodedata.normalize("NFC", part)
    kept = "".join(mark for mark in text if unicodedata.category(mark)[0] != "C" or mark == "\ufffd")
    return " ".join(kept.split())


def _as_name(name: str) -> str:
    return name.title() if name.isupper() else name


def _day(text: str) -> date | None:
    """Eight digits, day first; with signs between them too. None for no such day (cards may hold a year alone)."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    if len(digits) != 8:
        return None
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
