"""What the words of modality before an act come to: "không" + "dừng" is no stop, "nghiêm cấm" + "từ chối" a guard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

CLOSED: Final = "closed"
GUARD: Final = "guard"
ONLY: Final = "only"
LIMIT: Final = "discouraged"
ENCOURAGED: Final = "encouraged"
RESUME: Final = "resume"
KEEP: Final = "keep"
MUST: Final = "must"
MAY: Final = "may"
PLAIN: Final = "plain"
NOTHING: Final = ""

_STOPS: Final = frozenset({"stop", "close", "rest"})


def steered(modals: Iterable[str]) -> str:
    """One word for what the modality says of its act; "" where it orders nothing of the channel."""
    words = set(modals)
    if "past" in words or "need_not" in words or "about" in words:
        return NOTHING
    stops, hinders = words & _STOPS, words & {"refuse", "limit"}
    if "let_not" in words:
        return GUARD if stops or hinders else NOTHING  # "không để người dân đến mà không có người nhận"
    if "forbid" in words or "must_not" in words:
        if stops or hinders:
            return GUARD
        return CLOSED if "must_not" in words and not words & {"must", "only", "enc"} else NOTHING
    if "not_yet" in words and not stops and "refuse" not in words:
        return CLOSED if not words & {"limit", "must", "enc", "only", "keep"} else NOTHING
    if "not" in words:
        if stops or "refuse" in words:
            return GUARD
        return NOTHING if words & {"limit", "must", "enc", "only"} else CLOSED
    if stops:
        return NOTHING if "perhaps" in words else CLOSED
    for word, meaning in (("only", ONLY), ("limit", LIMIT), ("enc", ENCOURAGED), ("resume", RESUME)):
        if word in words:
            return meaning
    if "refuse" in words:
        return NOTHING
    if words & {"keep", "usual"}:
        return KEEP
    return MUST if "must" in words else MAY if words & {"may", "perhaps"} else PLAIN
