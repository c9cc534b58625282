"""How a call sounds: letter by letter, digit by digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.web.board.speech import say_call, say_code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("A012", "A không một hai"),
        ("B105", "B một không năm"),
        ("UT998", "U T chín chín tám"),
        ("A1000", "A một không không không"),
    ],
)
def test_a_code_is_said_sign_by_sign(code: str, words: str) -> None:
    assert say_code(code) == words


def test_a_call_names_code_and_counter() -> None:
    assert say_call("A012", 3) == "Mời số A không một hai đến quầy số 3"


@given(st.integers(0, 99_999))
def test_no_two_numbers_sound_alike(number: int) -> None:
    digits = {
        "không": "0",
        "một": "1",
        "hai": "2",
        "ba": "3",
        "bốn": "4",
        "năm": "5",
        "sáu": "6",
        "bảy": "7",
        "tám": "8",
        "chín": "9",
    }
    code = f"A{number:03d}"
    assert "A" + "".join(digits[word] for word in say_code(code).split()[1:]) == code
