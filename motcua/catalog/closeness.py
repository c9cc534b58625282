"""How near what was typed is to a phrase. Plain Python over folded text."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

LEAST: Final = 0.6  # of the query's words must be found
_GLUED: Final = 8  # letters typed in one go without spaces
_LEAST_LIKENESS: Final = 0.72
_SHORTEST_SLIP: Final = 4  # in shorter words another letter is another word
_HALF: Final = 0.5  # "hom" for "hon": too little alone, enough beside words that are right


def closeness(query: str, phrase: str) -> float:
    """0–1.8: the share of the query's words found, then more for a run of words, the whole phrase, a short one."""
    asked, given = query.split(), phrase.split()
    if not given:
        return 0.0
    if len(asked) == 1 and len(query) >= _GLUED and _glued(query) in _glued(phrase):
        found = 1.0
    else:
        found = sum(_best_word(word, given) for word in asked) / len(asked)
    if found < LEAST:
        return 0.0
    run = 0.25 if f" {query} " in f" {phrase} " else 0.0
    whole = 0.25 if query == phrase else 0.0
    return found + run + whole + 0.3 * min(1.0, len(asked) / len(given))


def _glued(text: str) -> str:
    return text.replace(" ", "").replace("y", "i")


def _best_word(word: str, given: Sequence[str]) -> float:
    if word in given:
        return 1.0
    if len(word) < 3:
        return 0.0
    if any(other.startswith(word) for other in given):
        return 0.9
    if len(word) < _SHORTEST_SLIP:
        return _HALF if any(len(other) == len(word) and other[:-1] == word[:-1] for other in given) else 0.0
    return max(_likeness(word, other) for other in given) * 0.9


@lru_cache(maxsize=50_000)
def _likeness(word: str, other: str) -> float:
    """How alike two words are, 0 where too little."""
    if abs(len(word) - len(other)) > 2:
        return 0.0
    ratio = SequenceMatcher(None, word, other).ratio()
    return ratio if ratio >= _LEAST_LIKENESS else 0.0
