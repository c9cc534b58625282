"""A dossier's whole course, and who may take which step of it."""

from __future__ import annotations

import pytest

from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier
from motcua.journal import queries as journal
from motcua.journal.actor import CITIZEN
from motcua.notices.models import Message
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.dossiers.world import MONDAY, World, at, at_counter, filled_draft, jpeg, upload


def names(dossier: Dossier) -> list[str]:
    return [event.name for event in journal.history(f"dossier:{dossier.pk}")]


def test_online_from_hand_in_to_result(world: World) -> None:
    dossier, _ = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    assert dossier.code == "000.01.21.H22-200330-0001"
    assert dossier.state == "submitted" and dossier.due_at is None

    dossier, slip = actions.accept(dossier=dossier, by=world.receiver, at=at(31, 8, 0, month=3))
    assert dossier.due_at == at(3, 17)
    assert (slip.kind, slip.number) == ("01", "01/BPTNTKQ")
    assert dossier.state == "appraising"

    actions.take(dossier=dossier, by=world.processor, at=at(1, 8))
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, 9), opinion="Đủ điều kiện")
    actions.approve(dossier=dossier, by=world.approver, at=at(1, 10))
    actions.seal(dossier=dossier, by=world.sealer, at=at(1, 11))
    dossier.refresh_from_db()
    assert dossier.state == "result_ready" and dossier.finished_at == at(1, 11)
    assert "dossier.result_ready" not in names(dossier)  # nothing to fetch yet

    actions.upload_result(dossier=dossier, by=world.returner, at=at(1, 13, 30), file=upload(jpeg()), number="12/KS")
    actions.return_result(dossier=dossier, handed_to="Vàng Thị Mỷ", by=world.returner, at=at(1, 14))
    dossier.refresh_from_db()
    assert dossier.state == "returned" and dossier.handed_to == "Vàng Thị Mỷ"
    assert names(dossier) == [
        "dossier.submitted",
        "dossier.accepted",
        "dossier.taken",
        "dossier.appraised",
        "dossier.approved",
        "dossier.sealed",
        "dossier.result_ready",
        "dossier.returned",
    ]
    assert Message.objects.filter(subject=f"dossier:{dossier.pk}").count() == 4
    view = queries.public_view(dossier, at=at(1, 15), with_secret=True)
    assert view.steps[0].words == "Bạn đã nộp hồ sơ"
    assert view.steps[-1].words == "Đã trả kết quả" and view.degree == 4


def submitted(world: World) -> Dossier:
    return actions.submit_online(draft=filled_draft(world), at=MONDAY).dossier


def accepted(world: World) -> Dossier:
    return actions.accept(dossier=submitted(world), by=world.receiver, at=MONDAY)[0]


def sealed(world: World) -> Dossier:
    dossier = accepted(world)
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, 9))
    actions.approve(dossier=dossier, by=world.approver, at=at(1, 10))
    return actions.seal(dossier=dossier, by=world.sealer, at=at(1, 11))


def test_at_the_counter_it_is_accepted_at_once(world: World) -> None:
    received = at_counter(world)
    assert received.dossier.state == "appraising"
    assert received.dossier.received_at == MONDAY and received.dossier.due_at == at(2, 17)
    assert names(received.dossier) == ["dossier.accepted"]
    assert received.dossier.papers[0]["originals"] == 1


def test_the_same_key_at_the_counter_is_one_dossier(world: World) -> None:
    first = at_counter(world)
    again = at_counter(world, key=first.dossier.submission_key)
    assert again == first and Dossier.objects.count() == 1


def test_accepting_twice_with_the_page_of_before_is_already_done(world: World) -> None:
    dossier = submitted(world)
    actions.accept(dossier=dossier, by=world.receiver, at=MONDAY, expected_version=dossier.version, pass_on=False)
    with pytest.raises(AlreadyDone):
        actions.accept(dossier=dossier, by=world.colleague, at=MONDAY, expected_version=dossier.version)
    with pytest.raises(AlreadyDone):  # even without the version
        actions.accept(dossier=dossier, by=world.colleague, at=MONDAY)
    assert names(dossier).count("dossier.accepted") == 1
    actions.forward(dossier=dossier, by=world.receiver, at=MONDAY)
    dossier.refresh_from_db()
    assert dossier.state == "appraising"


@pytest.mark.parametrize("who", ["processor", "approver", "stranger", "leader", "returner"])
def test_only_the_units_receiving_officer_accepts(world: World, who: str) -> None:
    dossier = submitted(world)
    with pytest.raises(NotAllowed):
        actions.accept(dossier=dossier, by=getattr(world, who), at=MONDAY)
    dossier.refresh_from_db()
    assert dossier.state == "submitted" and dossier.due_at is None


def test_who_left_may_do_nothing(world: World) -> None:
    world.receiver.is_active = False
    world.receiver.save()
    with pytest.raises(NotAllowed):
        actions.accept(dossier=submitted(world), by=world.receiver, at=MONDAY)


def test_one_person_never_appraises_and_approves(world: World) -> None:
    dossier = accepted(world)
    world.processor.roles.create(role="approver", office=world.processor.office)
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, 9))
    with pytest.raises(NotAllowed, match="người khác"):
        actions.approve(dossier=dossier, by=world.processor, at=at(1, 10))
    dossier.refresh_from_db()
    assert "approve" not in {step.code for step in queries.steps_possible(dossier, world.processor, MONDAY)}
    assert "approve" in {step.code for step in queries.steps_possible(dossier, world.approver, MONDAY)}


def test_sent_back_and_approved_by_another(world: World) -> None:
    dossier = accepted(world)
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, 9))
    with pytest.raises(InvalidInput):
        actions.send_back(dossier=dossier, reason=" ", by=world.approver, at=at(1, 10))
    dossier = actions.send_back(dossier=dossier, reason="Thiếu chữ ký", by=world.approver, at=at(1, 10))
    assert dossier.state == "appraising" and dossier.due_at == at(2, 17)
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, 11))
    assert actions.approve(dossier=dossier, by=world.second_approver, at=at(1, 14)).state == "sealing"


def test_what_a_colleague_holds_is_left_alone(world: World) -> None:
    dossier = accepted(world)
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, 9))
    actions.take(dossier=dossier, by=world.approver, at=at(1, 9))
    with pytest.raises(AlreadyDone):
        actions.take(dossier=dossier, by=world.second_approver, at=at(1, 9))
    with pytest.raises(NotAllowed, match="đang do"):
        actions.approve(dossier=dossier, by=world.second_approver, at=at(1, 10))


def test_taking_again_changes_nothing(world: World) -> None:
    dossier = accepted(world)
    taken = actions.take(dossier=dossier, by=world.processor, at=at(1, 8))
    assert actions.take(dossier=dossier, by=world.processor, at=at(1, 8)).version == taken.version
    with pytest.raises(NotAllowed):
        actions.take(dossier=submitted(world), by=world.processor, at=at(1, 8))


def test_asked_once_before_acceptance_then_completed(world: World) -> None:
    dossier = submitted(world)
    asked, slip = actions.request_supplement(
        dossier=dossier, items=["Giấy chứng sinh rõ hơn", "  "], reason="Ảnh mờ", by=world.receiver, at=MONDAY
    )
    assert asked.state == "supplement_asked" and slip.kind == "02" and slip.data["items"] == ["Giấy chứng sinh rõ hơn"]
    completed = actions.supplement(dossier=dossier, files=[upload(jpeg(shade=10))], at=at(31, 8, month=3))
    assert completed.state == "submitted" and completed.files.count() == 2
    with pytest.raises(NotAllowed, match="một lần"):
        actions.request_supplement(dossier=dossier, items=["Nữa"], reason="Còn", by=world.receiver, at=MONDAY)
    done, _ = actions.accept(dossier=dossier, by=world.receiver, at=at(31, 9, month=3))
    assert done.due_at == at(3, 17)


def test_supplement_while_appraised_restarts_the_clock_from_when_it_came(world: World) -> None:
    dossier = accepted(world)
    asked, _ = actions.request_supplement(
        dossier=dossier, items=["Giấy ủy quyền"], reason="Người nộp không phải cha mẹ", by=world.processor, at=at(1, 9)
    )
    assert asked.state == "waiting_supplement" and asked.paused_at == at(1, 9)
    with pytest.raises(NotAllowed):
        actions.appraise(dossier=dossier, by=world.processor, at=at(1, 10))
    actions.supplement(dossier=dossier, files=[upload(jpeg(shade=9))], at=at(6, 9), note="Tôi gửi giấy ủy quyền")
    again, slip = actions.take_supplement(dossier=dossier, by=world.receiver, at=at(7, 8))
    assert again.state == "appraising" and again.paused_at is None
    assert again.due_at == at(9, 17) == again.original_due_at  # three working days from Monday 6 April, not Tuesday
    assert slip.number == "02/BPTNTKQ"


def test_nothing_asked_nothing_taken(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.supplement(dossier=accepted(world), files=[upload(jpeg())], at=MONDAY)


def test_one_bad_file_and_no_file_of_the_supplement_is_kept(world: World) -> None:
    dossier = submitted(world)
    actions.request_supplement(dossier=dossier, items=["Ảnh"], reason="Mờ", by=world.receiver, at=MONDAY)
    with pytest.raises(InvalidInput, match=r"xau\.jpg"):
        actions.supplement(dossier=dossier, files=[upload(jpeg(shade=3)), upload(b"GIF89a", "xau.jpg")], at=MONDAY)
    dossier.refresh_from_db()
    assert dossier.files.count() == 1 and dossier.state == "supplement_asked"


def test_refusing_needs_reason_and_basis(world: World) -> None:
    dossier = submitted(world)
    with pytest.raises(InvalidInput) as wrong:
        actions.refuse(dossier=dossier, reason="", legal_basis="", by=world.receiver, at=MONDAY)
    assert set(wrong.value.errors) == {"reason", "legal_basis"}
    refused, slip = actions.refuse(
        dossier=dossier,
        reason="Không thuộc thẩm quyền của xã",
        legal_basis="Luật Hộ tịch",
        by=world.receiver,
        at=MONDAY,
    )
    assert refused.state == "refused_intake" and slip.kind == "03"
    with pytest.raises(NotAllowed):
        actions.accept(dossier=dossier, by=world.receiver, at=MONDAY)
    message = Message.objects.get(reference__contains=":refused:")
    assert "Không thuộc thẩm quyền của xã." in message.text


def test_the_person_is_told_once_when_the_result_is_there(world: World) -> None:
    dossier = sealed(world)
    actions.upload_result(dossier=dossier, by=world.sealer, at=at(1, 12), number="5/KS")
    actions.upload_result(dossier=dossier, by=world.sealer, at=at(1, 12), file=upload(jpeg()))
    assert names(dossier).count("dossier.result_ready") == 1


def test_no_result_no_return(world: World) -> None:
    dossier = sealed(world)
    with pytest.raises(NotAllowed, match="Chưa có kết quả"):
        actions.return_result(dossier=dossier, handed_to="Ai đó", by=world.returner, at=at(1, 14))
    dossier.refresh_from_db()
    assert dossier.state == "result_ready"


def test_by_post_it_travels_and_arrives(world: World) -> None:
    dossier = sealed(world)
    actions.upload_result(dossier=dossier, by=world.returner, at=at(1, 13), number="5/KS")
    sent = actions.hand_to_post(dossier=dossier, tracking_number="RR123456789VN", by=world.returner, at=at(1, 14))
    assert sent.state == "delivering"
    assert "dossier.handed_to_post" in names(sent) and "dossier.result_ready" in names(sent)
    told = Message.objects.get(subject=f"dossier:{sent.pk}", reference__contains=":posted:").text
    assert "bưu điện" in told and "RR123456789VN" in told and sent.code in told
    there = actions.confirm_delivery(dossier=dossier, handed_to="", by=world.returner, at=at(3, 9))
    assert (there.state, there.handed_to, there.returned_at) == ("returned", "Vàng Thị Mỷ", at(3, 9))


def test_the_person_withdraws_while_it_is_not_signed(world: World) -> None:
    gone = actions.withdraw(dossier=accepted(world), reason="", by=CITIZEN, at=at(1, 8))
    assert gone.state == "withdrawn" and gone.finished_at == at(1, 8)
    with pytest.raises(NotAllowed):
        actions.withdraw(dossier=sealed(world), reason="Thôi", by=CITIZEN, at=at(1, 12))


def test_every_look_of_staff_is_written_down(world: World) -> None:
    dossier = submitted(world)
    assert actions.view_dossier(staff=world.receiver, code=dossier.code.lower(), at=MONDAY) == dossier
    assert actions.view_dossier(staff=world.stranger, code=dossier.code, at=MONDAY) is None
    file = dossier.files.get()
    assert actions.view_file(staff=world.receiver, code=dossier.code, file_id=file.pk, at=MONDAY) == file
    assert actions.view_file(staff=world.stranger, code=dossier.code, file_id=file.pk, at=MONDAY) is None
    looks = [(e.name, e.actor_name) for e in journal.history(f"dossier:{dossier.pk}") if "viewed" in e.name]
    assert looks == [("dossier.viewed", "Cán bộ receiver"), ("dossier.file_viewed", "Cán bộ receiver")]


def test_a_slip_is_printed_for_who_may_see_the_dossier(world: World) -> None:
    received = at_counter(world)
    code, slip = received.dossier.code, received.slip
    assert actions.view_slip(staff=world.stranger, code=code, slip_id=slip.pk, at=MONDAY) is None
    printed = actions.view_slip(staff=world.receiver, code=code, slip_id=slip.pk, at=MONDAY)
    assert printed is not None and printed[1].startswith(b"%PDF-")
    assert names(received.dossier)[-1] == "dossier.slip_printed"
