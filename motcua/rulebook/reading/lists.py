"""Lists of names as letters print them: "- X;" lines, wrapped lines, or all on one line."""

from __future__ import annotations

import re

from motcua.rulebook.reading.parts import Leaf
from motcua.rulebook.reading.sheet import Sheet

_BULLET = re.compile(r"^[~_\s|]{0,6}(?:[-–—•+●▪◦*·«»]|~)\s?(?=\S)")
# What OCR makes of a stamp's edge after an item's closing mark: no word of small letters in it.
_SCRAPS = re.compile(r"^(?P<item>.*\w.*[\w)])\s?;(?P<rest>[^;]{0,24})$", re.S)
_WORD = re.compile(r"[a-zà-ỹđ]{3,}")
_END = re.compile(r"(?:\s*[;:.,/|⁄\\“”'`’‘~—–-]|\s+(?:[A-ZÍÀỬa-z]{1}|ko|[^\w\s)]{1,3}))+\s*$")
_END = re.compile(r"[;.,:\s]+$")
_INLINE = re.compile(r"(?:(?<=[;:.])|^)\s*[-–—]\s+(?=\S)|(?<=\))\s[-–—]\s(?=Lưu)")
_DOTS = re.compile(r"^[\s.…_,;:-]*$")


def is_bullet(words: str) -> bool:
    """Whether the line opens an item of a list."""
    return bool(_BULLET.match(words))


def bullet_end(sheet: Sheet, start: int, end: int) -> int:
    """The offset after an item's bullet."""
    found = _BULLET.match(sheet.view[start:end])
    return start + found.end() if found else start


def item_leaf(sheet: Sheet, spans: list[tuple[int, int]]) -> Leaf | None:
    """The item of these lines joined, its bullet, closing mark and OCR scraps left out; None where only dots stand."""
    first, last = bullet_end(sheet, *spans[0]), spans[-1][1]
    words = " ".join(sheet.value(a, b) for a, b in [(first, spans[0][1]), *spans[1:]])
    words = _END.sub("", words)
    scraps = _SCRAPS.match(words) if len(words) < 400 else None
    if scraps and not _WORD.search(scraps.group("rest")) and "(" not in scraps.group("rest"):
        words = scraps.group("item")
    if _DOTS.match(words):
        return None
    return Leaf(words.strip(), (first, last))


def split_inline(sheet: Sheet, start: int, end: int) -> list[tuple[int, int]]:
    """The items of one line that flattens a list: "- Như trên; - Lưu: VT." """
    view = sheet.view[start:end]
    starts = [found.start() for found in _INLINE.finditer(view)]
    if not starts or view[: starts[0]].strip():
        starts = [0, *starts]
    spans = [sheet.trimmed(start + a, start + b) for a, b in zip(starts, [*starts[1:], len(view)], strict=True)]
    return [(a, b) for a, b in spans if a < b]
