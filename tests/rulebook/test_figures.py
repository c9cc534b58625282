"""Average, the ninth of ten, the busiest hour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.figures import by_hour, peak_hour, share, spread

MINUTES = st.lists(st.floats(min_value=0, max_value=600), min_size=1, max_size=60)


@given(MINUTES)
def test_p90_is_a_time_really_waited_and_nine_of_ten_waited_no_longer(minutes: list[float]) -> None:
    found = spread(minutes)
    assert found.p90 in minutes
    within = sum(minute <= found.p90 for minute in minutes)
    assert 10 * within >= 9 * len(minutes)
    shorter = [minute for minute in minutes if minute < found.p90]
    assert 10 * len(shorter) < 9 * len(minutes)


@given(MINUTES)
def test_the_average_lies_between_the_ends(minutes: list[float]) -> None:
    average = spread(minutes).average
    assert average is not None and min(minutes) - 1e-6 <= average <= max(minutes) + 1e-6


def test_nobody_waited() -> None:
    assert (spread([]).count, spread([]).average, spread([]).p90) == (0, None, None)


@given(st.lists(st.integers(0, 23)))
def test_hours_lose_nobody(hours: list[int]) -> None:
    counts = by_hour(hours)
    assert sum(counts) == len(hours)
    peak = peak_hour(counts)
    assert (peak is None) == (not hours)
    if peak is not None:
        assert counts[peak] == max(counts) and max(counts) not in counts[:peak]


def test_a_share_of_nothing_is_not_nought() -> None:
    assert share(0, 0) is None and share(1, 3) == pytest.approx(33.333, abs=0.001)
