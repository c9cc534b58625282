"""Cut a letter's text into pieces, each knowing which findings cover it, so that a page can light them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `marks` are the ids of the findings that cover it, "" when none."""

    text: str
    marks: str

    @property
    def is_rule(self) -> bool:
        """Whether a rule was read here."""
        return any(mark.startswith("r") for mark in self.marks.split())


def pieces(text: str, spans: Iterable[tuple[str, int, int]]) -> Iterator[Piece]:
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
        yield Piece(text[here:there], " ".join(open_marks))
