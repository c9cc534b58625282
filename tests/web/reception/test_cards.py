"""Identity cards as scanners type them: whole, with parts missing, in odd encodings, or not readable at all."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.web.reception.cards import looks_scanned, read_card

WHOLE = "002190777888|073000123|Lầu Thị Súng|05021990|Nữ|Thôn Má Lầu, Đồng Văn|01012020"


def test_a_whole_card() -> None:
    card = read_card(WHOLE)
    assert (card.id_number, card.old_number, card.full_name) == ("002190777888", "073000123", "Lầu Thị Súng")
    assert (card.born, card.address, card.problem) == (date(1990, 2, 5), "Thôn Má Lầu, Đồng Văn", "")


@pytest.mark.parametrize(
    "typed",
    [
        WHOLE.replace("|", "¦"),
        WHOLE.replace("|", "\t"),
        WHOLE.replace("|", "｜"),
        unicodedata.normalize("NFD", WHOLE),
        WHOLE.encode().decode("latin-1"),
        WHOLE.replace("Lầu Thị Súng", "LẦU THỊ SÚNG"),
        WHOLE.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        f"  {WHOLE}\r",
        f"{WHOLE}||Lầu Mí Chá|Vàng Thị Mai|",  # the newer card tells parents too
    ],
    ids=["broken bar", "tab", "wide bar", "decomposed", "latin-1", "capitals", "wide digits", "spaces", "newer"],
)
def test_the_same_card_typed_otherwise(typed: str) -> None:
    assert looks_scanned(typed)
    card = read_card(typed)
    assert (card.id_number, card.full_name) == ("002190777888", "Lầu Thị Súng")
    assert (card.address, card.born, card.problem) == ("Thôn Má Lầu, Đồng Văn", date(1990, 2, 5), "")


@pytest.mark.parametrize(
    ("typed", "old", "born", "address"),
    [
        ("002190777888||Lầu Thị Súng|05021990|Nữ|Má Lầu|01012020", "", date(1990, 2, 5), "Má Lầu"),
        ("002190777888||Lầu Thị Súng|1990|Nữ|Má Lầu", "", None, "Má Lầu"),
        ("002190777888||Lầu Thị Súng|31021990||", "", None, ""),
        ("002190777888|12|Lầu Thị Súng", "", None, ""),
    ],
    ids=["no old number", "a year alone", "no such day", "cut off"],
)
def test_missing_parts_are_left_blank(typed: str, old: str, born: date | None, address: str) -> None:
    card = read_card(typed)
    assert (card.full_name, card.old_number, card.born, card.address) == ("Lầu Thị Súng", old, born, address)


@pytest.mark.parametrize("name", ["L?u Th? S�ng", "", "05021990", "Lầu 7 Súng"])
def test_a_name_that_cannot_be_read_is_asked_for(name: str) -> None:
    card = read_card(f"002190777888||{name}|05021990|Nữ|Má Lầu")
    assert (card.id_number, card.full_name) == ("002190777888", "")
    assert "gõ họ tên" in card.problem


@pytest.mark.parametrize("number", ["00219077788", "0021907778881", "002190O77888", ""])
def test_without_a_sound_number_nothing_is_taken(number: str) -> None:
    card = read_card(f"{number}|073000123|Lầu Thị Súng|05021990|Nữ|Má Lầu")
    assert (card.id_number, card.full_name, card.address) == ("", "", "")
    assert "quét lại" in card.problem


def test_a_number_that_disagrees_with_the_birth_is_told() -> None:
    assert "năm sinh" in read_card("002185777888||Lầu Thị Súng|05021990|Nữ|Má Lầu").problem


@pytest.mark.parametrize("typed", ["Lầu Thị Súng", "002190777888", "0912 345 678", "", "a|b"])
def test_what_a_person_types_is_no_card(typed: str) -> None:
    assert not looks_scanned(typed)


@given(st.text(max_size=500))
def test_nothing_scanned_breaks_the_reading(text: str) -> None:
    card = read_card(text)
    assert bool(card.id_number) or card.problem
