"""What staff see and must do: nobody else's dossiers, the pressing ones first, a constant number of queries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier, Task
from motcua.people.models import Delegation, Office, Role, Staff, StaffRole
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
    assert todo(world.receiver, MONDAY) == []


def todo(staff: Staff, moment: datetime) -> list[tuple[str, Dossier]]:
    """(group, dossier) of the day's work."""
    groups = queries.work_groups(
        queries.work_lists_of(Staff.objects.get(pk=staff.pk) if staff.is_active else staff, moment)
    )
    return [(group.key, row.dossier) for group in groups for row in group.rows]


def test_work_goes_by_the_clock(world: World) -> None:
    late = at_counter(world, moment=at(23, 9, month=3)).dossier
    soon = at_counter(world, moment=MONDAY).dossier
    today = at_counter(world, moment=at(27, 9, month=3)).dossier
    groups = queries.work_groups(queries.work_lists_of(world.processor, at(1, 8)))
    assert [(group.key, [row.dossier for row in group.rows]) for group in groups] == [
        ("overdue", [late]), ("today", [today]), ("asked", [soon]),
    ]  # fmt: skip
    first, last = groups[0].rows[0], groups[2].rows[0]
    assert first.words.startswith("quá hạn") and last.words == "còn 1 ngày làm việc"
    assert "appraise" in [step.code for step in first.acts] and first.may_take


def test_a_group_shows_the_most_pressing_and_counts_all(world: World) -> None:
    made = [at_counter(world, moment=at(day, 9, month=3)).dossier for day in (18, 17, 16)]
    (group,) = queries.work_groups(queries.work_lists_of(world.processor, at(1, 8)), shown=2)
    assert (group.key, group.count) == ("overdue", 3)
    assert [row.dossier for row in group.rows] == [made[2], made[1]]


def test_who_may_only_withdraw_a_dossier_does_not_take_it(world: World) -> None:
    dossier = at_counter(world).dossier
    now = queries.work_options_of(dossier, world.receiver, MONDAY)
    assert now.steps and not now.may_take
    assert queries.work_options_of(dossier, world.processor, MONDAY).may_take


def test_new_online_ones_wait_for_their_answer(world: World) -> None:
    handed_in = at(31, 14, month=3)
    dossier, _ = actions.submit_online(draft=filled_draft(world, moment=handed_in), at=handed_in)
    assert todo(world.receiver, at(31, 15, month=3)) == [("new", dossier)]
    assert todo(world.receiver, at(1, 8)) == [("today", dossier)]  # eight working hours end at 14:00
    assert todo(world.receiver, at(1, 14)) == [("today", dossier)]
    assert todo(world.receiver, at(1, 14, 1)) == [("overdue", dossier)]
    assert todo(world.processor, MONDAY) == [] == todo(world.stranger, MONDAY)
    actions.accept(dossier=dossier, by=world.receiver, at=at(1, 8))
    assert todo(world.receiver, at(1, 8)) == []


def test_what_a_colleague_took_is_not_my_work(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    actions.take(dossier=dossier, by=world.approver, at=MONDAY)
    assert queries.work_lists_of(world.approver, MONDAY).counts()["mine"] == 1
    assert [one for _, one in todo(world.approver, MONDAY)] == [dossier]
    assert todo(world.second_approver, MONDAY) == []


def test_who_did_the_step_before_is_not_asked_for_the_next(world: World) -> None:
    StaffRole.objects.create(staff=world.processor, role=Role.APPROVER, office=world.processor.office)
    dossier = at_counter(world).dossier
    assert len(todo(world.processor, MONDAY)) == 1
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    assert todo(world.processor, MONDAY) == []
    assert [one for _, one in todo(world.approver, MONDAY)] == [dossier]


def test_what_others_must_answer_first_waits(world: World) -> None:
    dossier = at_counter(world).dossier
    task = Task.objects.create(
        dossier=dossier, kind="consult", office=world.elsewhere, stage=dossier.stage, content="Ý kiến",
        asked_at=MONDAY, due_at=at(1, 9),
    )  # fmt: skip
    desk = queries.work_lists_of(world.processor, MONDAY)
    assert (desk.counts()["todo"], desk.counts()["waiting"], desk.counts()["unit"]) == (0, 1, 0)
    Task.objects.filter(pk=task.pk).update(state="done")
    assert (desk.counts()["todo"], desk.counts()["waiting"], desk.counts()["unit"]) == (1, 0, 1)


def test_a_supplement_comes_back_to_the_counter_when_it_is_there(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.request_supplement(dossier=dossier, items=["Giấy"], reason="Thiếu", by=world.processor, at=MONDAY)
    assert todo(world.receiver, MONDAY) == []
    assert queries.work_lists_of(world.processor, MONDAY).counts()["waiting"] == 1
    actions.supplement(dossier=dossier, files=[], note="Đã mang đến quầy", at=at(31, 9, month=3))
    (group,) = queries.work_groups(queries.work_lists_of(world.receiver, at(31, 9, month=3)))
    assert group.rows[0].warning == "Người nộp đã gửi bổ sung"


def test_a_delegated_role_has_its_work_while_it_lasts(world: World) -> None:
    dossier = at_counter(world).dossier
    Delegation.objects.create(
        kind="absence", role=Role.PROCESSING_OFFICER, office=world.processor.office, to_staff=world.stranger,
        from_staff=world.processor, document="12/QĐ", valid_from=MONDAY.date(), valid_to=MONDAY.date(),
        created_at=MONDAY,
    )  # fmt: skip
    assert [one for _, one in todo(world.stranger, MONDAY)] == [dossier]
    assert queries.work_lists_of(Staff.objects.get(pk=world.stranger.pk), at(31, 9, month=3)).counts()["all"] == 0


@pytest.mark.parametrize("count", [1, 12])
def test_the_work_list_asks_as_often_for_one_as_for_many(
    world: World, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        at_counter(world)
    processor = Staff.objects.get(pk=world.processor.pk)
    with django_assert_num_queries(7):  # roles, offices, delegations, calendars, keys, dossiers, calendars
        (group,) = queries.work_groups(queries.work_lists_of(processor, at(1, 8)))
    assert group.count == len(group.rows) == count


def test_find_by_code_number_phone_or_name(world: World) -> None:
    first = at_counter(world).dossier
    second = actions.submit_online(draft=filled_draft(world), at=MONDAY).dossier
    for text, expected in {
        "": set(),
        first.code.lower(): {first},
        f" {first.code} ": {first},
        f"http://localhost:8000/tra-cuu/?ma={first.code}": {first},
        "0002": {second},
        "002": set(),
        "0987654321": {first},
        "0987 654 321": {first},
        "+84987654321".removeprefix("+"): {first},
        "002190001234": {second},
        "mi phin": {first},
        "PHÌN sùng": {first},
        "nobody": set(),
        "\x00": set(),
        "%": set(),
        "a_": set(),
    }.items():
        assert set(queries.find_dossiers(world.receiver, at=MONDAY, text=text)) == expected, text
    assert not queries.find_dossiers(world.stranger, at=MONDAY, text=first.code).exists()


@pytest.mark.parametrize(
    ("text", "kind"),
    [("000.01.21.H22-200330-0001", "code"), ("0001", "digits"), ("123456", "digits"), ("0912345678", "person"),
     ("my", "person"), ("x", ""), ("12", ""), ("", ""), ("https://x.vn/tra-cuu/?ma=000.01.21.H22-200330-0001", "code"),
     ("https://x.vn/?ma=1", "person")],
)  # fmt: skip
def test_what_a_search_looks_for(text: str, kind: str) -> None:
    assert queries.search_kind(text) == kind


def test_one_short_code_of_two_days_finds_both(world: World) -> None:
    at_counter(world)
    at_counter(world, moment=at(31, 9, month=3))
    assert {d.code for d in queries.find_dossiers(world.receiver, at=MONDAY, text="0001")} == {
        "000.01.21.H22-200330-0001",
        "000.01.21.H22-200331-0001",
    }
    assert Dossier.objects.count() == 2
