"""The card's code as scanners type it: whole, with parts missing, by another table of letters, without marks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.identity_card import looks_scanned, read_card_text

WHOLE = "002190777888|073000123|Lầu Thị Súng|05021990|Nữ|Thôn Má Lầu, xã Lũng Cú, Đồng Văn|01012020"


def _by_table(text: str, table: str) -> str:
    """The text's UTF-8 bytes shown letter by letter by another table; bytes without a sign as they are."""
    shown = []
    for byte in text.encode():
        try:
            shown.append(bytes([byte]).decode(table))
        except UnicodeDecodeError:
            shown.append(chr(byte))
    return "".join(shown)


def test_a_whole_card() -> None:
    card = read_card_text(WHOLE)
    assert (card.number, card.old_number, card.full_name) == ("002190777888", "073000123", "Lầu Thị Súng")
    assert (card.born, card.sex, card.issued_on) == (date(1990, 2, 5), "female", date(2020, 1, 1))
    assert card.is_whole
    assert not card.unreadable
    assert not card.unmarked


@pytest.mark.parametrize("table", ["cp1252", "cp1258", "latin-1"])
def test_letters_shown_by_another_table_are_put_right(table: str) -> None:
    typed = _by_table(WHOLE, table)
    assert typed != WHOLE
    assert read_card_text(typed) == read_card_text(WHOLE)


@given(st.text("aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ ", min_size=3, max_size=30))
def test_every_vietnamese_letter_comes_through_windows_1258(name: str) -> None:
    card = f"002190777888||{name}|05021990|Nữ|Má Lầu|01012020"
    assert read_card_text(_by_table(card, "cp1258")).full_name == read_card_text(card).full_name


@pytest.mark.parametrize("typed", [f"\ufeff{WHOLE}", f"{WHOLE}\r\n", f"{WHOLE}   ", f"\ufeff  {WHOLE}\t\r"])
def test_what_stands_around_does_not_matter(typed: str) -> None:
    assert looks_scanned(typed)
    assert read_card_text(typed).number == "002190777888"
    assert read_card_text(typed).issued_on == date(2020, 1, 1)


def test_a_scanner_that_drops_marks_is_told_of() -> None:
    card = read_card_text("002190777888||Lau Thi Sung|05021990|Nu|Thon Ma Lau|01012020")
    assert (card.full_name, card.sex, card.unmarked) == ("Lau Thi Sung", "female", True)


@pytest.mark.parametrize(
    ("typed", "number", "name"),
    [
        ("002190777888||Lầu Thị Súng|05021990|Nữ|Má Lầu|01012020", "002190777888", "Lầu Thị Súng"),
        ("002190777888|||05021990|Nữ", "002190777888", ""),
        ("002190777888|", "002190777888", ""),
        ("|073000123|Lầu Thị Súng|05021990|", "", "Lầu Thị Súng"),
        ("00219O777888||Lầu Thị Súng", "", "Lầu Thị Súng"),
    ],
    ids=["no old number", "no name", "cut off", "no number", "a letter in the number"],
)
def test_missing_parts_are_left_blank(typed: str, number: str, name: str) -> None:
    card = read_card_text(typed)
    assert (card.number, card.full_name) == (number, name)


@given(st.text(max_size=600))
def test_nothing_scanned_breaks_the_reading(text: str) -> None:
    card = read_card_text(text)
    assert card.number == "" or card.number.isdecimal()
