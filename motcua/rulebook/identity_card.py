"""The square code of an identity card as a scanner types it: number|old number|name|born|sex|address|issued.

Scanners are keyboards, and keyboards differ: parts may be missing, the bar may come as another sign, Vietnamese
letters may arrive in another encoding or without their marks. What is understood is used; what is not is left blank
and named, never guessed. The order of the parts is that of the card with a chip (Circular 59/2021/TT-BCA).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

LONGEST_SCAN: Final = 400
_BARS: Final = re.compile(r"[|¦‖｜\t]")
_SCANNED: Final = re.compile(r"^\W*[\d\s]{9,20}\s*[|¦‖｜\t]")
# UTF-8 read as a table of one byte a letter: a first byte as it shows there, then one of the following bytes.
_MANGLED: Final = re.compile(r"[ÃĂÂÄÆÅ][\u0080-\u00bf\u0152-\u2122]|á[º»][\u0080-\u00bf\u0152-\u2122]?")
_TABLES: Final = ("cp1252", "cp1258", "latin-1")
_LOST: Final = re.compile(r"[?\ufffd]")
MALE, FEMALE = "male", "female"
_SEXES: Final = {"nam": MALE, "nữ": FEMALE, "nu": FEMALE}


@dataclass(frozen=True, slots=True)
class CardText:
    """The parts as read, "" or None where the card said nothing or it could not be read.

    `unreadable` names parts that came broken ("full_name", "address"); `unmarked` is a card whose Vietnamese marks the
    scanner dropped, so that the name is right but not written as on the card.
    """

    number: str = ""
    old_number: str = ""
    full_name: str = ""
    born: date | None = None
    sex: str = ""
    address: str = ""
    issued_on: date | None = None
    unreadable: frozenset[str] = frozenset()
    unmarked: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the number has the twelve digits of a card with a chip."""
        return len(self.number) == 12


def looks_scanned(text: str) -> bool:
    """Whether this was typed by a scanner and not by a person: a long number before a bar, or several bars."""
    return bool(_SCANNED.match(unicodedata.normalize("NFKC", text))) or len(_BARS.findall(text)) > 2


def read_card_text(text: str) -> CardText:
    """Take a scanned card apart. A number that is not digits alone is left out; checks of it are for who knows more."""
    parts = [_sound(part) for part in _BARS.split(text[:LONGEST_SCAN])]
    parts += [""] * (7 - len(parts))
    number, old, name, born, sex, address, issued = parts[:7]
    unreadable: set[str] = set()
    if not _is_name(name):
        name = ""
        unreadable.add("full_name")
    if _LOST.search(address):
        address = ""
        unreadable.add("address")
    return CardText(
        number=_digits(number),
        old_number=_digits(old),
        full_name=_as_name(name)[:120],
        born=_day(born),
        sex=_SEXES.get(sex.lower(), ""),
        address=address[:300],
        issued_on=_day(issued),
        unreadable=frozenset(unreadable),
        unmarked=bool(name) and (name + sex + address).isascii() and (sex.lower() == "nu" or bool(address)),
    )


def _is_name(name: str) -> bool:
    return (
        bool(name)
        and not _LOST.search(name)
        and any(mark.isalpha() for mark in name)
        and not any(mark.isdigit() for mark in name)
    )


def _digits(part: str) -> str:
    digits = re.sub(r"[\s.\-]", "", unicodedata.normalize("NFKC", part))
    return digits if digits.isascii() and digits.isdecimal() else ""


def _sound(part: str) -> str:
    """One part in plain Vietnamese: composed letters, and letters that the scanner read by another table put right."""
    if _MANGLED.search(part):
        part = next((fixed for table in _TABLES if (fixed := _read_again(part, table)) is not None), "\ufffd")
    text = unicodedata.normalize("NFC", part)
    kept = "".join(mark for mark in text if unicodedata.category(mark)[0] != "C" or mark == "\ufffd")
    return " ".join(kept.split())


def _read_again(part: str, table: str) -> str | None:
    """The text whose UTF-8 bytes were shown by `table`; None where it was another. Bytes that a table has no sign for
    come through as they are.
    """
    raw = bytearray()
    for mark in part:
        try:
            raw += mark.encode(table)
        except UnicodeEncodeError:
            if ord(mark) > 0xFF:
                return None
            raw.append(ord(mark))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


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
