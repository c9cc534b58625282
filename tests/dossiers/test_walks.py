"""Any officer tries any act at any time: whatever comes of it, a dossier's history makes sense."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier
from motcua.journal import queries as journal
from motcua.journal.actor import CITIZEN
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook import dossier_states
from tests.dossiers.world import MONDAY, World, at, filled_draft

Act = Callable[[Dossier, Staff, int], object]
PEOPLE = ["receiver", "colleague", "processor", "approver", "second_approver", "sealer", "returner", "stranger", "both"]
ACTS: dict[str, Act] = {
    "accept": lambda d, by, n: actions.accept(dossier=d, by=by, at=moment(n)),
    "accept_here": lambda d, by, n: actions.accept(dossier=d, by=by, at=moment(n), pass_on=False),
    "forward": lambda d, by, n: actions.forward(dossier=d, by=by, at=moment(n)),
    "refuse": lambda d, by, n: actions.refuse(
        dossier=d, reason="Không đúng nơi tiếp nhận", legal_basis="Luật", by=by, at=moment(n)
    ),
    "ask": lambda d, by, n: actions.request_supplement(dossier=d, items=["Giấy"], reason="Thiếu", by=by, at=moment(n)),
    "complete": lambda d, _, n: actions.supplement(dossier=d, files=[], note="Đây", at=moment(n)),
    "take_supplement": lambda d, by, n: actions.take_supplement(dossier=d, by=by, at=moment(n)),
    "take": lambda d, by, n: actions.take(dossier=d, by=by, at=moment(n)),
    "appraise": lambda d, by, n: actions.appraise(dossier=d, by=by, at=moment(n)),
    "approve": lambda d, by, n: actions.approve(dossier=d, by=by, at=moment(n)),
    "seal": lambda d, by, n: actions.seal(dossier=d, by=by, at=moment(n)),
    "send_back": lambda d, by, n: actions.send_back(dossier=d, reason="Sai", by=by, at=moment(n)),
    "result": lambda d, by, n: actions.upload_result(dossier=d, by=by, at=moment(n), number="1/KS"),
    "return": lambda d, by, n: actions.return_result(dossier=d, handed_to="Vàng Thị Mỷ", by=by, at=moment(n)),
    "post": lambda d, by, n: actions.hand_to_post(dossier=d, tracking_number="RR1", by=by, at=moment(n)),
    "delivered": lambda d, by, n: actions.confirm_delivery(dossier=d, handed_to="", by=by, at=moment(n)),
    "withdraw": lambda d, _, n: actions.withdraw(dossier=d, reason="Thôi", by=CITIZEN, at=moment(n)),
    "ask_late": lambda d, by, n: actions.request_supplement(
        dossier=d, items=["Giấy"], reason="Thiếu", by=by, at=moment(n), late_basis="Luật Đất đai"
    ),
    "allow": lambda d, by, n: actions.allow_second_supplement(dossier=d, reason="Đổi ý", by=by, at=moment(n)),
    "ask_payment": lambda d, by, n: actions.ask_payment(dossier=d, what="Lệ phí", amount=8000, by=by, at=moment(n)),
    "confirm_payment": lambda d, by, n: actions.confirm_payment(dossier=d, by=by, at=moment(n)),
    "refuse_result": lambda d, by, n: actions.refuse_result(
        dossier=d, reason="Không đủ điều kiện", legal_basis="Luật Hộ tịch", by=by, at=moment(n)
    ),
    "reappoint": lambda d, by, n: actions.reappoint(dossier=d, new_due=at(20, 9), reason="Chờ", by=by, at=moment(n)),
    "undelivered": lambda d, by, n: actions.fail_delivery(dossier=d, reason="Vắng", by=by, at=moment(n)),
    "stop": lambda d, by, n: actions.stop(dossier=d, reason="Người nộp xin dừng", by=by, at=moment(n)),
    "limitation": lambda d, by, n: actions.set_limitation(dossier=d, day=date(2020, 9, 1), by=by, at=moment(n)),
}
# The usual course comes up more often than the rest, so that walks get far.
USUAL = ["accept", "appraise", "approve", "seal", "result", "return"]
OWNER = {"accept": "receiver", "appraise": "processor", "approve": "approver", "seal": "sealer",
         "result": "returner", "return": "returner"}  # fmt: skip
tries = st.one_of(
    st.sampled_from(USUAL).map(lambda act: (act, OWNER[act])),
    st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(PEOPLE)),
)


def moment(number: int) -> datetime:
    return MONDAY + timedelta(hours=3 * number)


def check(dossier: Dossier, world: World) -> None:
    done = dossier.steps_done
    assert [step["from"] for step in done] == ["new", *(step["to"] for step in done[:-1])]
    assert done[-1]["to"] == dossier.state
    for step in done:
        row = dossier_states.step(step["step"])
        assert step["from"] in row.from_
    by = {code: {step["by"] for step in done if step["step"] == code} for code in ("appraise", "approve", "seal")}
    assert not by["appraise"] & by["approve"] and not by["approve"] & by["seal"]
    codes = [step["step"] for step in done]
    assert dossier.supplements <= 1 + codes.count("allow_second_supplement") <= 2
    assert codes.count("reappoint") <= 1 and (dossier.reappointed_at is not None) == ("reappoint" in codes)
    assert codes.count("reappoint") == dossier.slips.filter(kind="04").count()
    assert not by["appraise"] & {step["by"] for step in done if step["step"] == "refuse_result"}
    assert (dossier.due_at is not None) == ("accept" in codes)
    assert (dossier.paused_at is not None) == (dossier.state in {"waiting_supplement", "waiting_payment"})
    if dossier.due_at is not None and dossier.original_due_at is not None:
        assert dossier.original_due_at <= dossier.due_at
    state = dossier_states.state(dossier.state)
    assert (dossier.finished_at is not None) == (
        state.clock is dossier_states.Clock.STOPPED or state.code == "refused_intake"
    )
    assert (dossier.returned_at is not None) == (dossier.state == "returned")
    events = [event.name for event in journal.history(f"dossier:{dossier.pk}")]
    assert events.count("dossier.submitted") == 1
    for code, name in {"accept": "accepted", "appraise": "appraised", "approve": "approved", "seal": "sealed"}.items():
        extra = codes.count("take_supplement") if code == "accept" else 0
        assert events.count(f"dossier.{name}") == codes.count(code) + extra
    assert dossier.slips.filter(kind="01").count() == events.count("dossier.accepted")
    if state.end:
        everybody = [getattr(world, name) for name in PEOPLE if name != "both"]
        assert not any(queries.steps_possible(dossier, staff, MONDAY) for staff in everybody)
    assert queries.public_view(dossier, at=moment(99), with_secret=True).degree == state.degree


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(tries, max_size=14))
def test_no_walk_leads_astray(world: World, walk: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        world.procedure.payment_pause = True
        world.procedure.save()
        both = Staff.objects.create(username="both", full_name="Kiêm nhiệm", office=world.commune)
        for role in ("receiving_officer", "processing_officer", "approver", "seal_keeper", "returning_officer"):
            both.roles.create(role=role, office=world.commune)
        dossier = actions.submit_online(draft=filled_draft(world), at=MONDAY).dossier
        for number, (act, who) in enumerate(walk, start=1):
            version = Dossier.objects.values_list("version", flat=True).get(pk=dossier.pk)
            try:
                with transaction.atomic():
                    ACTS[act](dossier, both if who == "both" else getattr(world, who), number)
            except (AlreadyDone, NotAllowed, InvalidInput) as refused:
                assert str(refused)
                assert Dossier.objects.values_list("version", flat=True).get(pk=dossier.pk) == version
        dossier.refresh_from_db()
        check(dossier, world)
        transaction.set_rollback(True)
