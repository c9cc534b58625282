"""How sure a rule is: every word of its clause taken, known as filler, or left over and named in a question."""

from __future__ import annotations

from typing import Any, Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.letter_parts import Letter
from motcua.rulebook.reading.frames.tokens import Token, leftovers

_NUMBERED: Final = frozenset(cues("certainty", "numbered"))
_COUNTED: Final = frozenset(cues("certainty", "counted"))

_MEANING: Final = (
    "except",
    "only",
    "neg",
    "alone",
    "event",
    "date",
    "weekday",
    "hours",
    "percent",
    "field_word",
    "rest",
    "if",
)
_RESTRICTIONS: Final = frozenset({"closed", "only", "fallback", "discouraged"})
MOST_WORDS: Final = 8


def left_over(frame: Frame) -> list[Token]:
    """The words of a clause that carry meaning and that no slot took."""
    out: list[Token] = []
    for token in leftovers(frame.tokens):
        if (
            token.means.keys() == {"name"}
            or "portfolio" in token.means
            or "cite" in token.means
            or "phone" in token.means
        ):
            continue
        if token.name and _whose(frame, token):
            out.append(token)
            continue
        if token.means.keys() & {"number"} and _harmless(frame, token):
            continue
        if (
            token.means
            and not token.means.keys() & set(_MEANING)
            and token.means.keys()
            & {
                "quantity",
                "person",
                "shop",
                "lvl",
                "body",
                "help",
                "announce",
                "may",
                "also",
                "month",
                "duty",
                "item",
                "delegate",
                "must",
                "keep",
                "usual",
                "purpose",
                "reason",
            }
        ):
            continue
        out.append(token)
    return out


def limits_left_over(frame: Frame) -> list[Token]:
    """Words of the clause before that limit it and that no slot took: "đối với 25 dịch vụ tại Phụ lục; chỉ nhận …"."""
    if frame.limited_by is None:
        return []
    texts = [token.text for token in frame.limited_by.tokens]
    if "đối với" not in texts:
        return []
    start = frame.limited_by.tokens[texts.index("đối với")].start
    return [token for token in left_over(frame.limited_by) if token.start > start]


def _whose(frame: Frame, token: Token) -> bool:
    """ "hồ sơ của Sở Xây dựng": whose papers are meant, which no slot holds."""
    at = frame.tokens.index(token)
    return at > 0 and frame.tokens[at - 1].text in ("của", "thuộc")


def _harmless(frame: Frame, token: Token) -> bool:
    """A number of an address, a list or a length says nothing that a rule needs."""
    at = frame.tokens.index(token)
    before = frame.tokens[at - 1].text if at else ""
    behind = frame.tokens[at + 1].text if at + 1 < len(frame.tokens) else ""
    return before in _NUMBERED or behind in (_COUNTED | {".", ""})


def confidence(draft: RuleDraft, letter: Letter, loose_period: bool) -> tuple[str, list[tuple[str, dict[str, str]]]]:
    """ "certain" or "unsure", and the questions that stand behind the doubt."""
    asked = list(draft.questions)
    left = left_over(draft.frame) + limits_left_over(draft.frame)
    doubtful = bool(draft.doubts)
    if left:
        words = ", ".join(dict.fromkeys(token.text for token in left[:MOST_WORDS]))
        asked.append(("left_over", {"words": words}))
        doubtful = True
    for field in draft.frame.conditions.unsure:
        asked.append(("which_field", {"field": field.partition(":")[2]}))
        doubtful = True
    if draft.frame.qualified:
        asked.append(("which_units", {}))
        doubtful = True
    if draft.when.get("unit_names"):
        asked.append(("which_unit", {"unit": ", ".join(draft.when["unit_names"])}))
        doubtful = True
    if draft.period is not None and draft.period.event:
        asked.append(("event_end", {"event": draft.period.event}))
        doubtful = True
    if any(token.folded for token in draft.frame.tokens) or letter.spoilt:
        asked.append(("accents", {}))
        doubtful = True
    if draft.period is None and loose_period and _restricts(draft):
        asked.append(("which_period", {}))
        doubtful = True
    if any(name in ("half_day",) for name, _ in asked):
        doubtful = True
    if doubtful and not asked:
        asked.append(("right_reading", {}))
    return ("unsure" if doubtful else "certain"), asked


def _restricts(draft: RuleDraft) -> bool:
    value: Any = draft.value
    return (
        value in _RESTRICTIONS
        if isinstance(value, str)
        else draft.point.endswith((".days", ".hours", ".cap")) or draft.point == "unit.closed"
    )
