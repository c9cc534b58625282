"""The estimate of waiting: more people wait longer, more counters shorter, and the error is honest."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.waiting import Ahead, Estimate, Service, Wait, estimate, service_of, waits

SERVICE = Service(mean=10, deviation=3)
LENGTHS = st.lists(st.floats(1, 60), max_size=30)


def test_nobody_open_nobody_knows() -> None:
    assert estimate((), [Ahead(frozenset({1}), SERVICE)]) is None


def test_nobody_before_is_no_wait() -> None:
    assert estimate({1}, []) == Estimate(0, 0)
    assert Estimate(0, 0).words == "dưới 5 phút"


def test_two_before_one_counter() -> None:
    found = estimate({1}, [Ahead(frozenset({1}), SERVICE), Ahead(frozenset({1}), SERVICE)])
    assert found is not None and found.minutes == 20
    assert found.plus_minus == 7  # 1.64 * sqrt(9 + 9)
    assert found.words == "khoảng 10–30 phút"


def test_who_is_being_served_is_half_done() -> None:
    found = estimate({1}, [Ahead(frozenset({1}), SERVICE, left=0.5)])
    assert found is not None and found.minutes == 5


def test_others_counters_do_not_matter_and_shared_ones_in_part() -> None:
    elsewhere, both = Ahead(frozenset({2}), SERVICE), Ahead(frozenset({1, 2}), SERVICE)
    assert estimate({1}, [elsewhere]) == Estimate(0, 0)
    found = estimate({1}, [both])
    assert found is not None and found.minutes == 5


@pytest.mark.parametrize(
    ("minutes", "error", "words"),
    [(20, 4, "khoảng 15–25 phút"), (3, 1, "dưới 5 phút"), (7, 4, "dưới 15 phút"), (10, 0, "khoảng 10–15 phút")],
)
def test_said_as_people_say(minutes: int, error: int, words: str) -> None:
    assert Estimate(minutes, error).words == words


@given(LENGTHS, st.floats(1, 60), st.integers(0, 20), st.integers(1, 5))
def test_more_before_is_longer_more_counters_is_shorter(
    lengths: list[float], prior: float, people: int, counters: int
) -> None:
    service = service_of(lengths, prior)

    def wait(before: int, at: int) -> Estimate:
        mine = frozenset(range(at))
        found = estimate(mine, [Ahead(mine, service)] * before)
        assert found is not None
        return found

    here = wait(people, counters)
    assert here.minutes >= 0 and here.plus_minus >= 0 and here.lowest <= here.minutes <= here.highest
    assert wait(people + 1, counters).minutes >= here.minutes
    assert wait(people, counters + 1).minutes <= here.minutes
    assert people == 0 or here.plus_minus > 0


@given(LENGTHS, st.floats(1, 60))
def test_the_mean_lies_between_what_is_published_and_what_was_measured(lengths: list[float], prior: float) -> None:
    mean = service_of(lengths, prior).mean
    measured = sum(lengths) / len(lengths) if lengths else prior
    assert min(prior, measured) - 1e-6 <= mean <= max(prior, measured) + 1e-6


def test_odd_ones_do_not_mislead() -> None:
    """A ticket forgotten at a counter all day counts as two hours."""
    assert service_of([600.0], 10).mean == service_of([120.0], 10).mean


SERVICES = st.builds(Service, mean=st.floats(1, 120), deviation=st.floats(0, 60))
OPEN = st.frozensets(st.integers(1, 4), max_size=3)


def _one_by_one(line: list[Ahead], at_counters: list[Ahead]) -> list[Wait]:
    """Everybody ahead added up anew for everybody, as one would by hand."""
    return [
        Wait(
            sum(1 for other in line[:place] if not one.counters or other.counters & one.counters),
            estimate(one.counters, [*at_counters, *line[:place]]),
        )
        for place, one in enumerate(line)
    ]


@given(
    st.lists(st.builds(Ahead, counters=OPEN, service=SERVICES), max_size=25),
    st.lists(st.builds(Ahead, counters=OPEN.filter(bool), service=SERVICES, left=st.just(0.5)), max_size=4),
)
def test_the_whole_line_at_once_is_each_of_it_alone(line: list[Ahead], at_counters: list[Ahead]) -> None:
    assert waits(line, at_counters) == _one_by_one(line, at_counters)


def test_about_nine_of_ten_waits_end_within_the_error() -> None:
    """Played 400 times: six before at two counters, services of the measured spread."""
    dice = random.Random(7)
    lengths = [dice.gauss(10, 4) for _ in range(200)]
    service = service_of(lengths, 10)
    mine = frozenset({1, 2})
    guess = estimate(mine, [Ahead(mine, service)] * 6)
    assert guess is not None
    within = 0
    for _ in range(400):
        free = [0.0, 0.0]
        for _ in range(6):
            free[free.index(min(free))] += max(1.0, dice.gauss(10, 4))
        within += guess.lowest <= min(free) <= guess.highest
    assert within >= 300, "three of four at the least: the sharing between two counters is a guess too"
