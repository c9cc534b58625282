from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.vietnamese import (
    fold,
    money_in_words,
    number_in_words,
    say_day,
    say_left,
    say_moment,
    say_money,
    say_time,
    sort_key,
)

from .calendars import at


def test_moments_as_people_say_them():
    assert say_moment(at("2020-03-31 10:30")) == "10 giờ 30, thứ Ba 31/3"
    assert say_moment(at("2020-03-27 17:05")) == "17 giờ 05, thứ Sáu 27/3"
    assert say_moment(datetime(2020, 3, 31, 3, 30, tzinfo=UTC), year=True) == "10 giờ 30, thứ Ba 31/3/2020"
    assert say_time(time(7)) == "7 giờ"
    assert say_day(date(2020, 4, 5)) == "Chủ nhật 5/4"
    with pytest.raises(ValueError, match="múi giờ"):
        say_moment(datetime(2020, 3, 31))


@pytest.mark.parametrize(
    ("minutes", "per_day", "words"),
    [
        (960, 480, "còn 2 ngày làm việc"),
        (959, 480, "còn 1 ngày làm việc"),
        (450, 450, "còn 1 ngày làm việc"),
        (450, 480, "còn 7 giờ làm việc"),
        (59, 480, "còn 59 phút"),
        (0, 480, "đến hạn"),
        (-1, 480, "quá hạn 1 phút"),
        (-61, 480, "quá hạn 1 giờ làm việc"),
        (-1000, 480, "quá hạn 2 ngày làm việc"),
    ],
)
def test_time_left(minutes, per_day, words):
    assert say_left(minutes, per_day) == words


def test_money():
    assert say_money(1_250_000) == "1.250.000 đ"
    assert say_money(0) == "0 đ"
    assert say_money(-5_000) == "-5.000 đ"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (4, "Bốn đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (25, "Hai mươi lăm đồng"),
        (91, "Chín mươi mốt đồng"),
        (100, "Một trăm đồng"),
        (101, "Một trăm linh một đồng"),
        (104, "Một trăm linh tư đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (111, "Một trăm mười một đồng"),
        (121, "Một trăm hai mươi mốt đồng"),
        (555, "Năm trăm năm mươi lăm đồng"),
        (1_000, "Một nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (8_000, "Tám nghìn đồng"),
        (21_021, "Hai mươi mốt nghìn không trăm hai mươi mốt đồng"),
        (1_250_000, "Một triệu hai trăm năm mươi nghìn đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (2_000_000_021, "Hai tỷ không trăm hai mươi mốt đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
        (-15_000, "Âm mười lăm nghìn đồng"),
    ],
)
def test_amounts_in_words(amount, words):
    assert money_in_words(amount) == words


def test_the_south_says_le():
    assert money_in_words(105, zero_tens="lẻ") == "Một trăm lẻ năm đồng"


_WORTH = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def heard(words: str) -> int:
    """Understand a number in words, the way a listener does; written apart from the code it checks."""
    total = part = group = 0
    for word in words.split():
        if word in _WORTH:
            group += _WORTH[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group = group // 100 * 100 + group % 100 * 10
        elif word == "trăm":
            group *= 100
        elif word in ("nghìn", "triệu"):
            part, group = part + group * (1_000 if word == "nghìn" else 1_000_000), 0
        elif word == "tỷ":
            total, part, group = (total + part + group) * 1_000_000_000, 0, 0
        else:
            assert word == "linh"
    return total + part + group


@given(st.integers(0, 10**15))
def test_a_listener_hears_the_same_number(value):
    assert heard(number_in_words(value)) == value


def test_search_without_marks():
    assert fold("Đăng ký  KHAI SINH") == "dang ky khai sinh"
    assert fold("đường Nguyễn Huệ") == "duong nguyen hue"


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_the_order_of_the_dictionary():
    tones = ["la", "là", "lả", "lã", "lá", "lạ"]
    letters = ["an", "án", "anh", "ăn", "ấn", "da", "đa", "em", "ếch", "o", "ô", "ơ", "u", "ư"]
    for words in (tones, letters):
        backwards = [*words]
        backwards.reverse()
        assert sorted(backwards, key=sort_key) == words
    assert sorted(["Phòng 10", "Phòng 2"], key=sort_key) == ["Phòng 2", "Phòng 10"]
    assert sorted(["an ninh", "án binh", "an bình"], key=sort_key) == ["an bình", "an ninh", "án binh"]


def test_composed_and_decomposed_letters_sort_alike():
    assert sort_key("Hà Giang") == sort_key("Hà Giang")


@given(st.text(max_size=40))
def test_a_key_is_ascii_so_that_bytes_order_it(text):
    assert sort_key(text).isascii()
