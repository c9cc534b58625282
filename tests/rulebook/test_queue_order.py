"""The order of the queue: nobody starves, priority is as declared, every ticket is called, each place is explained."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.rulebook.queue_order import (
    APPOINTMENT_EARLY,
    APPOINTMENT_LATE,
    BEHIND_AFTER_SKIP,
    GROUP_OF,
    GROUPS,
    MOST_SKIPS,
    PATIENCE,
    QueuedTicket,
    after_skip,
    group_at,
    order,
    reason,
)

NOON = datetime(2020, 3, 30, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CODES = [group.code for group in GROUPS]


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def one(number: int, waited: float, *groups: str, appointed: float | None = None, behind: int = 0) -> QueuedTicket:
    """Ticket `number` that has waited so many minutes at NOON; `appointed` is in minutes from NOON."""
    return QueuedTicket(
        number=number,
        queued_at=NOON - minutes(waited),
        groups=frozenset(groups),
        appointed=None if appointed is None else NOON + minutes(appointed),
        behind=behind,
    )


def numbers(*waiting: QueuedTicket, at: datetime = NOON) -> list[int]:
    return [placed.ticket.number for placed in order(waiting, at)]


@st.composite
def queues(draw: st.DrawFn, *, most: int = 12, skipped: bool = True) -> list[QueuedTicket]:
    """People who have waited up to 90 minutes, of any groups, some with an appointment, some skipped."""
    size = draw(st.integers(0, most))
    return [
        QueuedTicket(
            number=number,
            queued_at=NOON - minutes(draw(st.integers(0, 90))),
            groups=frozenset(draw(st.sets(st.sampled_from([*CODES, "unheard-of"]), max_size=3))),
            appointed=draw(st.none() | st.integers(-60, 60).map(lambda m: NOON + minutes(m))),
            behind=draw(st.integers(0, BEHIND_AFTER_SKIP)) if skipped else 0,
        )
        for number in range(size)
    ]


def test_declared_order_of_groups() -> None:
    assert CODES == ["appointment", "urgent", "elderly", "disabled", "pregnant", "with_children"]
    people = [one(0, 30)] + [
        one(rank, 20 - rank, *([] if code == "appointment" else [code]), appointed=0 if code == "appointment" else None)
        for rank, code in enumerate(CODES, start=1)
    ]
    assert numbers(*people) == [1, 2, 3, 4, 5, 6, 0]


@pytest.mark.parametrize(("appointed", "counts"), [(10, True), (10.5, False), (0, True), (-15, True), (-15.5, False)])
def test_an_appointment_counts_only_near_its_time(appointed: float, counts: bool) -> None:
    assert (minutes(10), minutes(15)) == (APPOINTMENT_EARLY, APPOINTMENT_LATE)
    assert numbers(one(1, 30, "elderly"), one(2, 5, appointed=appointed)) == ([2, 1] if counts else [1, 2])


def test_who_says_he_has_an_appointment_without_one_has_none() -> None:
    assert numbers(one(1, 10), one(2, 5, "appointment")) == [1, 2]


def test_of_two_appointments_the_earlier_time_goes_first() -> None:
    assert numbers(one(1, 30, appointed=5), one(2, 1, appointed=0)) == [2, 1]


def test_patience_is_forty_minutes_and_then_beats_every_group() -> None:
    assert minutes(40) == PATIENCE
    assert numbers(one(1, 40), one(2, 1, "urgent")) == [2, 1]
    assert numbers(one(1, 41), one(2, 40, "urgent"), one(3, 60, "elderly")) == [3, 1, 2]


def test_an_absence_puts_behind_the_next_three() -> None:
    line = [one(number, 30 - number) for number in range(1, 6)]
    assert numbers(one(0, 35, "elderly", behind=3), *line) == [1, 2, 3, 0, 4, 5]
    assert numbers(one(0, 35, behind=3), line[0]) == [1, 0], "with fewer there he is the last"
    assert [after_skip(n) for n in range(1, MOST_SKIPS + 2)] == [BEHIND_AFTER_SKIP] * MOST_SKIPS + [None]


def test_the_reason_says_group_and_time() -> None:
    assert reason(one(1, 50), NOON) == "Đã chờ quá 40 phút, lấy số lúc 8 giờ 10"
    assert reason(one(1, 20, "elderly", "pregnant"), NOON) == "Người cao tuổi, lấy số lúc 8 giờ 40"
    assert reason(one(1, 20, appointed=0), NOON) == "Có lịch hẹn lúc 9 giờ, lấy số lúc 8 giờ 40"
    assert reason(one(1, 20), NOON) == "Lấy số lúc 8 giờ 40"
    assert "chờ thêm 2 lượt" in reason(one(1, 50, behind=2), NOON)


@given(queues(), st.randoms(use_true_random=False))
def test_total_and_independent_of_how_it_came(queue: list[QueuedTicket], random: object) -> None:
    shuffled = list(queue)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    placed = order(queue, NOON)
    assert placed == order(shuffled, NOON)
    assert sorted(p.ticket.number for p in placed) == sorted(w.number for w in queue)
    assert [p.place for p in placed] == list(range(1, len(queue) + 1))
    assert all(p.reason and p.reason[0].isupper() for p in placed)


@given(queues(most=25))
def test_who_was_absent_goes_behind_as_many_as_said_and_behind_whoever_ranks_before(queue: list[QueuedTicket]) -> None:
    """Against the rule played slowly: each of them in turn, the whole line looked through again."""
    ranks = {w.number: rank for rank, w in enumerate(_ranked(queue))}
    line = [w for w in _ranked(queue) if not w.behind]
    for late in (w for w in _ranked(queue) if w.behind):
        before = [i for i, w in enumerate(line) if not w.behind and ranks[w.number] < ranks[late.number]]
        line.insert(max(late.behind, before[-1] + 1 if before else 0), late)
    assert [p.ticket for p in order(queue, NOON)] == line


def _ranked(queue: list[QueuedTicket]) -> list[QueuedTicket]:
    """In order as if nobody had been absent."""
    given = {w.number: w for w in queue}
    return [given[p.ticket.number] for p in order([replace(w, behind=0) for w in queue], NOON)]


@given(queues(skipped=False))
def test_priority_as_declared_among_the_patient(queue: list[QueuedTicket]) -> None:
    def rank(waiting: QueuedTicket) -> int:
        group = group_at(waiting.groups, waiting.appointed, NOON)
        return group.rank if group else len(GROUPS) + 1

    patient = [p.ticket for p in order(queue, NOON) if not p.past_patience]
    for first, second in itertools.pairwise(patient):
        assert rank(first) <= rank(second)
        if rank(first) == rank(second) != GROUP_OF["appointment"].rank:
            assert (first.queued_at, first.number) < (second.queued_at, second.number)


@given(queues())
def test_past_patience_nobody_later_goes_before(queue: list[QueuedTicket]) -> None:
    placed = [p.ticket for p in order(queue, NOON)]
    for place, waiting in enumerate(placed):
        if waiting.behind or NOON - waiting.queued_at <= PATIENCE:
            continue
        assert all(before.queued_at <= waiting.queued_at for before in placed[:place])


@given(queues(skipped=False), queues(most=6), st.integers(1, 60))
def test_who_is_past_patience_only_moves_up_whatever_comes(
    queue: list[QueuedTicket], more: list[QueuedTicket], later: int
) -> None:
    """Bounded overtaking: from the 41st minute the number of people before one can only fall."""
    at = NOON + minutes(later)
    arrivals = [replace(w, number=100 + w.number, queued_at=NOON + minutes(0.5), behind=0) for w in more]
    now, then = (order(q, t) for q, t in ((queue, NOON), ([*queue, *arrivals], at)))
    assume(any(p.past_patience for p in now))
    for placed in now:
        if placed.past_patience:
            before = {p.ticket.number for p in then if p.place < _place(then, placed.ticket.number)}
            assert before <= {w.number for w in queue}
            assert len(before) <= placed.place - 1


def _place(placed: list[object], number: int) -> int:
    return next(p.place for p in placed if p.ticket.number == number)  # type: ignore[attr-defined]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 6),  # minutes since the one before
            st.sets(st.sampled_from(CODES[1:]), max_size=2),
            st.integers(0, MOST_SKIPS + 1),  # how often he is not there when called
        ),
        min_size=1,
        max_size=25,
    ),
    st.integers(1, 7),
)
def test_a_day_at_one_counter_calls_everybody_once_a_time(
    people: list[tuple[int, set[str], int]], service: int
) -> None:
    """Arrivals, calls and absences in any order: each is called exactly once more than he was absent, or to the end."""
    clock, arrivals = 0, []
    for number, (gap, groups, _) in enumerate(people):
        clock += gap
        arrivals.append(QueuedTicket(number, NOON + minutes(clock), frozenset(groups)))
    absences = {number: absent for number, (_, _, absent) in enumerate(people)}
    skips, calls, queue, moment = dict.fromkeys(absences, 0), dict.fromkeys(absences, 0), [], NOON
    while arrivals or queue:
        while arrivals and arrivals[0].queued_at <= moment:
            queue.append(arrivals.pop(0))
        if not queue:
            moment = arrivals[0].queued_at
            continue
        first, *rest = (placed.ticket for placed in order(queue, moment))
        calls[first.number] += 1
        queue = [replace(w, behind=max(0, w.behind - 1)) for w in rest]
        if skips[first.number] < absences[first.number]:
            skips[first.number] += 1
            behind = after_skip(skips[first.number])
            if behind is not None:
                queue.append(replace(first, behind=behind))
            moment += minutes(0.5)
        else:
            moment += minutes(service)
    assert calls == {n: min(absent, MOST_SKIPS) + 1 for n, absent in absences.items()}
