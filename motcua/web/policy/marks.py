"""Cuts a letter's text into pieces by the findings that cover them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

MARKDOWN: Final = re.compile(r"\*\*|^#{1,6} ", re.M)
EMPTY_LINES: Final = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class LetterPiece:
    """A run of text; `marks` are the ids of the findings that cover it, "" when none."""

    text: str
    marks: str

    @property
    def is_rule(self) -> bool:
        """Whether a rule was read here."""
        return any(mark.startswith("r") for mark in self.marks.split())


def pieces(text: str, spans: Iterable[tuple[str, int, int]]) -> Iterator[LetterPiece]:
    """Cut `text` at every start and end of (id, start, end); spans may nest, overlap, or run past the end."""
    found = [(mark, max(0, start), min(len(text), end)) for mark, start, end in spans if start < end]
    edges = sorted({0, len(text), *(edge for _, start, end in found for edge in (start, end))})
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for mark, start, end in found:
        starts.setdefault(start, []).append(mark)
        ends.setdefault(end, []).append(mark)
    open_marks: list[str] = []
    for here, there in itertools.pairwise(edges):
        for mark in ends.get(here, ()):
            if mark in open_marks:
                open_marks.remove(mark)
        open_marks.extend(starts.get(here, ()))
        yield LetterPiece(text[here:there], " ".join(open_marks))


def shown(found: Iterable[LetterPiece]) -> Iterator[LetterPiece]:
    """The pieces as a person wants to see them: a text export's marks for bold and headings, and runs of empty lines,
    are left out. The letter as it came is kept and can be fetched; only the page is tidied.
    """
    begun = False
    for piece in found:
        text = EMPTY_LINES.sub("\n\n", MARKDOWN.sub("", piece.text))
        text = text if begun else text.lstrip("\n ")
        begun = begun or bool(text)
        if text:
            yield LetterPiece(text, piece.marks)
