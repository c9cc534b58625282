"""What moves the promise: apology and another day, supplements, payments, the procedure's own cut-off."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from motcua.dossiers import actions, queries
from motcua.dossiers.life import clock, short_deadlines
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import public_view
from motcua.notices.models import Message
from motcua.people.models import CalendarDay, Role
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook import law
from motcua.rulebook.deadlines import Pace
from tests.dossiers.action_steps import accepted, approved, events, person, submitted
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY, World, at, at_counter, jpeg, upload


def reappointed(world: World) -> Dossier:
    dossier = accepted(world)
    return actions.reappoint(
        dossier=dossier, new_due=at(7, 16, 30), reason="Chờ xác minh nơi sinh", by=world.approver, at=at(1, 17)
    )[0]


def test_an_apology_keeps_the_first_promise(world: World) -> None:
    dossier = reappointed(world)
    assert (dossier.due_at, dossier.original_due_at) == (at(7, 16, 30), at(2, 17))
    assert dossier.reappointed_at == at(1, 17) and dossier.state == "appraising"
    assert any("lần đầu hẹn 17 giờ, thứ Năm 2/4/2020" in line for line in dossier.due_lines)
    slip = dossier.slips.get(kind="04")
    assert slip.data["reason"] == "Chờ xác minh nơi sinh" and slip.data["new_due"].startswith("2020-04-07T16:30")
    (event,) = events(dossier, "reappointed")
    assert event.data["why"] == "Chờ xác minh nơi sinh." and event.data["due"] == "16 giờ 30, thứ Ba 7/4/2020"
    told = Message.objects.get(reference__contains=":reappointed:").text
    assert "xin lỗi" in told and "16 giờ 30, thứ Ba 7/4/2020" in told


def test_a_re_appointed_dossier_is_late_against_the_first_promise(world: World) -> None:
    dossier = reappointed(world)
    how = queries.work_options_of(dossier, world.approver, at(3, 9)).timeliness
    assert how is not None and how.state is not Pace.LATE  # against what was promised last it still has time
    dossier.finished_at = at(6, 9)
    how = queries.work_options_of(dossier, world.approver, at(6, 9)).timeliness
    assert how is not None and how.state is Pace.LATE


def test_one_minute_after_the_last_working_day_before_the_due_day_is_too_late(world: World) -> None:
    dossier = accepted(world)
    assert short_deadlines.apology_by(dossier) == at(1, 17)
    with pytest.raises(NotAllowed, match="chậm nhất 17 giờ, thứ Tư 1/4/2020"):
        actions.reappoint(dossier=dossier, new_due=at(7, 16), reason="Muộn", by=world.approver, at=at(1, 17, 1))
    dossier.refresh_from_db()
    assert dossier.due_at == at(2, 17) and not dossier.slips.filter(kind="04").exists()


def test_no_second_apology(world: World) -> None:
    dossier = reappointed(world)
    with pytest.raises(NotAllowed, match="không được hẹn lại lần nữa"):
        actions.reappoint(dossier=dossier, new_due=at(10, 9), reason="Nữa", by=world.approver, at=at(2, 9))


@pytest.mark.parametrize(
    ("new_due", "why"),
    [(at(2, 17), "phải sau"), (at(4, 9), "ngoài giờ làm việc"), (at(7, 12), "ngoài giờ"), (None, "Hãy chọn")],
)
def test_the_new_moment_is_later_and_worked(world: World, new_due: datetime | None, why: str) -> None:
    arguments = {"dossier": accepted(world), "reason": "Chờ", "by": world.approver, "at": at(31, 9, month=3)}
    with pytest.raises(InvalidInput) as wrong:
        actions.reappoint(new_due=new_due, **arguments)
    assert why in wrong.value.errors["new_due"]


@pytest.mark.parametrize("who", ["receiver", "processor", "sealer", "returner", "stranger", "leader"])
def test_only_the_approver_apologises(world: World, who: str) -> None:
    with pytest.raises(NotAllowed, match="vai trò"):
        actions.reappoint(
            dossier=accepted(world), new_due=at(7, 9), reason="Chờ", by=getattr(world, who), at=at(31, 9, month=3)
        )


def test_a_supplement_resumes_where_the_procedure_says_so(world: World) -> None:
    world.procedure.supplement_clock = "resume"
    world.procedure.save()
    dossier = accepted(world)
    actions.request_supplement(dossier=dossier, items=["Giấy"], reason="Thiếu", by=world.processor, at=at(1, 9))
    actions.supplement(dossier=dossier, files=[upload(jpeg(shade=9))], at=at(6, 9))
    again, _ = actions.take_supplement(dossier=dossier, by=world.receiver, at=at(6, 10))
    # One working day was left after Wednesday 1 April; Monday 6 itself is not counted.
    assert again.due_at == again.original_due_at == at(7, 17) and again.paused_at is None


def without_due_time(dossier: Dossier) -> Dossier:
    """The row as the import of an older system leaves it that kept no due time."""
    Dossier.objects.filter(pk=dossier.pk).update(
        due_at=None, original_due_at=None, count_began_at=None, count_last_day=None, limit_value=None, due_lines=[]
    )
    dossier.refresh_from_db()
    return dossier


@pytest.mark.parametrize("how", ["restart", "resume"])
def test_a_supplement_to_a_dossier_that_came_without_a_due_time_gets_one(world: World, how: str) -> None:
    world.procedure.supplement_clock = how
    world.procedure.save()
    dossier = accepted(world)
    received = dossier.received_at
    actions.request_supplement(dossier=dossier, items=["Giấy"], reason="Thiếu", by=world.processor, at=at(1, 9))
    without_due_time(dossier)
    actions.supplement(dossier=dossier, files=[upload(jpeg(shade=9))], at=at(6, 9))
    again, slip = actions.take_supplement(dossier=dossier, by=world.receiver, at=at(6, 10))
    assert again.due_at == again.original_due_at == at(9, 17) and again.paused_at is None
    assert again.received_at == received and again.state == "appraising" and slip.kind == "01"
    assert "Hệ thống cũ không ghi ngày hẹn trả" in again.due_lines[0]
    assert events(again, "accepted")[-1].data["due"] == "17 giờ, thứ Năm 9/4/2020"


def test_a_payment_for_a_dossier_that_came_without_a_due_time_gives_one(world: World) -> None:
    dossier = without_due_time(paying(world))
    again = actions.confirm_payment(dossier=dossier, by=world.receiver, at=at(6, 9), note="BL 7")
    assert again.due_at == at(9, 17) and again.paused_at is None


def test_no_other_day_is_promised_where_an_older_system_promised_none(world: World) -> None:
    dossier = without_due_time(accepted(world))
    with pytest.raises(NotAllowed, match="hệ thống cũ không ghi ngày hẹn trả"):
        actions.reappoint(dossier=dossier, new_due=at(7, 16), reason="Chờ", by=world.approver, at=at(1, 9))


def test_what_was_late_when_the_supplement_was_asked_stays_late(world: World) -> None:
    dossier = accepted(world)
    actions.request_supplement(
        dossier=dossier, items=["Giấy"], reason="Thiếu", by=world.processor, at=at(3, 9), late_basis="Điều 9 Luật Đất"
    )
    actions.supplement(dossier=dossier, files=[upload(jpeg(shade=9))], at=at(6, 9))
    again, _ = actions.take_supplement(dossier=dossier, by=world.receiver, at=at(6, 10))
    assert (again.due_at, again.original_due_at) == (at(9, 17), at(2, 17))


def test_after_three_working_days_the_sectors_law_must_be_named(world: World) -> None:
    dossier = accepted(world)
    assert short_deadlines.supplement_request_by(dossier) == at(2, 17)
    asking = {"dossier": dossier, "items": ["Giấy"], "reason": "Thiếu", "by": world.processor, "at": at(2, 17, 1)}
    with pytest.raises(InvalidInput) as wrong:
        actions.request_supplement(**asking)
    assert "17 giờ, thứ Năm 2/4/2020" in wrong.value.errors["late_basis"]
    asked, _ = actions.request_supplement(**asking, late_basis="Điều 12 Luật Xây dựng")
    assert any("Điều 12 Luật Xây dựng" in line for line in asked.due_lines)
    assert events(asked, "supplement_requested")[0].data["late"]


def test_the_days_of_the_law_are_those_of_the_sentence(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = law.number
    monkeypatch.setattr(law, "number", lambda name, *, on: 2 if name == "supplement.ask_within" else real(name, on=on))
    dossier = accepted(world)
    asking = {"dossier": dossier, "items": ["Giấy"], "reason": "Thiếu", "by": world.processor, "at": at(2, 9)}
    with pytest.raises(InvalidInput) as wrong:
        actions.request_supplement(**asking)
    assert "Đã quá 02 ngày làm việc" in wrong.value.errors["late_basis"]
    asked, _ = actions.request_supplement(**asking, late_basis="Điều 12 Luật Xây dựng")
    assert any("sau 02 ngày làm việc" in line for line in asked.due_lines)


def test_a_second_supplement_needs_leave(world: World) -> None:
    dossier = accepted(world)
    with pytest.raises(NotAllowed, match="chưa được yêu cầu bổ sung lần nào"):
        actions.allow_second_supplement(dossier=dossier, reason="Sớm", by=world.approver, at=at(31, 9, month=3))
    ask = {"dossier": dossier, "items": ["Giấy"], "reason": "Thiếu", "by": world.processor}
    actions.request_supplement(**ask, at=at(31, 9, month=3))
    actions.supplement(dossier=dossier, files=[upload(jpeg(shade=9))], at=at(31, 10, month=3))
    actions.take_supplement(dossier=dossier, by=world.receiver, at=at(31, 11, month=3))
    with pytest.raises(NotAllowed, match="chỉ được yêu cầu một lần"):
        actions.request_supplement(**ask, at=at(1, 9))
    with pytest.raises(NotAllowed, match="vai trò"):
        actions.allow_second_supplement(dossier=dossier, reason="Tự cho", by=world.processor, at=at(1, 9))
    head = person("head", Role.UNIT_HEAD, world.commune)
    allowed = actions.allow_second_supplement(dossier=dossier, reason="Người nộp đổi yêu cầu", by=head, at=at(1, 9))
    assert allowed.second_supplement["reason"] == "Người nộp đổi yêu cầu"
    assert allowed.second_supplement["name"] == "Cán bộ head" and events(allowed, "second_supplement_allowed")
    again, _ = actions.request_supplement(**ask, at=at(8, 9))  # the leave says why it comes late
    assert again.supplements == 2 and "Người nộp đổi yêu cầu" in again.due_lines[-2] + again.due_lines[-1]
    actions.supplement(dossier=dossier, files=[upload(jpeg(shade=19))], at=at(8, 10))
    actions.take_supplement(dossier=dossier, by=world.receiver, at=at(8, 11))
    with pytest.raises(NotAllowed, match="được cho phép rồi"):
        actions.allow_second_supplement(dossier=dossier, reason="Nữa", by=head, at=at(8, 12))
    with pytest.raises(NotAllowed, match="đã được yêu cầu bổ sung hai lần; chỉ được yêu cầu hai lần"):
        actions.request_supplement(**ask, at=at(8, 14))


def paying(world: World) -> Dossier:
    world.procedure.payment_pause = True
    world.procedure.save()
    return actions.ask_payment(
        dossier=approved(world), what="Lệ phí trước bạ", amount=1_250_000, by=world.processor, at=at(31, 9, month=3)
    )


def test_the_clock_stands_while_the_person_pays(world: World) -> None:
    dossier = paying(world)
    assert (dossier.state, dossier.paused_at) == ("waiting_payment", at(31, 9, month=3))
    assert (dossier.payment_text, dossier.payment_amount) == ("Lệ phí trước bạ", 1_250_000)
    assert "Lệ phí trước bạ: 1.250.000 đ." in Message.objects.get(reference__contains=":payment:").text
    cashier = person("cashier", Role.CASHIER, world.commune)
    paid = actions.confirm_payment(dossier=dossier, by=cashier, at=at(7, 9), note="Biên lai 12")
    # Two working days were left after Tuesday 31 March.
    assert (paid.state, paid.paused_at, paid.due_at) == ("sealing", None, at(9, 17))
    assert events(paid, "payment_confirmed")[0].data["due"] == "17 giờ, thứ Năm 9/4/2020"


def test_payment_pauses_only_where_the_procedure_says_so(world: World) -> None:
    with pytest.raises(NotAllowed, match="không quy định tạm dừng"):
        actions.ask_payment(dossier=accepted(world), what="Phí", amount=1000, by=world.processor, at=at(31, 9, month=3))


@pytest.mark.parametrize("amount", [None, 0, -5, 10**13])
def test_money_is_more_than_nothing(world: World, amount: int | None) -> None:
    with pytest.raises(InvalidInput) as wrong:
        actions.ask_payment(dossier=accepted(world), what=" ", amount=amount, by=world.processor, at=at(31, 9, month=3))
    assert set(wrong.value.errors) == {"what", "amount"}


def test_the_procedures_own_cut_off_counts(world: World) -> None:
    world.procedure.cut_off = time(14)
    world.procedure.save()
    limit = world.procedure.time_limits.get()
    limit.unit = "same_day"
    limit.save()
    early = at_counter(world, moment=at(30, 14, month=3)).dossier
    late = at_counter(world, moment=at(30, 14, 1, month=3)).dossier
    assert early.due_at == at(30, 17, month=3) and late.due_at == at(31, 17, month=3)
    assert clock.pass_on_by(early) == at(30, 17, month=3) and clock.pass_on_by(late) == at(31, 7, month=3)


def test_a_limit_of_its_own_channel(world: World) -> None:
    world.procedure.time_limits.create(channel="online", value=1, unit="working_days")
    assert accepted(world).due_at == at(31, 17, month=3)
    assert at_counter(world).dossier.due_at == at(2, 17)


def test_every_dossier_that_runs_says_until_when(world: World) -> None:
    dossier = submitted(world)
    assert clock.answer_by(dossier) == at(31, 9, month=3) and clock.pass_on_by(dossier) is None
    held, _ = actions.accept(dossier=dossier, by=world.receiver, at=at(30, 15, 1, month=3), pass_on=False)
    assert clock.pass_on_by(held) == at(31, 7, month=3)
    moved = actions.forward(dossier=held, by=world.receiver, at=at(31, 7, month=3))
    assert moved.due_at == at(2, 17)


def test_an_office_that_never_works_is_told_so(world: World) -> None:
    dossier = submitted(world)
    CalendarDay.objects.bulk_create(
        CalendarDay(day=date(2020, 3, 1) + timedelta(days=step), kind="off", label="Đóng", office=world.commune)
        for step in range(500)
    )
    with pytest.raises(NotAllowed, match="Không có ngày làm việc nào"):
        actions.accept(dossier=dossier, by=world.receiver, at=MONDAY)


def test_a_letter_that_extends_limits_is_named_in_the_count_the_apology_and_on_the_page(world: World) -> None:
    said = "Thời hạn giải quyết được kéo dài theo 905/UBND-PVHCC, mục 2.1."
    before = accepted(world)
    assert not public_view(before, at=at(1, 9), with_secret=True).extended
    enact(world, {"point": "deadline.extended", "value": True, "when": {"under": world.commune.path}})
    assert public_view(before, at=at(1, 9), with_secret=True).extended == said
    assert not any("kéo dài" in line for line in before.due_lines), "counted before the letter"
    assert accepted(world).due_lines[-1] == f"{said} Hạn trả trên chưa tính phần kéo dài."
    put_off = reappointed(world)
    assert put_off.slips.get(kind="04").data["reason"] == f"Chờ xác minh nơi sinh. {said}"
    assert said in Message.objects.get(reference__contains=":reappointed:").text
