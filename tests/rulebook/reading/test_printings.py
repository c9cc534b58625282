"""One letter, many printings: blank lines, indents, bold, line ends and slips must not change its header."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.rulebook.reading import UnreadableDocument, read
from motcua.rulebook.reading.normalise import clean_text, fold_letters, key, look
from motcua.rulebook.reading.parts import Header

from . import samples

SLIPS = dict(zip("ỉổếẩửựấệờộạủỦỘỊ", "iôêâưưâêơôauUÔI", strict=True))
LETTERS = [samples.LETTER, samples.TELEGRAM, samples.RESOLUTION, samples.PARTY]


def misread(text: str) -> str:
    chance = random.Random(7)
    return "".join(SLIPS[letter] if letter in SLIPS and chance.random() < 0.3 else letter for letter in text)


PRINTINGS: dict[str, Callable[[str], str]] = {
    "no blank lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "a blank line after each": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: re.sub(r"(?m)^", "      ", text),
    "tabs": lambda text: re.sub(r"(?m)^", "\t", text),
    "blanks at line ends": lambda text: re.sub(r"(?m)$", "   ", text),
    "bold": lambda text: re.sub(r"(?m)^(\S.{3,70})$", r"**\1**", text),
    "Windows": lambda text: text.replace("\n", "\r\n"),
    "older tone marks": lambda text: text.replace("Ủy", "Uỷ").replace("HÒA", "HOÀ").replace("ủy", "uỷ"),
    "misread letters": misread,
    "without the national title": lambda text: re.sub(r"(?m)^(?:CỘNG H|Độc lập).*\n", "", text),
}


def facts(header: Header) -> dict[str, object]:
    signer = header.signer
    return {
        "issuer": key(header.issuer.value or ""),
        "number": header.number.value,
        "date": header.date.value,
        "type": header.type.value,
        "subject": key(header.subject.value or ""),
        "urgency": header.urgency.value,
        "recipients": [key(leaf.value) for leaf in header.recipients],
        "signer": signer and [key(part or "") for part in (signer.authority, signer.title, signer.name)],
        "copies": [key(leaf.value) for leaf in header.copies_to or ()],
    }


@pytest.mark.parametrize("printing", PRINTINGS)
@pytest.mark.parametrize("letter", LETTERS, ids=lambda text: text[:8].replace("\n", " "))
def test_a_printing_changes_nothing(letter: str, printing: str) -> None:
    assert facts(read(PRINTINGS[printing](letter), "b").header) == facts(read(letter, "a").header)


@given(st.text(max_size=400))
def test_look_and_fold_keep_every_offset(text: str) -> None:
    seen = clean_text(text)
    assert len(look(seen)) == len(fold_letters(look(seen))) == len(seen)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ĐỦYaàb 19/:.-;,()|*#“”\n\tSốKT", max_size=300), st.integers(0, len(samples.LETTER)))
def test_any_scrap_anywhere_ends_in_a_reading_or_a_refusal(scrap: str, at: int) -> None:
    try:
        reading = read(samples.LETTER[:at] + scrap + samples.LETTER[at:], "a")
    except UnreadableDocument:
        return
    start, end = reading.header.body
    assert 0 <= start <= end <= len(reading.text)
    assert all(start <= clause.span[0] <= clause.span[1] <= len(reading.text) for clause in reading.clauses)
