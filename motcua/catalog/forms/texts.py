"""Make typed text plain: without control characters and invisible spaces."""

from __future__ import annotations

from typing import Any, Final

LONGEST_TEXT: Final = 500
_LONGEST_RAW: Final = 50_000


def plain_text(raw: Any, *, lines: bool = False) -> str:
    """The text without control characters and half characters, spaces tidied; line ends kept where asked.

    Anything that is not text or a number becomes "".
    """
    if raw is None or not isinstance(raw, str | int | float):
        return ""
    text = str(raw)[:_LONGEST_RAW]
    kept = "".join(sign for sign in text if (sign.isprintable() or sign.isspace()) and not "\ud800" <= sign <= "\udfff")
    if lines:
        return "\n".join(" ".join(line.split()) for line in kept.splitlines()).strip()
    return " ".join(kept.split())
