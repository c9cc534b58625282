"""The sentences and drafts of one letter, and how a sentence announces a label, a period or a comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.issuing_body import Issuer
from motcua.rulebook.reading.frames.periods import Period
from motcua.rulebook.reading.frames.sentences import predicates
from motcua.rulebook.reading.frames.tokens import Token
from motcua.rulebook.reading.parts import Span

_PERIOD_HEADINGS: Final = cues("letter_parts", "period_headings")
_DOCUMENTS: Final = frozenset(cues("letter_parts", "documents"))
_ANNEXES: Final = cues("letter_parts", "annexes")
_CODE: Final = re.compile(r"(?<![\d.])([123]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.H\d{2})?(?![\d.]\d)")
_MOST_CODES: Final = 3_000
_LIKENESS: Final = cues("letter_parts", "likeness")


@dataclass(slots=True)
class Sentence:
    """One sentence with its frames, in the order of the text."""

    ref: str
    span: Span
    frames: list[Frame]
    preamble: bool
    path: tuple[str, ...]
    tokens: list[Token]


@dataclass(slots=True)
class Letter:
    """All that the frames of one letter give."""

    text: str
    issuer: Issuer
    sentences: list[Sentence] = field(default_factory=list)
    drafts: list[RuleDraft] = field(default_factory=list)
    paths: dict[int, tuple[str, ...]] = field(default_factory=dict)  # by id of frame
    scoped: list[tuple[tuple[str, ...], Period]] = field(default_factory=list)  # periods set for a clause or for all
    seen: list[Period] = field(default_factory=list)
    compared: list[tuple[Frame, list[int], dict[str, Any]]] = field(default_factory=list)
    spoilt: bool = False
    codes: tuple[str, ...] = ()  # of the procedures that the letter or its annex lists
    passed: list[tuple[str, Span]] = field(default_factory=list)  # paragraphs too long to read


def codes_of(text: str) -> tuple[str, ...]:
    """The national codes of procedures printed anywhere in a letter, its annexes too: "1.004441"."""
    return tuple(dict.fromkeys(found.group(1) for found in _CODE.finditer(text)))[:_MOST_CODES]


def lists_elsewhere(frame: Frame, text: str) -> bool:
    """Whether a clause speaks of procedures that an annex lists."""
    words = text[frame.span[0] : frame.span[1]].lower()
    return any(word in words for word in _ANNEXES) and (
        "thủ tục" in words or "dịch vụ công" in words or "tthc" in words
    )


def compares(frame: Frame) -> bool:
    """Whether a clause points to another level's rules: "theo cách của vùng cam", "như ở vùng xanh"."""
    texts = [token.text for token in frame.tokens]
    for at, token in enumerate(frame.tokens):
        if "epi" in token.means and any(word in texts[max(0, at - 3) : at] for word in _LIKENESS):
            return frame.place.said
    return False


def sets_period(frame: Frame) -> bool:
    """Whether a clause sets a period for all that is said: "Thời gian thực hiện: từ …", "Thông báo này từ …"."""
    if not frame.times.periods or any(
        act.kind not in ("task", "operate", "transact") and not act.blocked for act in frame.acts
    ):
        return False
    words = " ".join(token.text for token in frame.tokens[:8])
    this = any(token.text.endswith(" này") and token.text.split(" ")[0] in _DOCUMENTS for token in frame.tokens)
    if frame.times.weekdays or frame.times.hours:
        return False
    return this or words.startswith(_PERIOD_HEADINGS)


def label_of(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """A label before a colon and what it labels; no label where it alone holds the verb."""
    depth = 0
    for at, token in enumerate(tokens[:60]):
        depth += (token.text == "(") - (token.text == ")")
        if token.text != ":" or depth > 0:
            continue
        label, rest = tokens[:at], tokens[at + 1 :]
        if not rest or not label:
            return [], tokens
        if label[-1].of("lvl") and not label[-1].name and len(label) <= 6 and _proper_names(rest):
            return [], [
                *label,
                *_named(label[-1], rest),
            ]  # "UBND các xã: Tân An, Tân Bình …": the colon only opens their names
        if not predicates(rest) and not predicates(label) and rest[-1].text != ":" and len(rest) < 40:
            return [], [*label, Token(token.start, token.end, ",", {"sign": ","}), *rest]
        steered = any(token.means.keys() & {"stop", "only", "forbid", "enc", "limit"} for token in label) and any(
            "act" in token.means or "obj" in token.means for token in label
        )
        if steered and not any(
            token.means.keys() & {"stop", "only", "forbid", "enc", "limit", "act"} and "fill" not in token.means
            for token in rest
        ):
            return [], [*label, Token(token.start, token.end, ",", {"sign": ","}), *rest]
        return label, rest
    return [], tokens


def _proper_names(tokens: list[Token]) -> bool:
    """Whether a stretch opens with proper names, whose first word the colon hides."""
    return "name" in tokens[0].means or (not tokens[0].means and len(tokens) > 1 and "name" in tokens[1].means)


def _named(head: Token, rest: list[Token]) -> list[Token]:
    """The tokens behind a list of names that a colon opens; the names go to their head."""
    last = 0
    words: list[str] = []
    for at, token in enumerate(rest):
        if at == 0 or "name" in token.means:
            words.append(token.means.get("name") or token.text.capitalize())
            last = at + 1
        elif token.text in (",", "và") and at + 1 < len(rest) and "name" in rest[at + 1].means:
            words.append(token.text)
        else:
            break
    head.name = " ".join(words).replace(" ,", ",")
    head.end = rest[last - 1].end
    return rest[last:]


def spliced(tokens: list[Token], verbal: list[list[Token]]) -> list[Token]:
    """The tokens with parentheses that hold no verb left in place, and those that do left out."""
    gone = {id(token) for part in verbal for token in part}
    return [token for token in tokens if id(token) not in gone]
