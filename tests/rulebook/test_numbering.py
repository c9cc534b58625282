from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.numbering import (
    SECRET_ALPHABET,
    SECRET_BYTES,
    dossier_code,
    dossier_counter_key,
    is_unit_code,
    lookup_secret,
    normalise_secret,
    parse_dossier_code,
    show_secret,
    slip_counter_key,
    slip_number,
    ticket_counter_key,
)

DAY = date(2020, 3, 31)
units = st.sampled_from(["000.00.22.H22", "H22", "H22.22", "H22.22.01", "G09.20", "H22.227.01.02.999"])
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
secrets = st.binary(min_size=SECRET_BYTES, max_size=64).map(lookup_secret)


def test_both_shapes():
    assert dossier_code("000.00.22.H22", DAY, 1) == "000.00.22.H22-200331-0001"
    assert dossier_code("H22.22", DAY, 42) == "H22.22-200331-0042"


def test_past_9999_a_code_has_five_digits_and_says_so():
    code = dossier_code("H22.22", DAY, 10_000)
    assert code == "H22.22-200331-10000"
    assert parse_dossier_code(code).over
    assert not parse_dossier_code(dossier_code("H22.22", DAY, 9_999)).over


@pytest.mark.parametrize(
    ("unit", "day", "seq"),
    [
        ("h22", DAY, 1),
        ("Z22", DAY, 1),
        ("H22.", DAY, 1),
        ("H22.2", DAY, 1),
        ("000.00.22", DAY, 1),
        ("H22\n", DAY, 1),
        ("H٢٢", DAY, 1),
        ("H22", date(1999, 12, 31), 1),
        ("H22", DAY, 0),
        ("H22", DAY, 1_000_000),
    ],
)
def test_what_cannot_be_a_code_is_refused(unit, day, seq):
    with pytest.raises(ValueError):
        dossier_code(unit, day, seq)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H22.22-200230-0001",  # 30 February
        "H22.22-190229-0001",  # 2019 has no 29 February
        "H22.22-201301-0001",
        "H22.22-200331-0000",
        "H22.22-200331-00001",
        "H22.22-200331-001",
        "H22.22-200331",
        "H22.22-200331-0001x",
        "H22.22-20033١-0001",
        "'; drop table--",
    ],
)
def test_what_is_no_code_parses_to_none(text):
    assert parse_dossier_code(text) is None


def test_a_leap_day_is_a_real_day():
    assert parse_dossier_code("H22.22-200229-0001").day == date(2020, 2, 29)


def test_typing_is_forgiven():
    assert str(parse_dossier_code(" h22.22 – 200331 – 0001 ")) == "H22.22-200331-0001"


@given(units, days, st.integers(1, 999_999))
def test_a_code_taken_apart_is_what_it_was_made_of(unit, day, seq):
    code = parse_dossier_code(dossier_code(unit, day, seq))
    assert (code.unit, code.day, code.seq) == (unit, day, seq)
    assert len(str(code)) <= 35


@given(st.text(max_size=60))
def test_any_text_parses_or_does_not(text):
    code = parse_dossier_code(text)
    assert code is None or parse_dossier_code(str(code)) == code


def test_1_november_and_11_january_do_not_collide():
    # The peer wrote day, month and year without padding: both days were "1112021".
    assert dossier_counter_key("H22", date(2021, 11, 1)) != dossier_counter_key("H22", date(2021, 1, 11))
    assert dossier_counter_key("H22", date(2021, 11, 1)) == "dossier:H22:2021-11-01"


def test_no_two_units_days_or_kinds_share_a_counter():
    every_day = [date(2020, 1, 1) + timedelta(days=step) for step in range(800)]
    units_ = ["H22", "H22.2", "H22.22", "000.00.22.H22"]
    keys = [key(unit, day) for unit in units_ for day in every_day for key in (dossier_counter_key, ticket_counter_key)]
    keys += [slip_counter_key(unit, slip, year) for unit in units_ for slip in ("01", "02") for year in (2020, 2021)]
    assert len(set(keys)) == len(keys)


def test_slips_and_tickets():
    assert slip_number("02", 7, "TTPVHCC") == "07/PBS-TTPVHCC"
    assert slip_number("01", 123) == "123/BPTNTKQ"
    for wrong in (lambda: slip_number("07", 1), lambda: slip_number("01", 0)):
        with pytest.raises(ValueError):
            wrong()


def test_a_secret_has_no_letters_that_look_alike():
    for alike in ("0OØ", "1IL", "2Z", "5S", "8B", "UV"):
        assert sum(letter in SECRET_ALPHABET for letter in alike) == 1
    assert len(set(SECRET_ALPHABET)) == len(SECRET_ALPHABET) == 29


@given(secrets)
def test_a_secret_is_read_back_however_typed(secret):
    plain = secret.replace("-", "")
    assert normalise_secret(secret) == plain
    assert normalise_secret(f"  {secret.lower().replace('-', ' ')} ") == plain
    misread = plain.replace("0", "o").replace("1", "l").replace("2", "z").replace("5", "S").replace("8", "b")
    assert normalise_secret(misread.replace("V", "u")) == plain
    assert show_secret(plain) == secret


@given(secrets, st.integers(0, 11), st.sampled_from(SECRET_ALPHABET))
def test_one_wrong_letter_is_noticed(secret, place, letter):
    plain = secret.replace("-", "")
    wrong = plain[:place] + letter + plain[place + 1 :]
    assert (normalise_secret(wrong) is None) == (wrong != plain)


@given(secrets, st.integers(0, 11), st.integers(0, 11))
def test_two_letters_exchanged_are_noticed(secret, one, other):
    letters = list(secret.replace("-", ""))
    letters[one], letters[other] = letters[other], letters[one]
    wrong = "".join(letters)
    assert (normalise_secret(wrong) is None) == (wrong != secret.replace("-", ""))


@given(st.text(max_size=40))
def test_what_cannot_be_a_secret_is_none(text):
    plain = normalise_secret(text)
    assert plain is None or normalise_secret(plain) == plain


def test_secrets_differ_and_use_every_letter():
    source = random.Random(1)
    made = [lookup_secret(source.randbytes(SECRET_BYTES)) for _ in range(2000)]
    assert len(set(made)) == 2000
    assert set("".join(made)) == {*SECRET_ALPHABET, "-"}


def test_too_little_randomness_is_refused():
    with pytest.raises(ValueError, match="16"):
        lookup_secret(b"1234")


@given(st.text(max_size=12))
def test_unit_codes_are_recognised_or_not(text):
    assert not is_unit_code(text) or dossier_code(text, DAY, 1).startswith(text)
