"""What a word means by those beside it: a verb or a noun, an act of the shop or another trade's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.frame import Act, Frame
from motcua.rulebook.reading.frames.tokens import Token

_BEFORE_NOUNS: Final = frozenset(cues("neighbours", "before_nouns"))
_SOCIAL: Final = frozenset(cues("neighbours", "social"))
_DECIDING: Final = frozenset(cues("neighbours", "deciding"))
_PROPOSING: Final = frozenset(cues("neighbours", "proposing"))
_FREELY: Final = frozenset(cues("neighbours", "freely"))
_GIVING_BACK: Final = frozenset(cues("neighbours", "giving_back"))


def beside_person(tokens: Sequence[Token], at: int) -> bool:
    """ "tổ chức" is somebody, not a verb, beside other people: "tổ chức, công dân"."""
    near = [*tokens[max(0, at - 3) : at], *tokens[at + 1 : at + 4]]
    return any("person" in token.means for token in near) or any(
        token.text in _SOCIAL for token in tokens[at + 1 : at + 2]
    )


def beside_encouraging(tokens: Sequence[Token], at: int) -> bool:
    """ "khuyến khích và hướng dẫn": the second verb helps the first."""
    return at > 1 and tokens[at - 1].text in ("và", ",") and "enc" in tokens[at - 2].means


def right_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but small words stands between a word of stopping or denying and this one."""
    for token in reversed(tokens[max(0, at - 6) : at]):
        if token.means.keys() & {"neg", "stop", "limit", "forbid"}:
            return True
        if "fill" not in token.means or token.text == ",":
            return False
    return False


def as_act(tokens: Sequence[Token], at: int) -> bool:
    """A word of two uses that is an act here."""
    return (
        "act" in tokens[at].means and "fill" not in tokens[at].means and not ({"stop", "enc"} & tokens[at].means.keys())
    )


def verb_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb follows within four words, before a comma."""
    for token in tokens[at + 1 : at + 5]:
        if token.text == ",":
            return False
        if token.means.keys() & {"act", "stop", "limit"} or (
            token.means.keys() & {"task"} and "fill" not in token.means
        ):
            return True
    return False


def task_here(tokens: Sequence[Token], at: int) -> bool:
    """A word that may be a mere filler is a task verb at the head of its clause or behind a word of modality."""
    before = [token for token in tokens[:at] if token.text not in (",", "-", "+", "*", ":")]
    if not before:
        return True
    return (
        bool(before[-1].means.keys() & {"must", "keep", "person", "body", "shop", "lvl", "forbid", "neg", "name"})
        or before[-1].text == "thì"
    )


def resolved_act(frame: Frame, tokens: Sequence[Token], at: int, kind: str) -> str:
    """ "nhận", "lấy", "trả", "giao" by what stands behind them; "" where they are no act of the shop."""
    token = tokens[at]
    ahead = tokens[at + 1].means if at + 1 < len(tokens) else {}
    if kind == "take" and "task" in ahead and "fill" not in ahead:
        return ""  # "nhận giữ xe": another thing is undertaken
    for step, word in enumerate(tokens[at + 1 : at + 7]):
        if word.of("act") == "give" and kind == "take":
            return "receive"
        if word.of("obj") == "result":
            return "return"
        if word.of("obj") == "dossier":
            return (
                "receive"
                if kind == "take" and token.text != "lấy"
                else ("return" if token.text in _GIVING_BACK else "")
            )
        if word.of("quantity") == "tickets" and step < 2:
            return "ticket"
        if word.text == "," or word.means.keys() & {"stop", "task"}:
            break
    if token.text == "lấy":
        return ""
    if kind == "give":
        return (
            "return"
            if token.text == "trả"
            and ("result" in frame.objects or any("chan" in token.means for token in tokens[at + 1 : at + 5]))
            else ""
        )
    if "result" in frame.objects and "dossier" not in frame.objects:
        return "return"
    return "receive"


def is_noun(tokens: Sequence[Token], at: int) -> bool:
    """ "thời gian làm việc", "lịch trực", "ngày làm việc", "hoạt động vui chơi": a noun, no act."""
    before = tokens[at - 1].text if at else ""
    return before in _BEFORE_NOUNS


def left_to_them(tokens: Sequence[Token], at: int) -> bool:
    """ "UBND các xã quyết định việc tạm dừng", "chủ động tạm dừng": whether a stop is theirs to decide."""
    before = tokens[at - 1] if at else None
    if before is not None and before.text in ("việc", "về việc") and at > 1:
        before = tokens[at - 2]
    if before is None or "delegate" not in before.means:
        return False
    if before.text not in _DECIDING:
        return True
    earlier = tokens[: at - 1]
    return any(token.text in _FREELY or token.means.keys() & {"lvl"} or token.of("body") == "head" for token in earlier)


def proposed(task: Act | None, tokens: Sequence[Token], at: int) -> bool:
    """ "xây dựng phương án chỉ tiếp nhận …", "đề xuất việc không thu …": what is worked out is not ordered yet."""
    if task is None or task.token.text not in _PROPOSING:
        return False
    return not any(token.text in (",", ";") for token in tokens[max(0, at - 12) : at] if token.start > task.token.start)


def of_a_thing(tokens: Sequence[Token], at: int) -> bool:
    """ "hoạt động trang Zalo", "vận hành camera": what runs is a thing, named right behind its verb."""
    ahead = tokens[at + 1] if at + 1 < len(tokens) else None
    if ahead is None:
        return False
    unknown = not ahead.means and ahead.text.isalpha()
    return unknown or bool(ahead.means.keys() & {"announce", "help", "other"})
