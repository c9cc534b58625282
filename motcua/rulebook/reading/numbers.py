"""The number and symbol of a document: "1297/UBND-KSTT", "03/2020/QĐ-UBND", "12-CT/TW"."""

from __future__ import annotations

import re

from motcua.rulebook.reading.normalise import squash
from motcua.rulebook.reading.words import word_list

_UPPER = "A-ZĐÂÊÔƠƯĂ"
_WORD = rf"[{_UPPER}][A-Za-zĐđÂâÊêÔôƠơƯưĂă0-9&]{{0,24}}(?:[.,][A-ZĐ][A-Za-zĐđ0-9&]{{0,24}}){{0,3}}"
# A hyphen may have a blank after it (a line's end, OCR); blanks on both sides only before another word in capitals.
_JOIN = rf"(?:\s?[-–—/](?:\s{{0,3}}[-–—])?\s{{0,3}}(?=[{_UPPER}0-9](?!/v))|[-–—]\s*\n\s*(?=[{_UPPER}]))"
_NEXT = rf"[{_UPPER}0-9]{{1,12}}[A-Za-zĐđÂâÊêÔôƠơƯưĂă0-9&]{{0,24}}(?:[.,][A-ZĐ][A-Za-zĐđ0-9&]{{0,24}})?"
SYMBOL = rf"{_WORD}(?:{_JOIN}{_NEXT}){{0,5}}"
NUMBER = rf"\d{{1,6}}[a-zA-Z]?(?:\s?/\s?(?:19|20)\d\d)?\s?/\s?{SYMBOL}"
PARTY = rf"\d{{1,6}}\s?[-–]\s?[A-ZĐ][A-Za-zĐđ]{{0,5}}\s?/\s?[{_UPPER}][A-Za-zĐđ0-9&]{{0,12}}(?:-[{_UPPER}]{{1,12}})?"


def tidy_number(printed: str) -> str:
    """A printed number without the blanks and doubled hyphens of typing, line ends and OCR."""
    flat = re.sub(r"^(\d+) (?=\d+ ?/)", r"\1", squash(printed))
    flat = re.sub(r"\s*([-–—/])\s*", r"\1", flat)
    return re.sub(r"[-–—]+", "-", flat).rstrip(".,;")


def tidy_printed(printed: str) -> str:
    """A printed number on one line, as printed otherwise ("11 /TB-UBND")."""
    return re.sub(r"^[\s.…]+/", "/", squash(printed))


def usual(number: str) -> str | None:
    """The usual form of a number printed unusually ("16/CTg-TTg" → "16/CT-TTg"), or None where it is usual already."""
    known: dict[str, str] = word_list("types")["usual"]
    parts = re.split(r"([-/])", number)
    mended = "".join(known.get(part, part) for part in parts)
    return mended if mended != number else None


def type_of(number: str) -> str | None:
    """The kind of document that a symbol's first word abbreviates ("378/QĐ-UBND" → "Quyết định"), or None."""
    known: dict[str, str] = word_list("types")["abbreviations"]
    party = re.match(r"^\d*-([A-Za-zĐđ]+)/", number)
    if party:
        return known.get(party.group(1))
    symbol = number.split("/")[-1] if not re.search(r"/(?:CT|QĐ)/", number) else number.split("/")[1]
    first = symbol.split("-")[0]
    found = known.get(word_list("types")["usual"].get(first, first))
    # "CT-KTNB" of a tax office: only a symbol that goes on with a body's name abbreviates a kind.
    return found if found and "-" in symbol else None
