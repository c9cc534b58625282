from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.people import checks

TODAY = date(2020, 3, 30)


@pytest.mark.parametrize("text", ["002195000017", " 002 195 000 017 ", "002.195.000.017", "012345678"])
def test_identity_numbers_of_12_and_9_digits_are_taken(text):
    checked = checks.id_number(text)
    assert checked.ok
    assert not checked.warning
    assert checked.value.isdigit()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "Hãy nhập"),
        ("12345", "5 chữ số"),
        ("00219500001A", "chỉ gồm chữ số"),
        ("0" * 200, "200"),
        ("²²²", "3 chữ số"),
    ],
)
def test_other_identity_numbers_are_refused_with_the_reason(text, word):
    checked = checks.id_number(text)
    assert not checked.ok
    assert word in checked.error


def test_an_unknown_place_code_only_warns():
    checked = checks.id_number("999195000017")
    assert checked.ok
    assert "999" in checked.warning


def test_a_number_that_disagrees_with_birth_or_sex_only_warns():
    assert "1995" in checks.id_number("002195000017", birth_date=date(1996, 1, 1)).warning
    assert "nữ" in checks.id_number("002195000017", sex="male").warning
    assert not checks.id_number("002195000017", birth_date=date(1995, 3, 8), sex="female").warning
    assert "2012" in checks.id_number("002212000017", birth_date=date(1912, 1, 1)).warning


@pytest.mark.parametrize(
    "code", ["0100109106", "0101243150", "0300588569", "0100686174", "0100109106-001", "0100109106001"]
)
def test_real_tax_codes_hold(code):
    assert checks.tax_code(code).ok


@pytest.mark.parametrize("code", ["0100109107", "0100109106-01", "abc", "", "01001091060", "1234567890"])
def test_tax_codes_with_a_wrong_digit_or_length_do_not(code):
    assert checks.tax_code(code).error


@given(st.integers(0, 10**9 - 1))
def test_at_most_one_last_digit_makes_a_tax_code(stem):
    assert sum(checks.tax_code(f"{stem:09d}{last}").ok for last in range(10)) <= 1


def test_a_dependent_unit_s_code_is_kept_with_its_hyphen():
    assert checks.tax_code("0100109106001").value == "0100109106-001"


@pytest.mark.parametrize("text", ["0912000017", "+84 912 000 017", "0912.000.017", "0912-000-017", "０９１２０００017"])
def test_one_mobile_however_written(text):
    assert checks.phone(text) == checks.Checked("0912000017")


def test_landlines_are_taken():
    assert checks.phone("02193866123").ok


@pytest.mark.parametrize("text", ["", "0212", "0112345678", "09120000177", "+1 202 555 0100", "không có"])
def test_other_numbers_are_refused(text):
    assert checks.phone(text).error


@pytest.mark.parametrize("text", ["a@b.vn", "ten.ho+x@mail.example.com"])
def test_good_addresses(text):
    assert checks.email(text).ok


@pytest.mark.parametrize(
    "text",
    ["", "a@b", "a b@c.vn", "a@@b.vn", "a..b@c.vn", ".a@b.vn", "a@-b.vn", "x" * 300 + "@b.vn", "a@b.vn\nBcc: c@d.vn"],
)
def test_bad_addresses(text):
    assert checks.email(text).error


@pytest.mark.parametrize(
    "text", ["31/3/1990", "31031990", " 31031990 ", "31-03-1990", "31.3.1990", "1990-03-31", " 31 / 3 / 1990 "]
)
def test_one_day_however_written(text):
    assert checks.birth_date(text, TODAY).value == date(1990, 3, 31)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("30/2/1990", "ngày/tháng/năm"),
        ("29/2/2019", "ngày/tháng/năm"),
        ("31/3/90", "ngày/tháng/năm"),
        ("hôm qua", "ngày/tháng/năm"),
        ("31021990", "ngày/tháng/năm"),
        ("19900331", "ngày/tháng/năm"),
        ("20101010", "ngày/tháng/năm"),
        ("3131990", "ngày/tháng/năm"),
        ("00000000", "ngày/tháng/năm"),
        ("31/3/2020", "tương lai"),
        ("1/1/1880", "130 năm"),
    ],
)
def test_days_that_cannot_be_a_birth(text, word):
    checked = checks.birth_date(text, TODAY)
    assert checked.value is None
    assert word in checked.error


def test_29_february_of_a_leap_year():
    assert checks.birth_date("29/2/2020", TODAY).ok


@given(st.text(max_size=60))
def test_nothing_typed_breaks_a_check(text):
    for check in (checks.id_number, checks.tax_code, checks.phone, checks.email):
        check(text)
    checks.birth_date(text, TODAY)


@given(st.dates(date(1895, 1, 1), TODAY))
def test_every_day_is_read_back(day):
    assert checks.read_date(f"{day.day}/{day.month}/{day.year}") == day
    assert checks.read_date(day.isoformat()) == day
    assert checks.read_date(f"{day:%d%m%Y}") == day
