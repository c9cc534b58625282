"""Clean typed text for rows, slips and messages."""

from __future__ import annotations

import unicodedata
from typing import Any

from motcua.refusals import InvalidInput

LONGEST_SENTENCE = 300


def sentence(text: str) -> str:
    """One line that ends like a sentence, short enough for a message; "" stays ""."""
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST_SENTENCE else line[: LONGEST_SENTENCE - 1] + "…"
    return line if not line or line[-1] in ".!?…" else f"{line}."


def reason_of(text: str, message: str, *, longest: int = 2000) -> str:
    """Clean a required reason. Raises InvalidInput({"reason": message}) when it is blank."""
    why = long_text(text, longest)
    if not why:
        raise InvalidInput({"reason": message})
    return why


def refusal_of(reason: str, legal_basis: str) -> tuple[str, str]:
    """Reason and legal basis of a refusal (Decree 61/2018 Art. 17.1, 19.8); InvalidInput where either is missing."""
    why, basis = long_text(reason, 2000), long_text(legal_basis, 500)
    errors = {}
    if len(why) < 10:
        errors["reason"] = "Hãy ghi rõ lý do từ chối để người nộp hiểu và biết phải làm gì."
    if not basis:
        errors["legal_basis"] = "Hãy ghi căn cứ pháp lý (số văn bản, điều, khoản)."
    if errors:
        raise InvalidInput(errors)
    return why, basis


def one_line(value: Any, longest: int) -> str:
    """One line of text: NFC, without control and invisible formatting characters, cut at `longest`."""
    text = unicodedata.normalize("NFC", str(value or ""))
    kept = "".join(" " if mark.isspace() else mark for mark in text if mark.isspace() or _visible(mark))
    return " ".join(kept.split())[:longest]


def long_text(value: Any, longest: int) -> str:
    """Text of several lines, cleaned as `plain_text` is; lines are kept."""
    lines = [one_line(line, longest) for line in str(value or "").replace("\r", "\n").split("\n")]
    return "\n".join(line for line in lines if line)[:longest]


def _visible(mark: str) -> bool:
    # Zero-width joiners (Cf) build emoji and some scripts, but bidirectional overrides (Cf too) can turn a line around.
    return unicodedata.category(mark) not in {"Cc", "Cs", "Co", "Cn", "Cf"}
