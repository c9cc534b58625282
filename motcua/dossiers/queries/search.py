"""Find dossiers by code, by the link on the receipt, by last digits, or by the person."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import parse_qs, urlsplit

from django.db.models import QuerySet

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.visible import dossiers_visible_to
from motcua.people.models import Staff
from motcua.rulebook.numbering import parse_dossier_code
from motcua.rulebook.vietnamese import fold

LONGEST: Final = 300
_MOST_WORDS: Final = 8
_LAST_DIGITS: Final = 6
_LEAST_DIGITS: Final = 4
CODE, DIGITS, PERSON, TOO_LITTLE = "code", "digits", "person", ""


def typed(text: str) -> str:
    """Clean typed or scanned text for a search."""
    return " ".join(text.replace("\0", "").split())[:LONGEST]


def code_in(text: str) -> str:
    """The dossier's code in `text`: typed, scanned, or in the tracking link of a receipt; "" where there is none."""
    plain = typed(text)
    if "ma=" in plain:
        plain = (parse_qs(urlsplit(plain).query).get("ma") or [""])[0]
    found = parse_dossier_code(plain)
    return str(found) if found else ""


def search_kind(text: str) -> str:
    """The kind of a search: a code, the last digits of one, a person (or a result's number); or too little."""
    plain = typed(text)
    if code_in(plain):
        return CODE
    digits = _digits(plain)
    if digits and len(digits) <= _LAST_DIGITS:
        return DIGITS if len(digits) >= _LEAST_DIGITS else TOO_LITTLE
    return PERSON if sum(map(len, _words(plain))) >= 2 else TOO_LITTLE


def find_dossiers(staff: Staff, *, at: datetime, text: str) -> QuerySet[Dossier]:
    """Visible dossiers, newest first, by code, its last four to six digits, or words in any order: name without marks,
    identity number, phone, number of the result. Too little to look for finds nothing.
    """
    found = dossiers_visible_to(staff, at).order_by("-pk")
    plain, kind = typed(text), search_kind(text)
    if kind == CODE:
        return found.filter(code=code_in(plain))
    if kind == DIGITS:
        digits = _digits(plain)
        return found.filter(search_text__contains=digits, code__endswith=digits)
    if kind != PERSON:
        return found.none()
    for word in _words(plain):
        found = found.filter(search_text__contains=word)
    return found


def _digits(text: str) -> str:
    """The digits of a number written with spaces, dots or dashes; "" for what is no number."""
    bare = text.replace(" ", "").replace(".", "").replace("-", "")
    return bare if bare.isascii() and bare.isdecimal() else ""


def _words(text: str) -> list[str]:
    if digits := _digits(text):
        return ["0" + digits[2:] if digits.startswith("84") and len(digits) == 11 else digits]
    return fold(text).split()[:_MOST_WORDS]
