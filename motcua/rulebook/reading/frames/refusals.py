"""Orders not to take papers that lack something, or that come out of hours: they close nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.tokens import Token

_WHOEVER: Final = frozenset(cues("refusals", "whoever"))
_REFUSALS: Final = frozenset({"not", "must_not", "forbid", "stop", "not_yet"})
_ACTED: Final = frozenset({"receive", "return", "transact", "operate", "take", "give"})


def refuse_faulty(frame: Frame, tokens: Sequence[Token]) -> None:
    """An order not to take papers that lack something, or that come out of hours, closes nothing."""
    if tokens and tokens[0].text in _WHOEVER and sum(bool(token.of("neg")) for token in tokens) > 1:
        for act in frame.acts:  # "ai không đặt lịch sẽ không được phục vụ"
            if _REFUSALS & set(act.modals):
                act.blocked = act.blocked or "faulty"
    for token in tokens:
        if "faulty" not in token.means:
            continue
        last = next((act for act in reversed(frame.acts) if act.token.start < token.start), None)
        if last is not None and last.kind in _ACTED and _REFUSALS & set(last.modals):
            last.blocked = last.blocked or "faulty"
            token.taken = True
