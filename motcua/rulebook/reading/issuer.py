"""Who issued the letter: the block at its upper left, parent body first, the issuing body below it."""

from __future__ import annotations

import re

from motcua.rulebook.reading.casing import in_capitals, ordinary
from motcua.rulebook.reading.marks import Item, MarkKind
from motcua.rulebook.reading.normalise import key
from motcua.rulebook.reading.parts import Leaf
from motcua.rulebook.reading.sheet import Sheet
from motcua.rulebook.reading.words import keys, starts_with

_MOST_LINES = 7


def read_issuer(sheet: Sheet, items: list[Item], stop: int) -> Leaf:
    """The issuer's full name in ordinary letters: "Ủy ban nhân dân tỉnh Tuyên Quang", "Tổng cục Thuế, Bộ Tài chính".

    `stop`: the offset where the number or the title stands; the issuer is above. None is found: a Leaf of None.
    """
    block = _block(sheet, items, stop)
    bodies = _bodies(sheet, block)
    if not bodies:
        return Leaf(None)
    start, end = bodies[0][1], bodies[-1][2]
    own = ordinary(bodies[-1][0], sheet.view)
    if len(bodies) > 1:
        parent = ordinary(bodies[-2][0], sheet.view)
        joined = key(bodies[-1][0]) in keys("header", "issuer", "joined_to_parent")
        own = f"{own} {parent}" if joined else f"{own}, {parent}"
    return Leaf(own.strip(" ,.-"), (start, end))


def _block(sheet: Sheet, items: list[Item], stop: int) -> list[Item]:
    """The last run of lines above `stop` that begins with a body's word: stamps above it fall away."""
    starters = keys("header", "issuer", "starters")
    above = [item for item in items if item.start < stop and item.kind is MarkKind.PLAIN]
    capitals = [item for item in above if in_capitals(sheet.value(item.start, item.end)) and _is_name(sheet, item)]
    chosen = capitals or [
        item for item in above if starts_with(sheet.key(item.start, item.end), starters) and item.end - item.start < 90
    ]
    runs: list[list[Item]] = []
    others = [item for item in items if item.start < stop]
    for item in chosen:
        previous = runs[-1][-1] if runs else None
        if previous and not _parted(sheet, previous, item, others):
            runs[-1].append(item)
        else:
            runs.append([item])
    for run in reversed(runs):
        for first in range(len(run)):
            # A narrow column may break even the first words: "THỦ / TƯỚNG CHÍNH PHỦ".
            words = " ".join(sheet.key(item.start, item.end) for item in run[first : first + 2])
            if starts_with(words, starters):
                return run[first:][:_MOST_LINES]
    return []


def _is_name(sheet: Sheet, item: Item) -> bool:
    return item.end - item.start < 200 and not re.match(r"^[\d\W]*$", sheet.value(item.start, item.end))


def _parted(sheet: Sheet, one: Item, other: Item, items: list[Item]) -> bool:
    """Whether two plain lines belong to different blocks: two blank lines, or a line of something else, between."""
    gap = sheet.text[one.end : other.start]
    between = [i for i in items if one.end <= i.start < other.start and i.kind is MarkKind.PLAIN]
    if between:
        return True
    blanks = 0
    for line in sheet.lines[one.line + 1 : other.line]:
        if line.noise:
            return True
        blanks += (line.blank and line.start != line.end) or not sheet.text[line.start : line.end].strip()
    return blanks >= 2 and not any(one.end <= i.start < other.start for i in items) and "|" not in gap


def _bodies(sheet: Sheet, block: list[Item]) -> list[tuple[str, int, int]]:
    starters, going_on = keys("header", "issuer", "starters"), keys("header", "issuer", "not_starters")
    generic = keys("header", "issuer", "generic")
    bodies: list[tuple[str, int, int]] = []
    for item in block:
        for first, last in _cut_inline(sheet, item) if item.cell or not bodies else [(item.start, item.end)]:
            text = sheet.value(first, last).strip(" |*_.,“”\"'")
            words = key(text)
            new = starts_with(words, starters) is not None and starts_with(words, going_on) is None
            if bodies and (not new or key(bodies[-1][0]) in generic):
                bodies[-1] = (f"{bodies[-1][0]} {text}", bodies[-1][1], last)
            elif new or not bodies:
                bodies.append((text, first, last))
    return bodies


def _cut_inline(sheet: Sheet, item: Item) -> list[tuple[int, int]]:
    """The parts of one line that flattens several: "BỘ TÀI CHÍNH TỔNG CỤC THUẾ"."""
    folded = sheet.fold[item.start : item.end]
    cuts = [0]
    for word in keys("header", "issuer", "inline"):
        for hit in re.finditer(rf"(?<=\s){word}(?=\s|$)", folded):
            before = folded[: hit.start()].split()
            inside = any(abs(hit.start() - cut) < 12 and cut for cut in cuts)
            if len(before) >= 2 and not inside and not _reads_on(key(" ".join(before)), word):
                cuts.append(hit.start())
    cuts.sort()
    return [sheet.trimmed(item.start + a, item.start + b) for a, b in zip(cuts, [*cuts[1:], len(folded)], strict=True)]


def _reads_on(before: str, word: str) -> bool:
    """Whether the word belongs to the name before it: "VĂN PHÒNG ỦY BAN NHÂN DÂN", "VÀ ỦY BAN NHÂN DÂN", "TỔNG CỤC"."""
    last = before.split()[-1]
    if last in {
        "va",
        "cua",
        "tong",
        "chi",
        "hoi",
        "dan",
        "truong",
        "noi",
        "ngoai",
        "moi",
        "thi",
        "co",
        "tru",
    } and not before.endswith("nhan dan"):
        return True
    heads = (
        "van phong",
        "dang uy",
        "ban",
        "doan dai bieu quoc hoi",
        "chu tich",
        "hoi dong nhan dan va",
        "thanh tra",
        "hoi dong",
        "cong ty",
    )
    if before in heads or before.endswith((" va", " van phong")):
        return True
    return word in {"vu", "thanh tra", "truong", "trung tam"} and not before.startswith(
        ("bo ", "uy ban nhan dan", "tong cuc", "so ")
    )
