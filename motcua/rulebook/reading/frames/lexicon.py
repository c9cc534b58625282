"""The words of data/frames/*.toml as one tree of syllables: what a phrase may mean, longest phrase first.

A phrase may have several meanings ("giao": to hand over, to order); the grammar picks by what stands beside it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from motcua.rulebook.reading.normalise import fold_letters, tones

FILES: Final = ("polarity", "acts", "things", "places", "visits", "fields", "filler")
WORD: Final = re.compile(r"[^\W_]+|[^\w\s]")
_SHORTEST_FOLDED: Final = 2  # syllables a phrase needs to be known without its accents

Meanings = dict[str, str]  # class → value


class _Node:
    """A syllable's followers, and what the phrase that ends here means."""

    __slots__ = ("after", "means")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.means: Meanings | None = None


@cache
def lexicon(*, folded: bool = False) -> _Node:
    """The tree of all phrases; `folded` holds them without accents, those of one syllable left out."""
    root = _Node()
    for name in FILES:
        raw = files("motcua.rulebook.reading").joinpath("data", "frames", f"{name}.toml").read_text(encoding="utf-8")
        for kind, values in tomllib.loads(raw).items():
            for value, phrases in values.items():
                for words in _phrases(phrases, folded=folded):
                    _grow(root, words, kind, value)
    return root


def _phrases(listed: str, *, folded: bool) -> Iterator[list[str]]:
    for phrase in listed.split("|"):
        words = WORD.findall(tones(phrase.strip().lower()))
        if folded:
            words = [fold_letters(word) for word in words]
            if sum(word.isalnum() for word in words) < _SHORTEST_FOLDED:
                continue
        if words:
            yield words


def _grow(root: _Node, words: list[str], kind: str, value: str) -> None:
    node = root
    for word in words:
        node = node.after.setdefault(word, _Node())
    if node.means is None:
        node.means = {}
    node.means.setdefault(kind, value)


def longest(root: _Node, words: Sequence[str], at: int) -> tuple[int, Meanings] | None:
    """How many words the longest known phrase at `at` has, and what it means."""
    node, found = root, None
    for length in range(1, min(16, len(words) - at) + 1):
        following = node.after.get(words[at + length - 1])
        if following is None:
            break
        node = following
        if node.means is not None:
            found = length, node.means
    return found
