"""From any state a dossier can come to: every allowed act works for the right role, every other is refused in words.

The dossier is walked through all its states in the database, by the real acts; then, a test for each state, everybody
of the cast, the applicant and the post try every act there (in a long run; a third of them otherwise).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from motcua.dossiers import actions
from motcua.dossiers.life import clock
from motcua.dossiers.life.transitions import IN_HAND, steps_open, why_refused
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import roles_towards
from motcua.journal.actor import CITIZEN, Actor
from motcua.people.models import Role, Staff
from motcua.refusals import AlreadyDone, NotAllowed
from motcua.rulebook import dossier_states
from motcua.rulebook.dossier_states import SEPARATE_PEOPLE, STATE_CODES, STEPS
from tests.dossiers.action_steps import person, submitted
from tests.dossiers.world import MONDAY, World, at

POST = Actor(reference="post", name="Bưu điện")
LAW = {"reason": "Không đúng thẩm quyền của xã", "legal_basis": "Điều 15 Luật Hộ tịch"}
Act = Callable[[Dossier, Any, datetime], object]
ACTS: dict[str, Act] = {
    "accept": lambda d, by, m: actions.accept(dossier=d, by=by, at=m, pass_on=False),
    "ask_to_complete": lambda d, by, m: _ask(d, by, m, "submitted"),
    "complete": lambda d, by, m: actions.supplement(dossier=d, files=[], note="Đã bổ sung", at=m),
    "refuse": lambda d, by, m: actions.refuse(dossier=d, **LAW, by=by, at=m),
    "forward": lambda d, by, m: actions.forward(dossier=d, by=by, at=m),
    "appraise": lambda d, by, m: actions.appraise(dossier=d, by=by, at=m),
    "approve": lambda d, by, m: actions.approve(dossier=d, by=by, at=m),
    "seal": lambda d, by, m: actions.seal(dossier=d, by=by, at=m),
    "send_back": lambda d, by, m: actions.send_back(dossier=d, reason="Xem lại", by=by, at=m),
    "refuse_seal": lambda d, by, m: actions.send_back(dossier=d, reason="Sai thể thức", by=by, at=m),
    "ask_supplement": lambda d, by, m: _ask(d, by, m, "appraising"),
    "take_supplement": lambda d, by, m: actions.take_supplement(dossier=d, by=by, at=m),
    "allow_second_supplement": lambda d, by, m: actions.allow_second_supplement(
        dossier=d, reason="Đổi yêu cầu", by=by, at=m
    ),
    "ask_payment": lambda d, by, m: actions.ask_payment(dossier=d, what="Lệ phí", amount=8000, by=by, at=m),
    "confirm_payment": lambda d, by, m: actions.confirm_payment(dossier=d, by=by, at=m),
    "refuse_result": lambda d, by, m: actions.refuse_result(dossier=d, **LAW, by=by, at=m),
    "reappoint": lambda d, by, m: actions.reappoint(dossier=d, new_due=at(13, 9), reason="Chờ", by=by, at=m),
    "return_result": lambda d, by, m: actions.return_result(dossier=d, handed_to="Vàng Thị Mỷ", by=by, at=m),
    "hand_to_post": lambda d, by, m: actions.hand_to_post(dossier=d, tracking_number="RR1", by=by, at=m),
    "deliver": lambda d, by, m: actions.confirm_delivery(dossier=d, handed_to="Mỷ", by=by, at=m),
    "fail_delivery": lambda d, by, m: actions.fail_delivery(dossier=d, reason="Vắng nhà", by=by, at=m),
    "withdraw": lambda d, by, m: actions.withdraw(dossier=d, reason="Thôi", by=by, at=m),
    "stop": lambda d, by, m: actions.stop(dossier=d, reason="Người nộp đề nghị", by=by, at=m),
    "set_limitation": lambda d, by, m: actions.set_limitation(dossier=d, day=date(2020, 9, 1), by=by, at=m),
}
# One act serves two steps of the table; which of them, the state decides.
SHARED = {"ask_to_complete": "ask_supplement", "ask_supplement": "ask_to_complete",
          "send_back": "refuse_seal", "refuse_seal": "send_back"}  # fmt: skip


_FORWARDED = ("accept", "forward")
_READY = (*_FORWARDED, "appraise", "approve", "seal")
PATHS: dict[str, tuple[str, ...]] = {
    "submitted": (),
    "supplement_asked": ("ask_to_complete",),
    "refused_intake": ("refuse",),
    "accepted": ("accept",),
    "appraising": _FORWARDED,
    "approving": _READY[:3],
    "sealing": _READY[:4],
    "waiting_supplement": (*_FORWARDED, "ask_supplement"),
    "waiting_payment": (*_FORWARDED, "ask_payment"),
    "result_ready": _READY,
    "refusal_ready": (*_READY[:3], "refuse_result"),
    "delivering": (*_READY, "hand_to_post"),
    "returned": (*_READY, "return_result"),
    "withdrawn": ("withdraw",),
    "stopped": ("accept", "stop"),
}
"""The acts that lead to each state from the hand-in."""
# Only here does it matter how often the person was asked already.
BY_SUPPLEMENTS = frozenset({"submitted", "appraising"})


def _ask(dossier: Dossier, by: Any, moment: datetime, _state: str) -> object:
    return actions.request_supplement(dossier=dossier, items=["Giấy"], reason="Thiếu giấy", by=by, at=moment)


def cast_of(world: World) -> list[Staff | Actor]:
    names = ("receiver", "processor", "approver", "sealer", "returner", "stranger")
    more = [person("cashier", Role.CASHIER, world.commune), person("head", Role.UNIT_HEAD, world.commune)]
    return [*(getattr(world, name) for name in names), *more, CITIZEN, POST]


def may(dossier: Dossier, code: str, who: Staff | Actor, moment: datetime) -> bool:
    """What the table promises this person, and nobody's having done the other half before."""
    if isinstance(who, Staff):
        roles = roles_towards(who, dossier, moment)
        reference = f"staff:{who.pk}"
        if code in IN_HAND and dossier.holder_id not in {None, who.pk}:
            return False
    else:
        roles, reference = frozenset({who.reference}), who.reference
    others = {set(pair).difference({code}).pop() for pair in SEPARATE_PEOPLE if code in pair}
    if any(done["step"] in others and done["by"] == reference for done in dossier.steps_done):
        return False
    return not why_refused(dossier, code, roles, moment)


class Explorer:
    """Goes wherever the acts lead, once to every kind of place."""

    def __init__(self, world: World) -> None:
        self.cast = cast_of(world)
        self.been: set[tuple[object, ...]] = set()
        self.taken: set[str] = set()

    def explore(self, dossier: Dossier, depth: int = 0) -> None:
        """All that is allowed here, then on to wherever one act leads."""
        row = _read(dossier)
        waits = dossier_states.waits_for(row.state) is not None
        here = (row.state, row.came_from if waits else "")
        place = (*here, row.supplements, bool(row.second_supplement)) if row.state in BY_SUPPLEMENTS else here
        if place in self.been:
            return
        self.been.add(place)
        moment = _moment(depth)
        self.has_somebody(row, moment)
        allowed = dict(self.allowed(row, moment))
        for who in self.cast:
            if isinstance(who, Staff):  # the buttons are those of the acts that work
                assert {step.code for step in steps_open(row, who, moment)} == {
                    code for code in ACTS if may(row, code, who, moment)
                }
        assert bool(self.exits(allowed)) != dossier_states.state(row.state).end, row.state
        for code, who in allowed.items():
            with transaction.atomic():
                self.explore(self.taken_to(row, code, who, moment), depth + 1)
                transaction.set_rollback(True)

    def follow(self, dossier: Dossier, path: tuple[str, ...]) -> tuple[Dossier, datetime]:
        """The dossier after these acts, each by one who may; and the moment after them."""
        for depth, code in enumerate(path):
            row, moment = _read(dossier), _moment(depth)
            dossier = self.taken_to(row, code, dict(self.allowed(row, moment))[code], moment)
        return _read(dossier), _moment(len(path))

    def taken_to(self, row: Dossier, code: str, who: Staff | Actor, moment: datetime) -> Dossier:
        """Do the act: what the dossier is then."""
        ACTS[code](row, who, moment)
        self.taken.add(code)
        after = Dossier.objects.get(pk=row.pk)
        assert after.steps_done[-1]["step"] in {code, "forward"} and after.version > row.version
        if after.state in {"result_ready", "refusal_ready"} and not after.result_number:
            after.result_number = "1/KS"
            after.save()
        return after

    def allowed(self, row: Dossier, moment: datetime) -> Iterator[tuple[str, Staff | Actor]]:
        """Each step somebody may take now, with one who may."""
        for code in ACTS:
            for who in self.cast:
                if may(row, code, who, moment):
                    yield code, who
                    break

    def exits(self, allowed: dict[str, Any]) -> list[str]:
        return [code for code in allowed if not dossier_states.step(code).stays]

    def others_are_refused(self, row: Dossier, moment: datetime, *, everybody: bool) -> None:
        """Each act is tried by everybody, or by a third of the people: by others at the next state and the next act."""
        for place, (code, act) in enumerate(ACTS.items(), start=STATE_CODES.index(row.state)):
            for number, who in enumerate(self.cast):
                if not everybody and (place + number) % 3:
                    continue
                if may(row, code, who, moment) or (code in SHARED and may(row, SHARED[code], who, moment)):
                    continue
                if code == "complete" and (who is not CITIZEN or row.state == "waiting_supplement"):
                    continue  # the act asks for no person: it is the applicant's, who holds the secret
                try:
                    act(row, who, moment)
                except (NotAllowed, AlreadyDone) as refused:
                    said = str(refused)
                else:
                    raise AssertionError(f"{who} may not {code} in {row.state}")
                assert said.endswith(".") and not said.isascii(), (code, row.state, said)
                assert not any(state in said for state in STATE_CODES), said
        fresh = Dossier.objects.values_list("version", flat=True).get(pk=row.pk)
        assert fresh == row.version

    def has_somebody(self, row: Dossier, moment: datetime) -> None:
        """No dossier that runs without an office, a role, a person who has it, and a date."""
        roles = set(dossier_states.responsible_roles(row.state, route=row.route, stage=row.stage))
        if dossier_states.state(row.state).end:
            assert not roles
            return
        assert row.handling_office_id is not None
        assert any(isinstance(who, Staff) and roles & roles_towards(who, row, moment) for who in self.cast), row.state
        until = clock.answer_by(row) if row.received_at is None else row.due_at
        assert until is not None and until > moment


def _read(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("procedure", "office").get(pk=dossier.pk)


def _moment(depth: int) -> datetime:
    return MONDAY + timedelta(minutes=5 * depth + 1)


@pytest.fixture
def paying(world: World) -> World:
    """A procedure whose clock stands still while a payment is waited for."""
    world.procedure.payment_pause = True
    world.procedure.save()
    return world


def test_every_act_from_every_place(paying: World) -> None:
    explorer = Explorer(paying)
    explorer.explore(submitted(paying))
    assert {state for state, *_ in explorer.been} == set(STATE_CODES)
    assert explorer.taken == set(ACTS) == {step.code for step in STEPS} - {"submit", "receive"}


@pytest.mark.parametrize("state", STATE_CODES)
def test_whoever_may_not_is_refused_in_words(paying: World, state: str, long_run: bool) -> None:
    explorer = Explorer(paying)
    row, moment = explorer.follow(submitted(paying), PATHS[state])
    assert row.state == state
    explorer.others_are_refused(row, moment, everybody=long_run)
