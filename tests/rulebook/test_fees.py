"""Which price holds, and what the person's reduction makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.fees import Price, Reduction, owed, prices_owed

DAY = date(2020, 3, 31)
COPY = Price(1, "phi", 8_000, per_copy=True, because="Thông tư 281/2016/TT-BTC")
FULL = Price(2, "le_phi", 50_000)
ONLINE = replace(FULL, row=3, amount=25_000, channel="online")
POOR = replace(FULL, row=4, amount=0, group="poor")
HALF = Reduction("Hộ cận nghèo", Decimal("0.5"), "Nghị quyết 50/2019/NQ-HĐND")


def total(prices: list[Price], channel: str = "counter", on: date = DAY, groups: tuple[str, ...] = ()) -> int:
    return sum(item.amount for item in owed(prices_owed(prices, channel=channel, on=on, groups=groups), on=on))


def test_the_channel_has_its_price() -> None:
    assert total([FULL, ONLINE], "online") == 25_000
    assert total([FULL, ONLINE]) == 50_000


def test_a_group_is_exempt() -> None:
    assert total([FULL, ONLINE, POOR], groups=("poor",)) == 0
    assert prices_owed([FULL, POOR], channel="counter", on=DAY, groups=("poor",)) == (POOR,)
    assert prices_owed([FULL, POOR], channel="counter", on=DAY) == (FULL,)


def test_prices_have_their_days_both_included() -> None:
    old = replace(FULL, valid_to=date(2020, 3, 31))
    new = replace(FULL, row=5, amount=60_000, valid_from=date(2020, 4, 1))
    assert total([old, new], on=date(2020, 3, 31)) == 50_000
    assert total([old, new], on=date(2020, 4, 1)) == 60_000


def test_copies_multiply_and_the_bill_says_how() -> None:
    copies, full = owed(prices_owed([COPY, FULL], channel="counter", on=DAY), on=DAY, copies=3)
    assert (copies.amount, copies.because) == (24_000, "3 bản × 8.000 đồng")
    assert (full.amount, full.because) == (50_000, "")
    (one,) = owed([COPY], on=DAY)
    assert (one.amount, one.because) == (8_000, "Thông tư 281/2016/TT-BTC")


def test_a_reduction_is_the_groups_share_rounded_down_with_its_ground() -> None:
    (item,) = owed([replace(FULL, amount=8_001)], on=DAY, reduction=HALF)
    assert (item.amount, item.because) == (4_000, "Giảm cho Hộ cận nghèo, Nghị quyết 50/2019/NQ-HĐND")
    (free,) = owed([FULL], on=DAY, reduction=replace(HALF, fraction_owed=Decimal(0), basis=""))
    assert (free.amount, free.because) == (0, "Miễn cho Hộ cận nghèo")


def test_a_price_of_the_group_is_reduced_already() -> None:
    assert [item.amount for item in owed([replace(POOR, amount=100)], on=DAY, reduction=HALF)] == [100]


def test_a_reduction_holds_on_its_days_only() -> None:
    ended = replace(HALF, valid_to=date(2020, 3, 30))
    begins = replace(HALF, valid_from=DAY)
    assert [item.amount for item in owed([FULL], on=DAY, reduction=ended)] == [50_000]
    assert [item.amount for item in owed([FULL], on=DAY, reduction=begins)] == [25_000]


def test_no_fee_lines_nothing_owed() -> None:
    assert total([]) == 0
    assert prices_owed([ONLINE], channel="counter", on=DAY) == ()


def test_wrong_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="âm"):
        replace(FULL, amount=-1)
    with pytest.raises(ValueError, match="phí"):
        replace(FULL, kind="tip")
    for copies in (0, 1000):
        with pytest.raises(ValueError, match="Số bản"):
            owed([COPY], on=DAY, copies=copies)


prices = st.builds(
    Price, st.integers(1, 99), st.sampled_from(["phi", "le_phi"]), st.integers(0, 10**9),
    st.sampled_from(["", "online", "counter"]), st.sampled_from(["", "poor", "merit"]),
)  # fmt: skip


@given(st.lists(prices), st.sampled_from(["online", "counter"]), st.sets(st.sampled_from(["poor", "merit"])))
def test_each_fee_is_owed_once_at_its_best_price(lines: list[Price], channel: str, groups: set[str]) -> None:
    due = prices_owed(lines, channel=channel, on=DAY, groups=groups)
    for kind in ("phi", "le_phi"):
        fitting = [price for price in lines if price.kind == kind and price.fits(channel, groups, DAY)]
        found = [price for price in due if price.kind == kind]
        assert bool(found) == bool(fitting)
        own = [price.amount for price in fitting if price.group]
        if own:
            assert [price.amount for price in found] == [min(own)]
        else:
            assert len({price.channel for price in found}) <= 1 and all(price in fitting for price in found)


@given(st.lists(prices, max_size=5), st.integers(1, 20), st.sampled_from(["0", "0.25", "0.5", "1"]))
def test_a_reduction_never_costs_more(lines: list[Price], copies: int, share: str) -> None:
    whole = owed(lines, on=DAY, copies=copies)
    less = owed(lines, on=DAY, copies=copies, reduction=Reduction("x", Decimal(share)))
    assert all(isinstance(b.amount, int) and 0 <= b.amount <= a.amount for a, b in zip(whole, less, strict=True))
