"""Work asked of others: opened by the plan, asked by hand, answered once, late, called off; approval on the spot."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from motcua.catalog.models import RouteVersion
from motcua.dossiers import actions, queries
from motcua.dossiers.actions import tasks
from motcua.dossiers.life.route import on_the_spot_refusal, stage_due_of
from motcua.dossiers.models import Dossier, DossierFile, Task
from motcua.dossiers.queries.tasks import (
    late_tasks,
    late_tasks_told,
    tasks_asked_by,
    tasks_panel_of,
    tasks_to_answer,
    tasks_visible_to,
)
from motcua.journal import queries as journal
from motcua.journal.actor import SYSTEM
from motcua.people.calendars import calendar_of
from motcua.people.models import Delegation, Office, Role, Staff, StaffRole
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook.deadlines import Limit
from tests.dossiers.world import MONDAY, World, at, at_counter, filled_draft, jpeg, upload
from tests.faults.test_races import at_once

RECORD = {"time": "2020-03-31T08:30", "place": "Thôn Mường", "people": "Công chức địa chính, chủ hộ",
          "content": "Đo đạc thửa đất, đúng ranh giới"}  # fmt: skip


def person(name: str, role: str, office: Office) -> Staff:
    staff = Staff.objects.create(username=name, full_name=f"Cán bộ {name}", office=office)
    StaffRole.objects.create(staff=staff, role=role, office=office)
    return staff


@pytest.fixture
def asked(world: World) -> Staff:
    """A processing officer of another office."""
    other = Office.objects.get(code="000.02.01.H22")
    return person("asked", Role.PROCESSING_OFFICER, other)


@pytest.fixture
def head(world: World) -> Staff:
    return person("head", Role.UNIT_HEAD, world.commune)


def task_row(key: str, kind: str = "consult", office: str = "000.02.01.H22", **more: Any) -> dict[str, Any]:
    limit = {"value": "1", "unit": "working_days"}
    return {"key": key, "kind": kind, "office": office, "content": f"Nội dung {key}", "limit": limit, **more}


def publish(world: World, *asked: dict[str, Any], offices: tuple[str, str, str] = ("resolving",) * 3) -> None:
    kinds = zip(("appraise", "approve", "seal"), offices, (60, 30, 10), strict=True)
    stages = [
        {"kind": kind, "name": "", "office": office, "share": share, "tasks": []} for kind, office, share in kinds
    ]
    stages[0]["tasks"] = list(asked)
    RouteVersion.objects.create(procedure=world.procedure, plan={"stages": stages}, published_at=MONDAY)


def ask(world: World, dossier: Dossier, office: Office, **changes: Any) -> Task:
    given: dict[str, Any] = {"kind": "consult", "content": "Xin ý kiến về hộ khẩu", "limit": Limit(1, "working_days")}
    given |= {"by": world.processor, "at": MONDAY}
    return tasks.ask_task(dossier=dossier, office=office, **(given | changes))


def test_tasks_of_a_plan_open_with_their_stage_and_keep_it_from_going_on(world: World, asked: Staff) -> None:
    publish(world, task_row("a"), task_row("b", "verify", "resolving", required=False))
    dossier = at_counter(world).dossier
    first, second = dossier.tasks.all()
    assert (first.office, first.required, first.due_at) == (asked.office, True, at(31, 17, month=3))
    assert (second.office, second.required) == (dossier.resolving_office, False)
    with pytest.raises(NotAllowed, match=r"còn chờ Ủy ban nhân dân xã Lũng Cú \(lấy ý kiến, hạn 17 giờ, thứ Ba 31/3"):
        actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    tasks.answer_task(task=first, answer="Đồng ý với đề nghị", agreed=True, by=asked, at=MONDAY)
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    dossier.refresh_from_db()
    assert dossier.state == "approving"


def test_all_at_once_but_one_that_waits_for_another(world: World, asked: Staff) -> None:
    publish(world, task_row("a", "branch"), task_row("b", "branch"), task_row("c", after=["a"]))
    dossier = at_counter(world).dossier
    first, second = dossier.tasks.all()
    for task in (first, second):
        assert task.asked_at == MONDAY
    tasks.answer_task(task=second, answer="Đã làm xong phần việc", by=asked, at=MONDAY)
    assert dossier.tasks.count() == 2
    tasks.answer_task(task=first, answer="Đã làm xong phần việc", by=asked, at=at(31, 9, month=3))
    third = dossier.tasks.get(state="open")
    assert third.content == "Nội dung c"
    assert third.asked_at == at(31, 9, month=3)
    with pytest.raises(NotAllowed, match="còn chờ"):
        actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)


def test_a_required_task_whose_turn_has_not_come_is_waited_for_too(world: World, asked: Staff) -> None:
    publish(world, task_row("a", required=False), task_row("b", after=["a"]))
    dossier = at_counter(world).dossier
    with pytest.raises(NotAllowed, match="việc chưa đến lượt: lấy ý kiến"):
        actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    tasks.cancel_task(task=dossier.tasks.get(), reason="Không cần nữa", by=world.processor, at=MONDAY)
    assert [task.state for task in dossier.tasks.all()] == ["cancelled", "open"]


def test_a_stage_that_is_come_back_to_does_not_ask_again(world: World, asked: Staff) -> None:
    publish(world, task_row("a"))
    dossier = at_counter(world).dossier
    tasks.answer_task(task=dossier.tasks.get(), answer="Đồng ý với đề nghị", agreed=True, by=asked, at=MONDAY)
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    actions.send_back(dossier=dossier, reason="Xem lại phần hai", by=world.approver, at=MONDAY)
    assert dossier.tasks.count() == 1
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)


def test_an_online_dossier_asks_when_it_is_passed_on_and_not_before(world: World, asked: Staff) -> None:
    publish(world, task_row("a"))
    dossier, _ = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    assert dossier.tasks.count() == 0
    actions.accept(dossier=dossier, by=world.receiver, at=MONDAY, pass_on=False)
    assert dossier.tasks.count() == 0
    actions.forward(dossier=dossier, by=world.receiver, at=MONDAY)
    assert dossier.tasks.count() == 1


def test_asked_by_hand_by_the_stages_processing_officer_alone(world: World, asked: Staff) -> None:
    dossier = at_counter(world).dossier
    for who in (world.receiver, world.approver, world.stranger, asked):
        with pytest.raises(NotAllowed):
            ask(world, dossier, asked.office, by=who)
    task = ask(world, dossier, asked.office)
    assert (task.asked_by, task.stage, task.state) == (world.processor, 0, "open")
    assert journal.latest().filter(name="dossier.task_asked").count() == 1
    with pytest.raises(AlreadyDone):
        ask(world, dossier, asked.office, expected_version=dossier.version + 1)


def test_asking_says_what_of_whom_and_until_when(world: World, asked: Staff) -> None:
    dossier = at_counter(world).dossier
    empty = Office.objects.get(code="000.02.21.H22")  # nobody there could answer
    wrong: dict[str, dict[str, Any]] = {
        "kind": {"kind": "whatever"},
        "content": {"content": " ? "},
        "due_at": {"limit": Limit(30, "days")},
    }
    for field, change in wrong.items():
        with pytest.raises(InvalidInput) as refused:
            ask(world, dossier, asked.office, **change)
        assert set(refused.value.errors) == {field}
    with pytest.raises(InvalidInput, match="Không ai ở Bộ phận Một cửa xã Lũng Cú"):
        ask(world, dossier, empty)
    with pytest.raises(InvalidInput, match="trước hạn của hồ sơ"):
        ask(world, dossier, asked.office, limit=None, due_at=dossier.due_at + timedelta(minutes=1))
    assert not Task.objects.exists()


def test_only_the_asked_office_answers_and_a_consultation_says_yes_or_no(world: World, asked: Staff) -> None:
    task = ask(world, at_counter(world).dossier, asked.office)
    for who in (world.processor, world.receiver, world.stranger):
        with pytest.raises(NotAllowed):
            tasks.answer_task(task=task, answer="Đồng ý", agreed=True, by=who, at=MONDAY)
    with pytest.raises(InvalidInput) as refused:
        tasks.answer_task(task=task, answer="", by=asked, at=MONDAY)
    assert set(refused.value.errors) == {"answer", "agreed"}
    done = tasks.answer_task(task=task, answer="Không đúng quy hoạch", agreed=False, by=asked, at=MONDAY,
                             files=[upload(jpeg(), "cv.jpg")])  # fmt: skip
    assert (done.state, done.agreed, done.answered_by) == ("done", False, asked)
    assert done.files.get().kind == DossierFile.Kind.TASK
    with pytest.raises(AlreadyDone):
        tasks.answer_task(task=task, answer="Đồng ý", agreed=True, by=asked, at=MONDAY)


@pytest.mark.parametrize("kind", ["verify", "council"])
def test_a_look_on_site_gives_time_place_people_and_content(world: World, asked: Staff, kind: str) -> None:
    task = ask(world, at_counter(world).dossier, asked.office, kind=kind)
    later = at(31, 10, month=3)
    for name in RECORD:
        with pytest.raises(InvalidInput) as refused:
            tasks.answer_task(task=task, answer="Đủ điều kiện", by=asked, at=later, record=RECORD | {name: " "})
        assert set(refused.value.errors) == {name}
    with pytest.raises(InvalidInput, match="chưa tới"):
        tasks.answer_task(task=task, answer="Đủ điều kiện", by=asked, at=MONDAY, record=RECORD)
    done = tasks.answer_task(task=task, answer="Đủ điều kiện", by=asked, at=later, record=RECORD)
    assert done.record["time"] == "2020-03-31T08:30:00+07:00"
    assert done.record["place"] == "Thôn Mường"


def test_a_bad_file_leaves_the_task_open(world: World, asked: Staff) -> None:
    task = ask(world, at_counter(world).dossier, asked.office)
    with pytest.raises(InvalidInput) as refused:
        tasks.answer_task(task=task, answer="Đồng ý", agreed=True, by=asked, at=MONDAY, files=[upload(b"MZ", "x.exe")])
    assert set(refused.value.errors) == {"files"}
    task.refresh_from_db()
    assert (task.state, task.version) == ("open", 0)


def test_who_holds_a_task_answers_it(world: World, asked: Staff) -> None:
    colleague = person("colleague2", Role.APPROVER, asked.office)
    task = ask(world, at_counter(world).dossier, asked.office)
    taken = tasks.take_task(task=task, by=asked, at=MONDAY, expected_version=0)
    with pytest.raises(AlreadyDone):
        tasks.take_task(task=task, by=colleague, at=MONDAY)
    with pytest.raises(NotAllowed, match="đang do"):
        tasks.answer_task(task=task, answer="Đồng ý", agreed=True, by=colleague, at=MONDAY)
    with pytest.raises(AlreadyDone):  # a page from before it was taken
        tasks.answer_task(task=task, answer="Đồng ý", agreed=True, by=asked, at=MONDAY, expected_version=0)
    tasks.answer_task(task=task, answer="Đồng ý", agreed=True, by=asked, at=MONDAY, expected_version=taken.version)


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one(world: World, asked: Staff) -> None:
    second = person("second", Role.APPROVER, asked.office)
    task = ask(world, at_counter(world).dossier, asked.office)
    made = at_once(
        [
            lambda who=who: tasks.answer_task(task=task, answer="Đồng ý", agreed=True, by=who, at=MONDAY)
            for who in (asked, second, asked, second)
        ]
    )
    assert Counter(type(one) for one in made) == {Task: 1, AlreadyDone: 3}
    assert journal.latest().filter(name="dossier.task_answered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_passing_on_and_asking_at_once_never_leave_a_required_task_behind(world: World, asked: Staff) -> None:
    for _ in range(3):
        dossier = at_counter(world).dossier
        at_once(
            [
                lambda d=dossier: actions.appraise(dossier=d, by=world.processor, at=MONDAY),
                lambda d=dossier: ask(world, d, asked.office),
            ]
        )
        dossier.refresh_from_db()
        stages = list(dossier.tasks.values_list("stage", flat=True))
        assert (dossier.state, stages) in [("appraising", [0]), ("approving", []), ("approving", [1])]


def test_late_is_told_once_to_the_head_of_the_unit(world: World, asked: Staff, head: Staff) -> None:
    task = ask(world, at_counter(world).dossier, asked.office)
    with pytest.raises(NotAllowed, match="Chưa quá hạn"):
        tasks.report_late_task(task=task, by=world.processor, at=task.due_at)
    late = task.due_at + timedelta(minutes=1)
    assert list(late_tasks(task.due_at)) == []
    assert list(late_tasks(late)) == [task]
    with pytest.raises(NotAllowed):
        tasks.report_late_task(task=task, by=asked, at=late)
    assert late_tasks_told(head, late) == []
    tasks.report_late_task(task=task, by=world.processor, at=late)
    assert [row.task for row in late_tasks_told(head, late)] == [task]
    assert late_tasks_told(world.stranger, late) == []
    assert list(late_tasks(late)) == []
    with pytest.raises(AlreadyDone):
        tasks.report_late_task(task=task, by=SYSTEM, at=late)
    done = tasks.answer_task(task=task, answer="Đồng ý muộn", agreed=True, by=asked, at=late)
    assert done.state == "done"
    assert late_tasks_told(head, late) == []


def test_calling_off_needs_a_reason_and_the_asking_side(world: World, asked: Staff) -> None:
    task = ask(world, at_counter(world).dossier, asked.office)
    with pytest.raises(NotAllowed):
        tasks.cancel_task(task=task, reason="Không cần", by=asked, at=MONDAY)
    with pytest.raises(InvalidInput):
        tasks.cancel_task(task=task, reason=" ", by=world.processor, at=MONDAY)
    assert tasks.cancel_task(task=task, reason="Không cần", by=world.processor, at=MONDAY).state == "cancelled"
    actions.appraise(dossier=task.dossier, by=world.processor, at=MONDAY)


def test_nothing_is_answered_once_the_dossier_has_ended(world: World, asked: Staff) -> None:
    task = ask(world, at_counter(world).dossier, asked.office, required=False)
    actions.withdraw(dossier=task.dossier, reason="Không làm nữa", by=world.receiver, at=MONDAY)
    with pytest.raises((NotAllowed, AlreadyDone)):
        tasks.answer_task(task=task, answer="Đồng ý", agreed=True, by=asked, at=MONDAY)
    assert tasks_to_answer(asked, MONDAY) == []


def test_who_is_asked_reads_the_dossier_and_can_do_nothing_else_with_it(world: World, asked: Staff) -> None:
    dossier = at_counter(world).dossier
    assert not queries.dossiers_visible_to(asked, MONDAY).exists()
    task = ask(world, dossier, asked.office)
    assert list(queries.dossiers_visible_to(asked, MONDAY)) == [dossier]
    assert queries.steps_possible(dossier, asked, MONDAY) == ()
    with pytest.raises(NotAllowed):
        actions.appraise(dossier=dossier, by=asked, at=MONDAY)
    tasks.cancel_task(task=task, reason="Không cần", by=world.processor, at=MONDAY)
    assert not queries.dossiers_visible_to(asked, MONDAY).exists()


def test_inboxes_and_the_panel(world: World, asked: Staff) -> None:
    publish(world, task_row("a"))
    dossier = at_counter(world).dossier
    (row,) = tasks_to_answer(asked, MONDAY)
    assert (row.may_answer, row.may_take, row.may_cancel, row.late) == (True, True, False, False)
    assert [task.task for task in tasks_asked_by(world.processor, MONDAY)] == [row.task]
    assert tasks_to_answer(world.processor, MONDAY) == tasks_asked_by(asked, MONDAY) == []
    panel = tasks_panel_of(dossier, world.processor, MONDAY)
    assert panel.may_ask and panel.rows[0].may_cancel and not panel.rows[0].may_answer
    assert panel.stage_due is not None and panel.stage_due < dossier.due_at
    assert not tasks_panel_of(dossier, world.receiver, MONDAY).may_ask
    assert not tasks_visible_to(world.stranger, MONDAY).exists()


def test_the_inbox_asks_as_often_for_one_as_for_many(
    world: World, asked: Staff, django_assert_num_queries: Any
) -> None:
    for count in (1, 5):
        for _ in range(count):
            ask(world, at_counter(world).dossier, asked.office)
        asker = Staff.objects.get(pk=asked.pk)
        with django_assert_num_queries(4):  # roles, their offices, delegations; the tasks
            tasks_to_answer(asker, MONDAY)


def test_each_stage_has_its_share_of_the_promised_time(world: World) -> None:
    publish(world)
    dossier = at_counter(world).dossier
    calendar = calendar_of(world.commune)
    times = []
    for act, who in (
        (actions.appraise, world.processor),
        (actions.approve, world.approver),
        (actions.seal, world.sealer),
    ):
        dossier.refresh_from_db()
        times.append(stage_due_of(dossier, calendar))
        act(dossier=dossier, by=who, at=MONDAY)
    assert times == sorted(times)
    assert times[-1] == dossier.due_at
    dossier.refresh_from_db()
    assert stage_due_of(dossier, calendar) is None


class TestOnTheSpot:
    """Approval at the place of receipt holds only with the resolving office's authority on file."""

    @pytest.fixture
    def here(self, world: World) -> Staff:
        person("clerk", Role.PROCESSING_OFFICER, world.commune)
        return person("signer", Role.APPROVER, world.commune)

    def give(self, world: World, to: Staff, **changes: Any) -> Delegation:
        committee = world.processor.office
        given: dict[str, Any] = {
            "kind": "authority", "role": "approver", "office": world.commune, "from_office": committee, "to_staff": to,
            "valid_from": date(2020, 3, 1), "valid_to": date(2020, 12, 31), "document": "12/QĐ-UBND",
            "created_at": MONDAY,
        }  # fmt: skip
        return Delegation.objects.create(**(given | changes))

    def appraised(self, world: World) -> Dossier:
        dossier = at_counter(world).dossier
        clerk = Staff.objects.filter(username="clerk").first() or world.processor
        return actions.appraise(dossier=dossier, by=clerk, at=MONDAY)

    @pytest.mark.parametrize("planned", [True, False])
    def test_without_authority_it_is_refused_with_the_reason(self, world: World, here: Staff, planned: bool) -> None:
        if planned:
            publish(world, offices=("receiving",) * 3)
        dossier = self.appraised(world)
        with pytest.raises(NotAllowed, match="chưa có văn bản ủy quyền của Ủy ban nhân dân xã Phú Linh"):
            actions.approve(dossier=dossier, by=here, at=MONDAY)
        self.give(world, here)
        done = actions.approve(dossier=dossier, by=Staff.objects.get(pk=here.pk), at=MONDAY)
        assert done.state == "sealing"

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"valid_to": date(2020, 3, 29)}, "đã hết hạn từ sau Chủ nhật 29/3/2020"),
            ({"valid_from": date(2020, 3, 31)}, "chỉ có hiệu lực từ thứ Ba 31/3/2020"),
            ({"revoked_at": MONDAY}, "đã bị thu hồi"),
            ({"procedures": ["2.000000"]}, "không gồm thủ tục này"),
        ],
    )
    def test_an_authority_that_does_not_hold_is_named(
        self, world: World, here: Staff, change: dict[str, Any], said: str
    ) -> None:
        self.give(world, here, **change)
        dossier = self.appraised(world)
        refusal = on_the_spot_refusal(dossier, here, MONDAY)
        assert "12/QĐ-UBND" in refusal
        assert said in refusal
        assert "Thông tư 01/2018/TT-VPCP" in refusal

    def test_its_last_day_counts_and_the_next_does_not(self, world: World, here: Staff) -> None:
        self.give(world, here, valid_to=date(2020, 3, 30))
        dossier = self.appraised(world)
        assert on_the_spot_refusal(dossier, here, at(30, 23, 59, month=3)) == ""
        assert on_the_spot_refusal(dossier, here, at(31, 0, 1, month=3)) != ""

    def test_the_resolving_offices_own_approver_needs_none(self, world: World, here: Staff) -> None:
        assert on_the_spot_refusal(self.appraised(world), world.approver, MONDAY) == ""

    def test_authority_is_not_passed_on_by_cover_for_absence(self, world: World, here: Staff) -> None:
        self.give(world, here)
        cover = person("cover", Role.RECEIVING_OFFICER, world.commune)
        self.give(world, cover, kind="absence", from_office=None, from_staff=here)
        assert on_the_spot_refusal(self.appraised(world), cover, MONDAY) != ""
