"""The parts of a clause that order nothing themselves ("khi …", "để …", "đối với …"): where they begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.frame import Act
from motcua.rulebook.reading.frames.tokens import Token

_CASE_OPENERS: Final = frozenset(cues("sentences", "case_openers"))
_CARRYING_OUT: Final = frozenset(cues("subordinate_parts", "carrying_out"))
_TELLING_OF: Final = frozenset(cues("subordinate_parts", "telling_of"))


class ScanState:
    """What is known so far in the scan of a clause."""

    def __init__(self) -> None:
        self.pending: list[str] = []
        self.mode = ""
        self.before: tuple[str, ...] = ()
        self.task: Act | None = None
        self.object_of_other = False
        self.repeals = False  # "bãi bỏ Công văn số 12 … về việc …": all that follows is that letter's
        self.forbids = ""  # a prohibition holds for all that follows it in its clause


def is_subordinate(state: ScanState, tokens: Sequence[Token], at: int) -> bool:
    """Whether a token stands in a subordinate part; opens and closes such parts."""
    token = tokens[at]
    means = token.means
    if token.text in _CASE_OPENERS and any(token.means.keys() & {"act"} for token in tokens[:at]):
        state.mode = state.mode or "case"
    if token.text in _TELLING_OF and _behind_citation(tokens, at):
        state.repeals = tokens[0].of("neg") == "need_not"
        state.mode = "title"  # "Công văn số 12 … về việc tạm dừng …": what another letter is about
        token.taken = True
        return True
    opener = next((kind for kind in ("if", "purpose", "reason") if kind in means), "")
    agent = (
        token.text == "do" and at + 1 < len(tokens) and tokens[at + 1].means.keys() & {"body", "lvl", "shop", "person"}
    )
    if agent:
        token.taken = True
        return True
    if token.text == "để" and at and tokens[at - 1].text == "việc":
        return True
    if opener and not (opener == "if" and "act" in means):
        state.mode = opener
        token.taken = True
        return True
    if not state.mode:
        return False
    if state.mode == "case":
        if token.text in (",", ";") or means.keys() & {"stop", "only", "forbid", "enc", "limit", "must"}:
            state.mode = ""
        return False
    if state.mode in ("purpose", "reason") and "act" in means and token.text.startswith("được "):
        state.mode = ""  # "hồ sơ trễ hạn do sự cố được gia hạn"
        return False
    if state.forbids and means.keys() & {"refuse", "stop"}:
        state.mode = ""
        return False
    if token.text in ("thì",) or (token.text == "," and state.mode) or (token.text == "nên" and state.mode == "reason"):
        token.taken = True
        state.mode = ""
        return True
    if state.mode == "if" and means.keys() & {"must", "enc", "forbid", "only", "stop"} and at > 1:
        state.mode = ""
        return False
    if state.mode == "purpose" and means.keys() & {"forbid", "only"}:
        state.mode = ""
        return False
    if means.keys() & {
        "act",
        "task",
        "stop",
        "neg",
        "keep",
        "limit",
        "enc",
        "may",
        "refuse",
        "other",
        "past",
        "obj",
        "chan",
        "check",
        "person",
        "must",
        "resume",
    }:
        token.taken = True
        return True
    return False


def _behind_citation(tokens: Sequence[Token], at: int) -> bool:
    """Whether a document with its number stands right before, perhaps with its issuer; not one to be carried out."""
    for token in reversed(tokens[max(0, at - 8) : at]):
        if "cite" in token.means:
            return not any(one.text in _CARRYING_OUT for one in tokens[:at])
        if not (token.name or token.means.keys() & {"body", "lvl", "fill", "name", "date"}) or token.text in (",", ";"):
            return False
    return False
