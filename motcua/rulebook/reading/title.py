"""The printed kind of a document ("CHỈ THỊ"), and the kind of one that prints none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.rulebook.reading import numbers
from motcua.rulebook.reading.casing import in_capitals
from motcua.rulebook.reading.marks import Item, MarkKind
from motcua.rulebook.reading.normalise import fold_letters, key
from motcua.rulebook.reading.parts import Leaf
from motcua.rulebook.reading.sheet import Sheet
from motcua.rulebook.reading.words import word_list

SUBJECT_OPENS = re.compile(r"^(?:v\s?/\s?v\b|vv\b|ve viec\b|ve\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """The printed kind ("CHỈ THỊ"), and what stands after it on the same line."""

    type: str
    start: int
    end: int
    rest: int | None
    index: int
    urgency: str | None = None


def find_title(sheet: Sheet, items: list[Item], after: int) -> Title | None:
    """The line that prints the kind of document, from the offset `after` on; None for a công văn."""
    for index, item in enumerate(items):
        if item.start < after or item.kind is not MarkKind.PLAIN:
            continue
        words = sheet.value(item.start, min(item.end, item.start + 300))
        if not words[:2].isupper():
            continue
        found = _title_of(words)
        if found:
            name, length, urgency = found
            end = _offset(sheet, item.start, item.end, length)
            rest = end if sheet.value(end, item.end).strip(" :-") else None
            return Title(name, item.start, end, rest, index, urgency)
    return None


def _title_of(words: str) -> tuple[str, int, str | None] | None:
    """Name, number of words and urgency of a line that prints a kind, alone or with the subject after it."""
    tokens = words.rstrip(" :.").split(" ")
    best: tuple[str, int, str | None] | None = None
    for name, printings in word_list("types")["titles"].items():
        for printing in printings:
            size = len(printing.split())
            head = " ".join(tokens[:size])
            if key(head) != key(printing) or not in_capitals(head):
                continue
            after = tokens[size:]
            alone = not after
            runs_on = bool(after) and (
                bool(SUBJECT_OPENS.match(fold_letters(" ".join(after[:2])))) or not in_capitals(" ".join(after))
            )
            if (alone or runs_on) and (best is None or size > best[1]):
                best = (
                    name,
                    size,
                    next((u for u in ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN") if key(printing).endswith(key(u))), None),
                )
    if best is None and len(tokens) in (2, 3):
        # Letters spaced out or spoilt by OCR: "QUYÉT ĐỊNH", "C H Ỉ  T H Ị"
        glued = key("".join(tokens)).replace(" ", "")
        for name, printings in word_list("types")["titles"].items():
            if any(glued == key(p).replace(" ", "") for p in printings):
                return name, len(tokens), None
    if best is None and len(tokens) > 3 and all(len(token) == 1 for token in tokens):
        glued = key("".join(tokens))
        for name, printings in word_list("types")["titles"].items():
            if any(glued == key(p).replace(" ", "") for p in printings):
                return name, len(tokens), None
    return best


def _offset(sheet: Sheet, start: int, end: int, words: int) -> int:
    at = start
    for _ in range(words):
        found = re.compile(r"\S+").search(sheet.view, at, end)
        at = found.end() if found else end
    return at


def read_type(title: Title | None, number: str | None, letter: bool) -> Leaf:
    """The kind: as printed; else "Công văn" for a letter with "V/v" or "Kính gửi"; else by the symbol."""
    if title:
        return Leaf(title.type, (title.start, title.end))
    by_symbol = numbers.type_of(number) if number else None
    if letter and by_symbol in (None, "Chỉ thị", "Phiếu chuyển", "Thông cáo"):
        return Leaf(word_list("types")["default"])
    return Leaf(by_symbol or (word_list("types")["default"] if number and "-" in number else None))
