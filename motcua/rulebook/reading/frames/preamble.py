"""Where the basis of a letter ends and its order begins: "Căn cứ …", "Xét đề nghị …, UBND tỉnh yêu cầu:"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.rulebook.reading.frames.blocks import Block
from motcua.rulebook.reading.frames.cues import cues, pattern
from motcua.rulebook.reading.frames.tokens import Token

_BEFORE_SAYING: Final = frozenset(cues("preamble", "before_saying"))
_NOT_SPEAKING: Final = frozenset(cues("preamble", "not_speaking"))

_SAYS: Final = frozenset(cues("preamble", "says"))
_BASIS: Final = pattern("preamble_basis")
_LEAD: Final = pattern("preamble_lead")


@dataclass(frozen=True, slots=True)
class Preamble:
    """How many blocks stand before the first order; the last of them is the lead-in."""

    end: int

    @classmethod
    def of(cls, found: Sequence[Block], text: str) -> Preamble:
        """The preamble of a letter: what stands before its first clause, or up to the lead-in that ends in a colon."""
        first_clause = next((at for at, block in enumerate(found) if block.ref), len(found))
        for at, block in enumerate(found[:first_clause]):
            words = text[block.span[0] : block.span[1]]
            if not block.bullet and _LEAD.search(words[-200:]) and at < 12:
                return cls(at + 1)
            if at >= 3 and not _BASIS.match(words) and first_clause == len(found):
                break
        if first_clause < len(found):
            return cls(first_clause)
        end = 0
        for block in found:
            if not _BASIS.match(text[block.span[0] : block.span[1]]):
                break
            end += 1
        return cls(end)


def operative(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """A sentence of the preamble as its basis and what the speaker orders behind it."""
    for at, token in enumerate(tokens):
        if token.text not in _SAYS or at == 0:
            continue
        back = at - 1
        while back >= 0 and tokens[back].text in _BEFORE_SAYING:
            back -= 1
        speaker = tokens[back] if back >= 0 else None
        if (
            speaker is None
            or speaker.of("body") in ("above", "other")
            or not (speaker.means.keys() & {"body", "lvl", "shop", "name"} or speaker.name)
        ):
            continue
        if any(token.text in _NOT_SPEAKING for token in tokens[max(0, back - 3) : at]):
            continue
        rest = tokens[at + 1 :]
        return tokens[:at], rest if [token for token in rest if token.text not in (":", ".", ",")] else []
    return tokens, []
