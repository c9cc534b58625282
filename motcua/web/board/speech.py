"""The Vietnamese sentences that a board's voice says; digits are said one by one."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def say_code(code: str) -> str:
    """A ticket's code letter by letter and digit by digit: "A012" → "A không một hai"."""
    return " ".join(_DIGITS[int(sign)] if sign in "0123456789" else sign for sign in code if not sign.isspace())


def say_call(code: str, counter: int) -> str:
    """The call of a ticket to a counter: "Mời số A không một hai đến quầy số 3"."""
    return f"Mời số {say_code(code)} đến quầy số {counter}"
