from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.fees import FeeLine, owed

DAY = date(2020, 3, 31)
COPY = FeeLine("copy", "Lệ phí trích lục", 8_000, per_copy=True, basis="Thông tư 281/2016/TT-BTC")
FULL = FeeLine("reg", "Lệ phí đăng ký", 50_000)
ONLINE = replace(FULL, amount=25_000, channels=frozenset({"online"}))
POOR = replace(FULL, amount=0, groups=frozenset({"poor"}))


def test_the_channel_has_its_price():
    assert owed([FULL, ONLINE], channel="online", on=DAY).total == 25_000
    assert owed([FULL, ONLINE], channel="counter", on=DAY).total == 50_000


def test_a_group_is_exempt():
    assert owed([FULL, ONLINE, POOR], channel="counter", on=DAY, groups={"poor"}).total == 0
    bill = owed([POOR], channel="counter", on=DAY, groups={"poor"})
    assert bill.items[0].because == "Lệ phí đăng ký: miễn"


def test_prices_have_their_days_both_included():
    old = replace(FULL, in_force_to=date(2020, 3, 31))
    new = replace(FULL, amount=60_000, in_force_from=date(2020, 4, 1))
    assert owed([old, new], channel="counter", on=date(2020, 3, 31)).total == 50_000
    assert owed([old, new], channel="counter", on=date(2020, 4, 1)).total == 60_000


def test_copies_multiply_and_the_bill_says_how():
    bill = owed([COPY, FULL], channel="counter", on=DAY, copies=3)
    assert bill.total == 74_000
    assert bill.items[0].because == "Lệ phí trích lục: 24.000 đ (3 bản × 8.000 đ), theo Thông tư 281/2016/TT-BTC"


def test_a_fee_without_price_today_is_reported_not_forgiven():
    bill = owed([ONLINE, COPY], channel="counter", on=DAY)
    assert bill.missing == ("reg",)
    assert bill.total == 8_000


def test_no_fee_lines_nothing_owed():
    bill = owed([], channel="counter", on=DAY)
    assert (bill.total, bill.items, bill.missing) == (0, (), ())


def test_wrong_lines_are_refused():
    with pytest.raises(ValueError, match="âm"):
        FeeLine("reg", "Lệ phí", -1)
    with pytest.raises(ValueError, match="phí"):
        FeeLine("reg", "Lệ phí", 1, kind="tip")
    with pytest.raises(ValueError, match="Số bản"):
        owed([COPY], channel="counter", on=DAY, copies=0)


@given(st.lists(st.builds(FeeLine, st.sampled_from("abc"), st.just("Phí"), st.integers(0, 10**9))), st.integers(1, 20))
def test_each_fee_is_owed_once_at_its_best_price(lines, copies):
    bill = owed(lines, channel="counter", on=DAY, copies=copies)
    best = {code: min(line.amount for line in lines if line.code == code) for code in {line.code for line in lines}}
    assert bill.total == sum(best.values())
    assert isinstance(bill.total, int)
