"""Colleagues change shifts: asked, agreed, approved once, exchanged as one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier

import pytest
from django.db import connection

from motcua.notices.models import Message
from motcua.people.models import Role, Staff, StaffRole
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, Refusal
from motcua.rosters import actions
from motcua.rosters.models import Absence, Shift, Swap
from tests.rosters.unit import BEFORE, TUESDAY, Unit, make_unit


def _two(unit: Unit) -> tuple[Shift, Shift]:
    """Lan and Hoa at two counters in the same hours, published: the hardest exchange."""
    (hers,) = unit.plan(unit.lan, counter=1)
    (his,) = unit.plan(unit.hoa, counter=2)
    unit.publish()
    return hers, his


def _agreed(unit: Unit, hers: Shift, his: Shift | None) -> Swap:
    swap = actions.ask_swap(
        shift_id=hers.pk, to_id=unit.hoa.pk, other_id=his.pk if his else None, by=unit.lan, at=BEFORE, why="việc nhà"
    )
    return actions.answer_swap(swap_id=swap.pk, agrees=True, by=unit.hoa, at=BEFORE)


def _live(staff: Staff) -> list[Shift]:
    return list(Shift.objects.filter(staff=staff, state="published").order_by("during"))


def test_both_shifts_change_hands_though_they_are_at_the_same_hour(unit: Unit) -> None:
    hers, his = _two(unit)
    swap = _agreed(unit, hers, his)
    actions.decide_swap(swap_id=swap.pk, approves=True, by=unit.head, at=BEFORE)
    assert [(shift.counter, shift.covers_id) for shift in _live(unit.lan)] == [(2, his.pk)]
    assert [(one.counter, one.covers_id) for one in _live(unit.hoa)] == [(1, hers.pk)]
    swap.refresh_from_db()
    assert (swap.state, swap.answered_by) == ("done", unit.head)
    hers.refresh_from_db()
    assert (hers.state, hers.staff) == ("cancelled", unit.lan)


def test_each_step_is_told_once(unit: Unit) -> None:
    hers, his = _two(unit)
    Message.objects.all().delete()
    swap = _agreed(unit, hers, his)
    assert list(Message.objects.order_by("pk").values_list("to", flat=True)) == [unit.hoa.phone, unit.head.phone]
    actions.decide_swap(swap_id=swap.pk, approves=True, by=unit.head, at=BEFORE)
    told = list(Message.objects.order_by("pk").values_list("to", "text"))[2:]
    assert {to for to, _ in told} == {unit.hoa.phone, unit.lan.phone}
    assert len(told) == 2
    assert all(text.startswith("Đã duyệt đổi ca; ca của bạn là: trực quầy") for _, text in told)


def test_a_shift_given_away_for_nothing(unit: Unit) -> None:
    (hers,) = unit.plan(unit.lan)
    unit.publish()
    swap = _agreed(unit, hers, None)
    actions.decide_swap(swap_id=swap.pk, approves=True, by=unit.head, at=BEFORE)
    assert (len(_live(unit.lan)), len(_live(unit.hoa))) == (0, 1)
    assert Message.objects.filter(to=unit.lan.phone, text__startswith="Đã duyệt: Lò Thị Hoa").count() == 1


def test_who_is_meanwhile_elsewhere_changes_nothing(unit: Unit) -> None:
    (hers,) = unit.plan(unit.lan)
    unit.publish()
    swap = _agreed(unit, hers, None)
    unit.plan(unit.hoa, sitting="free", start=time(9), end=time(10), duty="guide")
    with pytest.raises(InvalidInput, match="Lò Thị Hoa đã có ca hướng dẫn người dân, 9 giờ – 10 giờ"):
        actions.decide_swap(swap_id=swap.pk, approves=True, by=unit.head, at=BEFORE)
    hers.refresh_from_db()
    swap.refresh_from_db()
    assert (hers.state, swap.state) == ("published", "agreed")


def test_who_is_meanwhile_away_changes_nothing(unit: Unit) -> None:
    hers, his = _two(unit)
    swap = _agreed(unit, hers, his)
    Absence.objects.create(staff=unit.lan, kind="sick", since=TUESDAY, told_at=BEFORE, told_by=unit.lan)
    with pytest.raises(InvalidInput, match="báo vắng"):
        actions.decide_swap(swap_id=swap.pk, approves=True, by=unit.head, at=BEFORE)
    assert len(_live(unit.lan)) == len(_live(unit.hoa)) == 1


def test_nobody_answers_for_another(unit: Unit) -> None:
    hers, his = _two(unit)
    swap = actions.ask_swap(shift_id=hers.pk, to_id=unit.hoa.pk, other_id=his.pk, by=unit.lan, at=BEFORE)
    with pytest.raises(AlreadyDone):
        actions.ask_swap(shift_id=hers.pk, to_id=unit.minh.pk, by=unit.lan, at=BEFORE)
    with pytest.raises(AlreadyDone):  # not agreed yet
        actions.decide_swap(swap_id=swap.pk, approves=True, by=unit.head, at=BEFORE)
    for other in (unit.lan, unit.minh, unit.head):
        with pytest.raises(NotAllowed):
            actions.answer_swap(swap_id=swap.pk, agrees=True, by=other, at=BEFORE)
    actions.answer_swap(swap_id=swap.pk, agrees=True, by=unit.hoa, at=BEFORE)
    with pytest.raises(AlreadyDone):
        actions.answer_swap(swap_id=swap.pk, agrees=False, by=unit.hoa, at=BEFORE)
    with pytest.raises(NotAllowed):
        actions.decide_swap(swap_id=swap.pk, approves=True, by=unit.hoa, at=BEFORE)


@pytest.mark.parametrize("whose", ["another", "unpublished", "begun", "stranger"])
def test_only_ones_own_published_shift_to_a_colleague(unit: Unit, whose: str) -> None:
    (hers,) = unit.plan(unit.lan)
    if whose != "unpublished":
        unit.publish()
    wanted = {"shift_id": hers.pk, "to_id": unit.hoa.pk, "by": unit.lan, "at": BEFORE}
    change = {
        "another": {"by": unit.minh},
        "unpublished": {},
        "begun": {"at": hers.during.lower},
        "stranger": {"to_id": unit.world.stranger.pk},
    }
    with pytest.raises(InvalidInput):
        actions.ask_swap(**(wanted | change[whose]))  # type: ignore[arg-type]


def test_refused_and_withdrawn_change_nothing(unit: Unit) -> None:
    hers, his = _two(unit)
    swap = _agreed(unit, hers, his)
    actions.decide_swap(swap_id=swap.pk, approves=False, by=unit.head, at=BEFORE)
    again = actions.ask_swap(shift_id=hers.pk, to_id=unit.hoa.pk, by=unit.lan, at=BEFORE)
    actions.withdraw_swap(swap_id=again.pk, by=unit.lan, at=BEFORE)
    assert [shift.pk for shift in _live(unit.lan)] == [hers.pk]
    assert Message.objects.filter(text__contains="không được duyệt").count() == 2


def _at_once(*acts: Callable[[], object]) -> list[object]:
    """Do them at the same moment, each over a connection of its own; what each raised or gave."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            start.wait()
            return act()
        except Refusal as no:
            return no
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.mark.django_db(transaction=True)
def test_two_heads_approve_at_once_and_it_is_done_once() -> None:
    unit = make_unit()
    second = Staff.objects.create(username="second", full_name="Phó Trưởng", office=unit.office)
    StaffRole.objects.create(staff=second, role=Role.UNIT_HEAD, office=unit.office)
    hers, his = _two(unit)
    swap = _agreed(unit, hers, his)
    done = _at_once(
        *(
            lambda head=head: actions.decide_swap(swap_id=swap.pk, approves=True, by=head, at=BEFORE)  # type: ignore[misc]
            for head in (unit.head, second, unit.head, second)
        )
    )
    assert sum(isinstance(result, Swap) for result in done) == 1
    assert sum(isinstance(one, AlreadyDone) for one in done) == 3
    assert Shift.objects.filter(state="published").count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_person_planned_in_two_places_at_once_is_planned_in_one() -> None:
    unit = make_unit()
    done = _at_once(*(lambda n=n: unit.plan(unit.lan, counter=n) for n in (1, 2, 3, 4)))  # type: ignore[misc]
    assert sum(isinstance(one, list) for one in done) == 1
    refusals = [result for result in done if isinstance(result, InvalidInput)]
    assert len(refusals) == 3
    assert all("Nguyễn Thị Lan đã trực quầy" in refusal.errors["staff"] for refusal in refusals)
