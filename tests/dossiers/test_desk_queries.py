"""What staff see and must do: nobody else's dossiers, the pressing ones first, a constant number of queries."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier
from motcua.people.models import Office, Role, Staff, StaffRole
from tests.dossiers.world import MONDAY, World, at, at_counter, filled_draft


@pytest.mark.parametrize(
    ("who", "sees"),
    [("receiver", 1), ("colleague", 1), ("processor", 1), ("approver", 1), ("leader", 1), ("stranger", 0)],
)
def test_what_may_not_be_seen_is_not_found(world: World, who: str, sees: int) -> None:
    at_counter(world)
    assert queries.dossiers_visible_to(getattr(world, who), MONDAY).count() == sees


@pytest.mark.parametrize("role", [Role.ICT_ADMIN, Role.CATALOGUE_OFFICER, Role.POLICY_OFFICER, Role.ENTRY_MARSHAL])
def test_roles_without_dossiers_see_none(world: World, role: str) -> None:
    at_counter(world)
    staff = Staff.objects.create(username="x", full_name="X", office=world.province)
    StaffRole.objects.create(staff=staff, role=role, office=world.province)
    assert not queries.dossiers_visible_to(staff, MONDAY).exists()


def test_a_leader_sees_below_and_not_beside(world: World) -> None:
    at_counter(world)
    beside = Office.objects.create(
        path=world.province.path + "0", code="x", name="x", kind="committee", level="province"
    )
    staff = Staff.objects.create(username="y", full_name="Y", office=beside)
    StaffRole.objects.create(staff=staff, role=Role.LEADER, office=beside)
    assert not queries.dossiers_visible_to(staff, MONDAY).exists()


def test_who_left_sees_nothing(world: World) -> None:
    at_counter(world)
    world.receiver.is_active = False
    assert not queries.dossiers_visible_to(world.receiver, MONDAY).exists()
    assert queries.work_list(world.receiver, MONDAY) == []


def test_work_goes_by_the_clock(world: World) -> None:
    late = at_counter(world, moment=at(23, 9, month=3)).dossier
    soon = at_counter(world, moment=MONDAY).dossier
    today = at_counter(world, moment=at(27, 9, month=3)).dossier
    rows = queries.work_list(world.processor, at(1, 8))
    assert [(row.dossier, row.bucket) for row in rows] == [(late, "overdue"), (today, "today"), (soon, "asked")]
    assert rows[0].words.startswith("quá hạn") and rows[2].words == "còn 1 ngày làm việc"
    assert "appraise" in [step.code for step in rows[0].acts]


def test_who_may_only_withdraw_a_dossier_does_not_take_it(world: World) -> None:
    dossier = at_counter(world).dossier
    now = queries.situation(dossier, world.receiver, MONDAY)
    assert ([step.code for step in now.steps], now.may_take) == (["withdraw"], False)
    assert queries.situation(dossier, world.processor, MONDAY).may_take


def test_new_online_ones_wait_for_their_answer(world: World) -> None:
    dossier, _ = actions.submit_online(draft=filled_draft(world, moment=at(31, 14, month=3)), at=at(31, 14, month=3))
    (row,) = queries.work_list(world.receiver, at(31, 15, month=3))
    assert (row.bucket, row.by_when) == ("new", at(1, 14))  # eight working hours
    assert queries.work_list(world.receiver, at(1, 14, 1))[0].bucket == "overdue"
    assert queries.work_list(world.processor, MONDAY) == []
    assert queries.work_list(world.stranger, MONDAY) == []
    actions.accept(dossier=dossier, by=world.receiver, at=at(1, 8))
    assert queries.work_list(world.receiver, at(1, 8)) == []


def test_what_a_colleague_took_is_not_my_work(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    actions.take(dossier=dossier, by=world.approver, at=MONDAY)
    assert [row.mine for row in queries.work_list(world.approver, MONDAY)] == [True]
    assert queries.work_list(world.second_approver, MONDAY) == []


def test_a_supplement_comes_back_to_the_counter_when_it_is_there(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.request_supplement(dossier=dossier, items=["Giấy"], reason="Thiếu", by=world.processor, at=MONDAY)
    assert queries.work_list(world.receiver, MONDAY) == []
    actions.supplement(dossier=dossier, files=[], note="Đã mang đến quầy", at=at(31, 9, month=3))
    (row,) = queries.work_list(world.receiver, at(31, 9, month=3))
    assert row.warning == "Người nộp đã gửi bổ sung"


@pytest.mark.parametrize("count", [1, 12])
def test_the_work_list_asks_as_often_for_one_as_for_many(
    world: World, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        at_counter(world)
    processor = Staff.objects.get(pk=world.processor.pk)
    with django_assert_num_queries(5):  # roles, their offices, delegations, dossiers, calendars
        assert len(queries.work_list(processor, at(1, 8))) == count


def test_find_by_code_number_phone_or_name(world: World) -> None:
    first = at_counter(world).dossier
    second = actions.submit_online(draft=filled_draft(world), at=MONDAY).dossier
    for text, expected in {
        "": {first, second},
        first.code.lower(): {first},
        "0002": {second},
        "0987654321": {first},
        "002190001234": {second},
        "mí phìn": {first},
        "nobody": set(),
        "\x00": {first, second},
    }.items():
        assert set(queries.find_dossiers(world.receiver, at=MONDAY, text=text)) == expected, text
    assert set(queries.find_dossiers(world.receiver, at=MONDAY, states=("submitted",))) == {second}
    assert not queries.find_dossiers(world.stranger, at=MONDAY, text=first.code).exists()


def test_one_short_code_of_two_days_finds_both(world: World) -> None:
    at_counter(world)
    at_counter(world, moment=at(31, 9, month=3))
    assert {d.code for d in queries.find_dossiers(world.receiver, at=MONDAY, text="0001")} == {
        "000.01.21.H22-200330-0001",
        "000.01.21.H22-200331-0001",
    }
    assert Dossier.objects.count() == 2
