"""How a dossier ends otherwise than with what was asked: refused, stopped, withdrawn, brought back by the post."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.dossiers import actions
from motcua.dossiers.life.transitions import steps_open
from motcua.dossiers.models import Dossier, Task
from motcua.journal.actor import CITIZEN
from motcua.notices.models import Message
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.dossiers.action_steps import accepted, appraised, approved, events, submitted
from tests.dossiers.test_linked_set import Linked
from tests.dossiers.world import MONDAY, World, at

WHY = {"reason": "Người yêu cầu không phải cha, mẹ của trẻ", "legal_basis": "Điều 15 Luật Hộ tịch 2014"}


def refused(world: World) -> Dossier:
    return actions.refuse_result(dossier=appraised(world), **WHY, by=world.approver, at=at(31, 9, month=3))[0]


def task_of(dossier: Dossier, world: World, *, required: bool = True) -> Task:
    return Task.objects.create(
        dossier=dossier, kind="consult", office=world.elsewhere, stage=dossier.stage, required=required,
        content="Xác minh nơi sinh", asked_at=MONDAY, due_at=at(1, 17),
    )  # fmt: skip


def test_a_refusal_is_a_result_to_be_returned(world: World) -> None:
    dossier = refused(world)
    assert (dossier.state, dossier.finished_at) == ("refusal_ready", at(31, 9, month=3))
    assert dossier.slips.get(kind="03").data["legal_basis"] == WHY["legal_basis"]
    assert events(dossier, "result_refused")[0].data["late"] is False
    assert Message.objects.filter(reference__contains=":ready:").count() == 1
    done = actions.return_result(dossier=dossier, handed_to="Vàng Thị Mỷ", by=world.returner, at=at(31, 10, month=3))
    assert done.state == "returned"
    assert dossier.register_line.entries.get(kind="returned").data["what"] == "Từ chối giải quyết"


def test_a_refusal_after_its_time_says_so(world: World) -> None:
    late, _ = actions.refuse_result(dossier=appraised(world), **WHY, by=world.approver, at=at(3, 9))
    assert events(late, "result_refused")[0].data["late"] is True
    assert "sau hạn 17 giờ, thứ Năm 2/4/2020" in late.due_lines[-1]


def test_a_refusal_needs_reason_and_law(world: World) -> None:
    with pytest.raises(InvalidInput) as wrong:
        actions.refuse_result(dossier=appraised(world), reason="", legal_basis=" ", by=world.approver, at=at(1, 9))
    assert set(wrong.value.errors) == {"reason", "legal_basis"}


def test_nothing_is_refused_before_it_was_appraised_or_by_who_appraised(world: World) -> None:
    with pytest.raises(NotAllowed, match="chưa thẩm định"):
        actions.refuse_result(dossier=accepted(world), **WHY, by=world.approver, at=at(31, 9, month=3))
    dossier = appraised(world)
    world.processor.roles.create(role="approver", office=world.processor.office)
    with pytest.raises(NotAllowed, match="người khác"):
        actions.refuse_result(dossier=dossier, **WHY, by=world.processor, at=at(31, 9, month=3))


def test_stopped_on_request_with_a_notice(world: World) -> None:
    dossier = appraised(world)
    waiting = task_of(dossier, world)
    with pytest.raises(InvalidInput):
        actions.stop(dossier=dossier, reason=" ", by=world.approver, at=at(31, 9, month=3))
    stopped, slip = actions.stop(
        dossier=dossier, reason="Người nộp xin dừng để làm lại giấy tờ", by=world.approver, at=at(31, 9, month=3)
    )
    assert (stopped.state, stopped.finished_at, slip.kind) == ("stopped", at(31, 9, month=3), "stop")
    assert "Người nộp xin dừng" in Message.objects.get(reference__contains=":stopped:").text
    waiting.refresh_from_db()
    assert waiting.state == Task.State.CANCELLED and events(stopped, "task_cancelled")
    assert stopped.register_line.entries.get(kind="ended").data["state"] == "stopped"
    with pytest.raises(AlreadyDone):
        actions.stop(dossier=dossier, reason="Lần nữa", by=world.second_approver, at=at(31, 10, month=3))


def test_what_is_signed_is_neither_stopped_nor_withdrawn(world: World) -> None:
    world.procedure.payment_pause = True
    world.procedure.save()
    signed = actions.ask_payment(
        dossier=approved(world), what="Lệ phí", amount=8000, by=world.processor, at=at(31, 9, month=3)
    )
    with pytest.raises(NotAllowed, match="đã được ký"):
        actions.stop(dossier=signed, reason="Thôi", by=world.approver, at=at(31, 10, month=3))
    with pytest.raises(NotAllowed, match="đã được ký"):
        actions.withdraw(dossier=signed, reason="Thôi", by=CITIZEN, at=at(31, 10, month=3))


def test_a_withdrawal_names_the_originals_to_give_back(world: World) -> None:
    dossier = accepted(world)
    gone = actions.withdraw(dossier=dossier, reason="Làm nơi khác", by=CITIZEN, at=at(31, 9, month=3))
    assert events(gone, "withdrawn")[0].data["papers"] == [
        paper["name"] for paper in gone.papers if paper.get("given") and paper.get("originals")
    ]
    assert gone.files.exists()  # what was given stays on file
    assert gone.register_line.entries.get(kind="ended").data["state"] == "withdrawn"
    assert actions.withdraw(dossier=submitted(world), reason="", by=CITIZEN, at=at(31, 9, month=3)).state == "withdrawn"


def travelling(world: World) -> Dossier:
    dossier = refused(world)
    return actions.hand_to_post(dossier=dossier, tracking_number="RR1VN", by=world.returner, at=at(31, 14, month=3))


def test_what_the_post_could_not_deliver_comes_back(world: World) -> None:
    dossier = travelling(world)
    back = actions.fail_delivery(
        dossier=dossier, reason="Người nhận đi vắng", by=world.returner, at=at(7, 9),
        invited_on=[date(2020, 4, 3), date(2020, 4, 1)],
    )  # fmt: skip
    assert (back.state, back.tracking_number) == ("refusal_ready", "")
    note = back.steps_done[-1]["note"]
    assert "mời nhận 2 lần" in note and "Chưa đủ" not in note
    (event,) = events(back, "delivery_failed")
    assert event.data["tracking_number"] == "RR1VN" and world.commune.name in event.data["how"]
    assert world.commune.name in Message.objects.get(reference__contains=":undelivered:").text
    again = actions.hand_to_post(dossier=dossier, tracking_number="RR2VN", by=world.returner, at=at(7, 14))
    assert again.state == "delivering"


@pytest.mark.parametrize(
    "days", [[], [date(2020, 4, 3)], [date(2020, 4, 3), date(2020, 4, 3)], [date(2020, 4, 3), date(2020, 4, 6)]]
)
def test_too_few_invitations_are_noted(world: World, days: list[date]) -> None:
    back = actions.fail_delivery(
        dossier=travelling(world), reason="Sai địa chỉ", by=world.returner, at=at(7, 9), invited_on=days
    )
    note = back.steps_done[-1]["note"]
    assert ("Chưa đủ hai lần" in note) == bool(days) and ("Không rõ" in note) == (not days)


def test_nobody_was_invited_tomorrow(world: World) -> None:
    with pytest.raises(InvalidInput, match="sau hôm nay"):
        actions.fail_delivery(
            dossier=travelling(world), reason="Vắng", by=world.returner, at=at(7, 9), invited_on=[date(2020, 4, 8)]
        )


def test_a_stage_waits_for_what_must_be_answered(world: World) -> None:
    dossier = accepted(world)
    asked = task_of(dossier, world)
    task_of(dossier, world, required=False)
    with pytest.raises(NotAllowed) as waiting:
        actions.appraise(dossier=dossier, by=world.processor, at=at(31, 9, month=3))
    assert world.elsewhere.name in str(waiting.value) and "17 giờ, thứ Tư 1/4/2020" in str(waiting.value)
    with pytest.raises(NotAllowed) as stranger:  # who has no part in it learns nothing of whom it waits for
        actions.appraise(dossier=dossier, by=world.stranger, at=at(31, 9, month=3))
    assert world.elsewhere.name not in str(stranger.value)
    asked.state = Task.State.DONE
    asked.save()
    assert actions.appraise(dossier=dossier, by=world.processor, at=at(31, 9, month=3)).state == "approving"


def test_the_limitation_period_is_noted_and_moves_no_deadline(world: World) -> None:
    dossier = accepted(world)
    noted = actions.set_limitation(dossier=dossier, day=date(2020, 5, 30), by=world.receiver, at=at(31, 9, month=3))
    assert (noted.limitation_at, noted.due_at, noted.state) == (date(2020, 5, 30), at(2, 17), "appraising")
    right = actions.set_limitation(dossier=dossier, day=date(2020, 6, 30), by=world.processor, at=at(31, 10, month=3))
    assert right.limitation_at == date(2020, 6, 30)
    assert events(right, "limitation_set")[-1].data["before"] == "2020-05-30"
    for wrong in (None, date(1820, 1, 1), date(2920, 1, 1)):
        with pytest.raises(InvalidInput):
            actions.set_limitation(dossier=dossier, day=wrong, by=world.receiver, at=at(31, 11, month=3))
    with pytest.raises(NotAllowed):
        actions.set_limitation(dossier=dossier, day=date(2020, 6, 1), by=world.stranger, at=at(31, 11, month=3))


def test_a_stranger_learns_nothing_of_where_the_dossier_is(world: World) -> None:
    dossier = refused(world)
    acts = {
        "accept": lambda: actions.accept(dossier=dossier, by=world.stranger, at=at(1, 9)),
        "refuse_result": lambda: actions.refuse_result(dossier=dossier, **WHY, by=world.stranger, at=at(1, 9)),
        "stop": lambda: actions.stop(dossier=dossier, reason="Dừng lại", by=world.stranger, at=at(1, 9)),
    }
    for act in acts.values():
        with pytest.raises(NotAllowed, match=r"^Bạn không có vai trò"):
            act()


def test_a_linked_set_is_withdrawn_as_a_whole(world: World) -> None:
    linked = Linked(world)
    child = linked.child(world.procedure.code)
    told = Message.objects.count()
    actions.withdraw(dossier=linked.parent, reason="Thôi", by=CITIZEN, at=at(31, 9, month=3))
    child.refresh_from_db()
    assert (child.state, child.finished_at) == ("withdrawn", at(31, 9, month=3))
    assert linked.parent.code in events(child, "withdrawn")[0].data["why"]
    assert not linked.parent.children.exclude(state="withdrawn").exists()
    assert Message.objects.count() == told  # nobody is told of the parts


def test_the_apology_waits_for_nobodys_hands(world: World) -> None:
    dossier = accepted(world)
    actions.take(dossier=dossier, by=world.processor, at=at(30, 10, month=3))
    dossier.refresh_from_db()
    assert {step.code for step in steps_open(dossier, world.approver, at(31, 9, month=3))} == {"reappoint", "stop"}
    actions.reappoint(dossier=dossier, new_due=at(7, 9), reason="Chờ", by=world.approver, at=at(31, 9, month=3))
    dossier.refresh_from_db()
    assert dossier.holder == world.processor
