"""The text as lines and pieces: what stands apart on a page stands apart here.

A piece is a run of text in one column. Lines of two columns (a wide gap, as `pdftotext -layout` prints) have several
pieces; a row of a Markdown table gives one line for each cell. All offsets are those of `Sheet.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from motcua.rulebook.reading.normalise import CELL_BREAK, fold_letters, key, look, squash
from motcua.rulebook.reading.words import word_list

_MOST_PIECES = 12  # no page has more columns: beyond, the blanks mean nothing
_GAP = re.compile(r"(?:[ \u00a0]{3,}|[ \u00a0]*\t+[ \t\u00a0]*)")
_RULE = re.compile(r"^[\s\-_=–—.*~+•·:|]*$")
_TRAILING_RULE = re.compile(r"[ \t]*[-_=–—]{3,}[ \t]*$")
_LEADING_RULE = re.compile(r"^[-_=–—]{3,}[ \t]*")
_PAGE_NUMBER = re.compile(r"^\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$")
# The rule of a table whose rows have no bar at their ends: "A | B" over "---|---".
_OPEN_RULE = re.compile(r"^\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+$")
_TABLE_RULE = re.compile(r"^\s*\|[\s:|-]+\|?\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one column; `column` is its distance from the line's start, in characters."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A printed line, or a cell of a table row. `noise` marks page numbers, stamps and signature marks."""

    index: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    noise: bool = False
    cell: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing of the letter stands here."""
        return not self.pieces


class Sheet:
    """A text with its look, its fold and its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.view = look(text)
        self.fold = fold_letters(self.view)
        self.lines: list[SheetLine] = list(self._cut())

    @property
    def airy(self) -> bool:
        """Whether an empty line stands between any two lines of the head, so that it parts nothing there."""
        head = [line for line in self.lines[:120] if line.pieces and not line.cell][:30]
        close = sum(other.index - one.index == 1 for one, other in pairwise(head))
        return len(head) > 8 and close <= len(head) // 10

    def value(self, start: int, end: int) -> str:
        """The words of a span on one line, Markdown marks left out."""
        return squash(self.view[start:end].replace(CELL_BREAK, " "))

    def key(self, start: int, end: int) -> str:
        """The comparing form of a span."""
        return key(self.view[start:end])

    def of(self, piece: Piece) -> str:
        """The words of a piece."""
        return self.value(piece.start, piece.end)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The span without white space and rules at its ends."""
        part = self.view[start:end]
        found = _TRAILING_RULE.search(part[-200:])
        if found:
            end -= len(part[-200:]) - found.start()
        found = _LEADING_RULE.match(self.view[start:end])
        if found:
            start += found.end()
        while start < end and self.view[start] in " \t\n" + CELL_BREAK:
            start += 1
        while end > start and self.view[end - 1] in " \t\n" + CELL_BREAK:
            end -= 1
        return start, end

    def _cut(self) -> Iterator[SheetLine]:
        offset = index = 0
        raws = self.text.split("\n")
        for at, raw in enumerate(raws):
            start, end = offset, offset + len(raw)
            offset = end + 1
            stripped = raw.strip()
            beside = raws[max(0, at - 1) : at + 2]
            open_row = "|" in raw and any(_OPEN_RULE.match(other) for other in beside)
            if open_row or (stripped.startswith("|") and stripped.count("|") >= 2):
                for line in self._row(start, end, index):
                    yield line
                    index += 1
                continue
            for first, last in self._broken(start, end):
                yield self._line(first, last, index)
                index += 1

    def _broken(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A line cut where a break tag stands in it."""
        at = start
        while (stop := self.view.find(CELL_BREAK, at, end)) >= 0:
            yield at, stop
            at = stop + 1
        yield at, end

    def _row(self, start: int, end: int, index: int) -> Iterator[SheetLine]:
        if _TABLE_RULE.match(self.text[start:end]):
            yield SheetLine(index, start, end, ())
            return
        bars = [start + at for at, letter in enumerate(self.text[start:end]) if letter == "|"]
        if not self.text[start:end].lstrip().startswith("|"):
            bars.insert(0, start - 1)
        for left, right in zip(bars, [*bars[1:], end], strict=True):
            at = left + 1
            while at < right:
                stop = self.view.find(CELL_BREAK, at, right)
                stop = right if stop < 0 else stop
                first, last = self.trimmed(at, stop)
                if first < last and not _RULE.match(self.view[first:last]):
                    yield SheetLine(index, first, last, (Piece(first, last, index, 0),), cell=True)
                    index += 1
                at = stop + 1
        # A row ends as a line ends: an empty line keeps two rows apart.
        yield SheetLine(index, end, end, ())

    def _line(self, start: int, end: int, index: int) -> SheetLine:
        view = self.view[start:end]
        if _RULE.match(view):
            return SheetLine(index, start, end, ())
        if _PAGE_NUMBER.match(view) or is_noise(view):
            return SheetLine(index, start, end, (), noise=True)
        pieces: list[Piece] = []
        at = start
        for gap in _GAP.finditer(self.text, start, end):
            self._piece(pieces, at, gap.start(), index, start)
            at = gap.end()
        self._piece(pieces, at, end, index, start)
        if len(pieces) > _MOST_PIECES:
            pieces = [Piece(pieces[0].start, pieces[-1].end, index, pieces[0].column)]
        return SheetLine(index, start, end, tuple(pieces))

    def _piece(self, pieces: list[Piece], at: int, stop: int, index: int, start: int) -> None:
        first, last = self.trimmed(at, stop)
        if first < last and not _RULE.match(self.view[first:last]) and not is_noise(self.view[first:last]):
            pieces.append(Piece(first, last, index, first - start))


_NOISE = re.compile("|".join(f"(?:{pattern})" for pattern in word_list("header")["noise"]["lines"]))


def is_noise(line: str) -> bool:
    """Whether a line is no part of the letter: a stamp, a mark of a digital signature, web furniture."""
    if len(line) > 200:
        return False
    return bool(_NOISE.match(squash(fold_letters(line))))
