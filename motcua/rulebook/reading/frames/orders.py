"""Orders sentence by sentence: what offices are told to do, and the sentences with an order that nothing took."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.rulebook.reading.frames.clause import Frame
from motcua.rulebook.reading.frames.letter import Letter, Sentence
from motcua.rulebook.reading.parts import Span, Unread

_CLOSING: Final = re.compile(
    r"\W*(?:rất mong|trân trọng|trên đây|yêu cầu các (?:cơ quan|đơn vị|sở)[^.;]{0,120}nghiêm túc|đề nghị các (?:cơ quan|đơn vị)[^.;]{0,120}(?:nghiêm túc|quan tâm)|"
    r"trong quá trình thực hiện|nay thông báo|nơi nhận|kính (?:mong|đề nghị)[^.;]{0,60}thông cảm)",
    re.IGNORECASE,
)
_WANTS: Final = ("must", "forbid", "stop", "only", "enc", "limit", "keep", "neg", "may", "refuse", "resume")


_SHORT: Final = 6  # words of a heading


@dataclass(frozen=True, slots=True)
class Order:
    """One sentence, or part of one, that tells somebody to do something; `action` is the first task verb."""

    ref: str
    span: Span
    action: str


def read_orders(letter: Letter, ruled: Sequence[Span]) -> tuple[tuple[Order, ...], tuple[Unread, ...]]:
    """The orders of a letter and what stays unread, in the order of the text."""
    orders: list[Order] = []
    unread: list[Unread] = []
    held = sorted(ruled)
    for sentence in letter.sentences:
        heading = sentence.tokens[-1].text == ":"
        if sentence.preamble or heading or _CLOSING.match(letter.text[sentence.span[0] : sentence.span[1]]):
            continue
        told = [frame for frame in sentence.frames if _tells(frame)]
        if told:
            start = min(sentence.span[0], *(frame.span[0] for frame in told))
            end = max(frame.span[1] for frame in told)
            first = next((act for frame in told for act in frame.acts if not act.blocked), None)
            orders.append(Order(sentence.ref, (start, max(end, sentence.span[1])), first.token.text if first else ""))
            orders += _parts(sentence, told)
        elif not any(low < sentence.span[1] and sentence.span[0] < high for low, high in held) and _wants(sentence):
            unread.append(Unread(sentence.ref, sentence.span))
    return tuple(orders), tuple(unread)


def _parts(sentence: Sentence, told: list[Frame]) -> list[Order]:
    """The clauses of a long sentence, each an order of its own."""
    if len(told) < 2:
        return []
    return [Order(sentence.ref, frame.span, frame.acts[0].token.text if frame.acts else "") for frame in told]


def _tells(frame: Frame) -> bool:
    """Whether a clause tells somebody to do something: a task, an act of the shop, and nothing of the past."""
    if frame.past or frame.open_question and not frame.acts:
        return False
    if frame.scopes or frame.times.after:
        return True
    if any(act.blocked in ("", "task") for act in frame.acts):
        return True
    return bool(frame.times.periods) and any(one.text.endswith(" này") for one in frame.tokens)


def _wants(sentence: Sentence) -> bool:
    if any(frame.past for frame in sentence.frames):
        return False
    words = [one for one in sentence.tokens if one.text[0].isalnum()]
    return len(words) >= _SHORT or any(one.means.keys() & set(_WANTS) for one in words)
