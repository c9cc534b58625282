"""Orders sentence by sentence: what offices are told to do, and the sentences with an order that nothing took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.rulebook.reading.frames.cues import pattern
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.letter_parts import Letter, Sentence
from motcua.rulebook.reading.normalise import fold_letters
from motcua.rulebook.reading.parts import Span, Unread

_CLOSING: Final = pattern("closing_sentence")
_CLOSES: Final = pattern("closing_order")
_TELLING: Final = pattern("closing_notice")
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
    unread += [Unread(ref, span) for ref, span in letter.passed]
    for sentence in letter.sentences:
        heading = sentence.tokens[-1].text == ":"
        words = fold_letters(letter.text[sentence.span[0] : sentence.span[1]])
        closes = len(words) < 420 and (_CLOSES.match(words) or _TELLING.match(words))
        if sentence.preamble or heading or closes or _CLOSING.match(words) or _in_table(letter.text, sentence.span[0]):
            continue
        told = [frame for frame in sentence.frames if _tells(frame)]
        if told:
            start = min(sentence.span[0], *(frame.span[0] for frame in told))
            end = max(frame.span[1] for frame in told)
            first = next((act for frame in told for act in frame.acts if not act.blocked), None)
            orders.append(Order(sentence.ref, (start, max(end, sentence.span[1])), first.token.text if first else ""))
            orders += _parts(sentence, told)
            for frame in sentence.frames:
                covered = any(low < frame.span[1] and frame.span[0] < high for low, high in held)
                if not _tells(frame) and not frame.past and not covered and len(frame.tokens) >= _SHORT:
                    unread.append(Unread(sentence.ref, frame.span))
        elif not any(low < sentence.span[1] and sentence.span[0] < high for low, high in held) and _wants(sentence):
            unread.append(Unread(sentence.ref, sentence.span))
    return tuple(orders), tuple(unread)


def _in_table(text: str, at: int) -> bool:
    """Whether a place lies in a row of bars."""
    start = text.rfind("\n", 0, at) + 1
    return "|" in text[start:at] or text[start : start + 1] == "|"


def _parts(sentence: Sentence, told: list[Frame]) -> list[Order]:
    """The clauses of a long sentence, each an order of its own."""
    if len(told) < 2:
        return []
    return [Order(sentence.ref, frame.span, frame.acts[0].token.text if frame.acts else "") for frame in told]


def _tells(frame: Frame) -> bool:
    """Whether a clause tells somebody to do something: a task, an act of the shop, and nothing of the past."""
    if frame.past or (frame.open_question and not frame.acts):
        return False
    if frame.scopes:
        return not frame.has("from_issue")
    if frame.times.after:
        return True
    if any(act.blocked in ("", "task") and (set(act.modals) != {"may"} or act.kind != "task") for act in frame.acts):
        return True
    return bool(frame.times.periods) and any(token.text.endswith(" này") for token in frame.tokens)


def _wants(sentence: Sentence) -> bool:
    if any(frame.past for frame in sentence.frames):
        return False
    words = [token for token in sentence.tokens if token.text[0].isalnum()]
    return sum(len(word.text.split()) for word in words) >= _SHORT or any(
        word.means.keys() & set(_WANTS) for word in words
    )
