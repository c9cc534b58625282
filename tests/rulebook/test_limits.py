"""Reading limits as the national database of procedures writes them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.deadlines import Limit, Unit, parse_limit

PROCEDURES = Path(__file__).parents[2] / ".." / "shared" / "data" / "procedures_2642.csv"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("3 Ngày làm việc", Limit(3, Unit.WORKING_DAYS)),
        ("60 Ngày", Limit(60, Unit.DAYS)),
        ("8 Giờ", Limit(8, Unit.HOURS)),
        ("1,5 ngày làm việc", Limit("1.5", Unit.WORKING_DAYS)),
        ("1.5 Ngày làm việc", Limit("1.5", Unit.WORKING_DAYS)),
        ("01 tháng", Limit(1, Unit.MONTHS)),
        ("6 Tháng", Limit(6, Unit.MONTHS)),
        ("2 năm", Limit(2, Unit.YEARS)),
        ("30 phút", Limit(30, Unit.MINUTES)),
        ("4 giờ làm việc", Limit(4, Unit.HOURS)),
        ("2 tuần", Limit(14, Unit.DAYS)),
        ("½ ngày", Limit(1, Unit.HALF_DAYS)),
        ("1/2 ngày làm việc", Limit(1, Unit.HALF_DAYS)),
        ("nửa ngày", Limit(1, Unit.HALF_DAYS)),
        ("01 buổi", Limit(1, Unit.HALF_DAYS)),
        ("Trong ngày", Limit(1, Unit.SAME_DAY)),
        ("Giải quyết ngay", Limit(1, Unit.SAME_DAY)),
        ("NGAY SAU KHI NHẬN ĐỦ HỒ SƠ", Limit(1, Unit.SAME_DAY)),
        ("Không quá 03 (ba) ngày làm việc", Limit(3, Unit.WORKING_DAYS)),
        ("trong thời hạn 15 ngày kể từ ngày nhận", Limit(15, Unit.DAYS)),
        ("3 ngay lam viec", Limit(3, Unit.WORKING_DAYS)),
        ("Giai đoạn 1: 5 ngày làm việc; giai đoạn 2: 3 ngày làm việc", Limit(8, Unit.WORKING_DAYS)),
        ("15 ngày + 5 ngày", Limit(20, Unit.DAYS)),
    ],
)
def test_read(text, limit):
    parsed = parse_limit(text)
    assert parsed.limit == limit
    assert parsed.reason == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Không ghi thời hạn."),
        ("45", "không ghi đơn vị"),
        ("1,5", "không ghi đơn vị"),
        ("Ngày", "Không nhận ra"),
        ("theo quy định", "Không nhận ra"),
        ("30 ngày + 5 ngày làm việc", "đơn vị khác nhau"),
        ("7 ngày làm việc đối với hồ sơ mới, 5 ngày làm việc đối với hồ sơ đổi", "nhiều trường hợp"),
        ("10 - 15 ngày", "một khoảng"),
        ("5 đến 7 ngày làm việc", "một khoảng"),
        ("0 ngày", "lớn hơn 0"),
        ("999999 ngày", "quá dài"),
    ],
)
def test_not_guessed(text, reason):
    parsed = parse_limit(text)
    assert parsed.limit is None
    assert reason in parsed.reason


def test_stages_of_a_composite_are_kept_for_the_person_who_chooses():
    parsed = parse_limit("30 ngày + 5 ngày làm việc")
    assert parsed.stages == (Limit(30, Unit.DAYS), Limit(5, Unit.WORKING_DAYS))


def test_equal_limits_are_equal_however_written():
    assert Limit("3.0") == Limit(3)
    assert str(Limit(60, Unit.DAYS).value) == "60"
    assert Limit("1.5").words == "1,5 ngày làm việc"
    assert Limit(5, Unit.SAME_DAY) == Limit(1, Unit.SAME_DAY)


@given(st.integers(1, 365), st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS, Unit.HOURS, Unit.MINUTES]))
def test_what_we_write_we_read(value, unit):
    assert parse_limit(Limit(value, unit).words).limit == Limit(value, unit)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_reason(text):
    parsed = parse_limit(text)
    assert (parsed.limit is None) == bool(parsed.reason)


def test_the_national_list():
    if not PROCEDURES.exists():
        pytest.skip("the research data is not beside this repository")
    with PROCEDURES.open(encoding="utf-8") as lines:
        texts = [row["thoi_gian_truc_tiep"] for row in csv.DictReader(line for line in lines if line[0] != "#")]
    parsed = [(text, parse_limit(text)) for text in texts if text.strip()]
    with_unit = [one for text, one in parsed if any(letter.isalpha() for letter in text)]
    assert len(with_unit) > 2000
    assert all(one.limit for one in with_unit)
    assert all("đơn vị" in one.reason for text, one in parsed if not any(letter.isalpha() for letter in text))
