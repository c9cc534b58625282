"""Slots of a day: never outside hours, never over another, the walk-ins' share kept, no room fuller than it may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.slots import DayPlan, Desk, Slot, Span, Taken, free_slots, is_open, meet, open_time, slot_length
from motcua.rulebook.vietnamese import VIETNAM

DAY = date(2020, 4, 3)
MORNING, AFTERNOON = (7 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60)


def clock(minutes: int) -> datetime:
    """So many minutes after midnight of the day."""
    return datetime.combine(DAY, time.min, VIETNAM) + timedelta(minutes=minutes)


def span(begins: int, ends: int) -> Span:
    return clock(begins), clock(ends)


USUAL = (span(*MORNING), span(*AFTERNOON))


def plan(*, desks: int = 1, share: int = 0, places: int | None = None, opened: tuple[Span, ...] = USUAL) -> DayPlan:
    """The usual day with counters 1…n in one room."""
    return DayPlan(USUAL, opened, tuple(Desk(n, n, 1) for n in range(1, desks + 1)), share, {1: places})


def fill(day: DayPlan, lengths: list[timedelta], pick: Callable[[int], int] = lambda _: 0) -> list[Taken]:
    """Book until nothing is offered any more, for services of these lengths in turn."""
    taken: list[Taken] = []
    idle = 0
    turn = 0
    while idle < len(lengths):
        offered = list(free_slots(day, lengths[turn % len(lengths)], taken))
        turn += 1
        if not offered:
            idle += 1
            continue
        idle = 0
        slot = offered[pick(len(offered))]
        taken.append(Taken(slot.desk, slot.room, slot.starts, slot.ends))
    return taken


def minutes_of(spans: tuple[Span, ...]) -> float:
    return sum((ends - begins).total_seconds() / 60 for begins, ends in spans)


lengths = st.lists(st.sampled_from([15, 30, 45, 60, 90]).map(lambda m: timedelta(minutes=m)), min_size=1, max_size=3)
spans = st.lists(
    st.tuples(st.integers(6 * 60, 18 * 60), st.integers(5, 300)).map(lambda one: span(one[0], one[0] + one[1])),
    max_size=3,
).map(tuple)
desk_lists = st.lists(
    st.tuples(st.integers(1, 2), st.one_of(st.none(), spans)), min_size=1, max_size=4
).map(lambda rows: tuple(Desk(n, n, room, staffed) for n, (room, staffed) in enumerate(rows, start=1)))  # fmt: skip
plans = st.builds(
    lambda opened, desks, share, places: DayPlan(USUAL, meet(USUAL, opened), desks, share, places),
    st.one_of(st.just(USUAL), spans),
    desk_lists,
    st.integers(0, 100),
    st.fixed_dictionaries({1: st.one_of(st.none(), st.integers(0, 3)), 2: st.none()}),
)


@pytest.mark.parametrize(
    ("slot", "service", "whole"), [(15, 15, 15), (15, 10, 15), (15, 16, 30), (20, 45, 60), (15, 0, 15)]
)
def test_a_service_takes_whole_slots(slot: int, service: int, whole: int) -> None:
    assert slot_length(slot, service) == timedelta(minutes=whole)


def test_a_day_without_share_is_cut_from_each_sittings_start() -> None:
    found = list(free_slots(plan(), timedelta(hours=1)))
    assert [f"{slot.starts:%H:%M}" for slot in found] == [
        "07:00",
        "08:00",
        "09:00",
        "10:00",
        "13:30",
        "14:30",
        "15:30",
    ]


def test_the_walk_ins_share_is_spread_over_the_day_and_differs_from_desk_to_desk() -> None:
    found = list(free_slots(plan(desks=2, share=30), timedelta(minutes=15)))
    kept = [
        {clock(m) for m in range(*MORNING, 15)} - {slot.starts for slot in found if slot.desk == desk}
        for desk in (1, 2)
    ]
    assert kept[0] != kept[1]
    gaps = [
        (later - earlier) for earlier, later in zip(sorted(kept[0]), sorted(kept[0])[1:], strict=False)
    ]  # fmt: skip
    assert max(gaps) <= timedelta(hours=1)


def test_no_share_left_for_booking_offers_nothing() -> None:
    assert not list(free_slots(plan(share=100), timedelta(minutes=15)))


def test_a_room_for_one_takes_one_at_a_time_whatever_its_desks() -> None:
    taken = fill(plan(desks=3, places=1), [timedelta(minutes=30)])
    assert len(taken) == 16
    assert not any(a.starts < b.ends and b.starts < a.ends for a, b in combinations(taken, 2))


def test_a_long_slot_beside_two_short_ones_counts_the_moment_not_the_sum() -> None:
    short = [Taken(1, 1, *span(480, 495)), Taken(1, 1, *span(495, 510))]
    offered = {(slot.desk, slot.starts) for slot in free_slots(plan(desks=2, places=2), timedelta(minutes=30), short)}
    assert (2, clock(480)) in offered


def test_a_booked_time_stays_while_its_desk_is_open_and_no_longer() -> None:
    slot = Slot(*span(480, 495), desk=1, room=1)
    assert is_open(plan(share=100, places=0), slot)
    assert not is_open(plan(opened=()), slot)
    assert not is_open(plan(opened=(span(490, 600),)), slot)
    assert not is_open(replace(plan(), desks=()), slot)
    assert not is_open(replace(plan(), desks=(Desk(1, 1, 1, (span(500, 600),)),)), slot)


@given(plans, lengths, st.randoms(use_true_random=False))
def test_whatever_is_booked_in_whatever_order_the_rules_hold(day: DayPlan, services: list[timedelta], dice) -> None:  # type: ignore[no-untyped-def]
    taken = fill(day, services, dice.randrange)
    by_key = {desk.key: desk for desk in day.desks}
    for slot in taken:
        assert any(begins <= slot.starts and slot.ends <= ends for begins, ends in open_time(day, by_key[slot.desk]))
    for a, b in combinations(taken, 2):
        assert a.desk != b.desk or a.ends <= b.starts or b.ends <= a.starts
    for desk in day.desks:
        booked = sum((one.ends - one.starts).total_seconds() / 60 for one in taken if one.desk == desk.key)
        assert booked <= minutes_of(open_time(day, desk)) * (100 - day.walk_in_share) / 100 + 1e-6
    places = day.room_places[1]
    for moment in {one.starts for one in taken}:
        inside = sum(one.room == 1 and one.starts <= moment < one.ends for one in taken)
        assert places is None or inside <= places


@given(plans, spans, lengths)
def test_fewer_staff_never_adds_a_slot(day: DayPlan, sits: tuple[Span, ...], services: list[timedelta]) -> None:
    first, *others = day.desks
    less = replace(first, staffed=sits if first.staffed is None else meet(first.staffed, sits))
    for length in services:
        before = set(free_slots(day, length))
        assert set(free_slots(replace(day, desks=(less, *others)), length)) <= before
        assert set(free_slots(replace(day, desks=tuple(others)), length)) <= before
