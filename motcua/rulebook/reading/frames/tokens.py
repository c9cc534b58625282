"""A paragraph as tokens: numbers, days, hours, citations and names recognised first, then the longest known phrases.

Nothing is decided here: a token says what its words may mean, and the grammar what they do mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.lexicon import WORD, Meanings, lexicon, longest
from motcua.rulebook.reading.frames.recognisers import Recognised, recognised
from motcua.rulebook.reading.normalise import fold_letters

_LOWER_HEADS: Final = frozenset(cues("tokens", "lower_heads"))

_NAME_HEADS: Final = frozenset({"body", "lvl", "own_name"})


@dataclass(slots=True)
class Token:
    """Words of the text that belong together. `means` maps classes to values; empty for a word no list knows."""

    start: int
    end: int
    text: str
    means: Meanings = field(default_factory=dict)
    data: Any = None
    name: str = ""  # the proper name that follows a head ("Sở |Y tế|")
    taken: bool = False
    folded: bool = False

    def of(self, kind: str) -> str:
        """The value of this token in a class, or ""."""
        return self.means.get(kind, "")


def tokenise(low: str, text: str, start: int, end: int, *, spoilt: bool = False) -> list[Token]:
    """The tokens of one paragraph; `low` is the text in lower case with tone marks in one place, of the same length.

    `spoilt`: accents were lost or mangled, so that phrases of two syllables and more are also known without them.
    """
    special = {one.start: one for one in recognised(low, start, end)}
    plain = low[start:end]
    words = [found.group() for found in WORD.finditer(plain)]
    places = [(start + found.start(), start + found.end()) for found in WORD.finditer(plain)]
    capital_text = _shouted(text[start:end])
    tree, bare = lexicon(), lexicon(folded=True) if spoilt else None
    flat = [fold_letters(word) for word in words] if spoilt else words
    found: list[Token] = []
    stops = _stops(places, special)
    at = 0
    while at < len(words):
        first = places[at][0]
        one = special.get(first)
        if one is not None:
            found.append(Token(one.start, one.end, low[one.start : one.end], {one.kind: one.value or "1"}, one.data))
            while at < len(words) and places[at][0] < one.end:
                at += 1
            continue
        limit = stops[at + 1] if stops[at + 1] < at + 16 else len(words)
        exact = longest(tree, words[at:limit], 0) if limit - at < 16 else longest(tree, words, at)
        loose = longest(bare, flat, at) if bare is not None else None
        if loose and (exact is None or loose[0] > exact[0]) and at + loose[0] <= limit:
            found.append(_token(low, places, at, loose[0], loose[1], folded=True))
            at += loose[0]
            continue
        if exact and not (exact[0] == 1 and not capital_text and _in_name(text, places, words, at, found)):
            found.append(_token(low, places, at, exact[0], exact[1]))
            at += exact[0]
            continue
        found.append(Token(places[at][0], places[at][1], words[at], _unknown(text, places, at, found, capital_text)))
        at += 1
    return _with_names(found, text) if not capital_text else found


def _stops(places: list[tuple[int, int]], special: dict[int, Recognised]) -> list[int]:
    """For each word the nearest one, itself or behind, that opens a date, a clock or the like: no phrase crosses it."""
    stops = [len(places)] * (len(places) + 1)
    for at in range(len(places) - 1, -1, -1):
        one = special.get(places[at][0])
        stops[at] = at if one is not None and one.kind not in ("number", "percent") else stops[at + 1]
    return stops


def _token(
    low: str, places: list[tuple[int, int]], at: int, length: int, means: Meanings, *, folded: bool = False
) -> Token:
    start, end = places[at][0], places[at + length - 1][1]
    return Token(start, end, low[start:end], dict(means), folded=folded)


def _shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.6 * len(letters)


def _capital(text: str, place: tuple[int, int]) -> bool:
    return text[place[0]].isupper()


def _in_name(text: str, places: list[tuple[int, int]], words: list[str], at: int, found: list[Token]) -> bool:
    """A single known syllable inside a proper name: "Cần" of "Cần Thơ", "Sơn" of "Lạng Sơn"."""
    if not _capital(text, places[at]) or not found:
        return False
    before = found[-1]
    if "name" in before.means and before.end + 1 == places[at][0]:
        return True
    if before.text in {".", ":", "-", "+", "“", '"', ")", ";", "*"}:
        return False
    after = at + 1 < len(places) and _capital(text, places[at + 1]) and places[at + 1][0] - places[at][1] == 1
    return after and words[at] not in _LOWER_HEADS


def _unknown(text: str, places: list[tuple[int, int]], at: int, found: list[Token], shouted: bool) -> Meanings:
    word = text[places[at][0] : places[at][1]]
    if not word[0].isalnum():
        return {"sign": word}
    if word.isdecimal():
        return {"number": word}
    opens = not found or found[-1].text in {".", ":", "“", '"', ";", "*", "-", "+"}
    if word[0].isupper() and not shouted and not opens:
        return {"name": word}
    return {}


def _with_names(tokens: list[Token], text: str) -> list[Token]:
    """Heads joined with the proper names behind them: "Sở" + "Văn hóa, Thể thao và Du lịch" is one body."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        out.append(token)
        several = token.text.startswith("các ") and token.of("lvl") not in ("commune", "district")
        if not (_NAME_HEADS & token.means.keys()) or token.text.startswith("cấp ") or several or "," in token.text:
            continue
        last = at
        while last < len(tokens):
            ahead = tokens[last]
            step = 1
            if ahead.text in {",", "và", "-", "–", "&"} and last + 1 < len(tokens):
                ahead, step = tokens[last + 1], 2
                if _NAME_HEADS & ahead.means.keys() or "shop" in ahead.means or not token.name:
                    break
            if "portfolio" in ahead.means and text[ahead.start].isupper():
                token.name = text[tokens[at].start : ahead.end]
                last += step
                break
            if not text[ahead.start].isupper() or _NAME_HEADS & ahead.means.keys() or "shop" in ahead.means:
                break
            if {"date", "weekday"} & ahead.means.keys() or not ahead.text[0].isalpha():
                break
            token.name = text[tokens[at].start : ahead.end]
            last += step
        if token.name:
            token.end = tokens[last - 1].end
            at = last
    return out


def leftovers(tokens: list[Token]) -> Iterator[Token]:
    """Tokens that carry meaning and that nothing took."""
    for token in tokens:
        if token.taken or "fill" in token.means or "sign" in token.means or "look" in token.means:
            continue
        yield token
