"""Nobody's dossier: from any state the table leads to, on any route, somebody must act, and every refusal says why."""

from __future__ import annotations

from itertools import permutations

import pytest

from motcua.rulebook.dossier_states import (
    NEW,
    ROLES,
    STATE_OF_STAGE,
    STATES,
    STEPS,
    WORK_STEP_OF_STATE,
    can,
    move,
    responsible_roles,
    state,
    step,
    steps_from,
    waits_for,
    why_step_refused,
)

OUTSIDE = {"citizen", "post"}
TWO_OFFICES = ("appraise", "approve", "appraise", "approve", "seal")
ROUTES = [route for length in range(len(STATE_OF_STAGE) + 1) for route in permutations(STATE_OF_STAGE, length)] + [
    TWO_OFFICES
]
ONCE = ("supplement", "reappointment", "second_supplement")


def places(route):
    """Every (state, came from, stage, steps that count once) the table leads to, with how it was come by."""
    todo, seen = [(NEW, "", 0, ())], set()
    while todo:
        here = todo.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        at, came_from, stage, done = here
        for row in steps_from(at, ROLES, done=done, route=route, stage=stage):
            taken = move(row.code, at, route=route, came_from=came_from, stage=stage)
            paused = state(taken.to).clock.value == "paused" or taken.to == "delivering"
            kept = tuple(sorted([*done, row.code])) if row.once in ONCE else done
            todo.append((taken.to, at if paused and taken.to != at else came_from, taken.stage, kept))


@pytest.mark.parametrize("route", ROUTES, ids="-".join)
def test_wherever_a_dossier_is_somebody_must_act_and_can(route):
    for at, _came_from, stage, done in places(route):
        if at == NEW:
            continue
        roles = responsible_roles(at, route=route, stage=stage)
        ways = [row for row in steps_from(at, ROLES, done=done, route=route, stage=stage) if not row.stays]
        assert bool(roles) == bool(ways) == (not state(at).end), at
        if roles:
            assert not OUTSIDE & set(roles), at
            assert can(WORK_STEP_OF_STATE[at], at, [roles[0]], done=done, route=route, stage=stage), at


@pytest.mark.parametrize("route", ROUTES, ids="-".join)
def test_every_step_is_open_to_its_roles_or_refused_in_words(route):
    for at, came_from, stage, done in places(route):
        for row in STEPS:
            for role in ROLES:
                refusal = why_step_refused(row.code, at, [role], done=done, route=route, stage=stage)
                if refusal:
                    assert refusal.endswith(".") and not refusal.isascii(), (row.code, at)
                    assert role in row.roles or "vai trò" in refusal, (row.code, at, role)
                else:
                    assert role in row.roles and at in row.from_
                    taken = move(row.code, at, route=route, came_from=came_from, stage=stage)
                    assert taken.to in {one.code for one in STATES}


def test_who_waits_for_whom():
    assert {one.code for one in STATES if waits_for(one.code)} == {
        "supplement_asked", "waiting_supplement", "waiting_payment", "delivering"}  # fmt: skip
    assert waits_for("waiting_supplement", handed_in=True) is None
    assert waits_for("delivering") == "post"
    assert responsible_roles("waiting_payment") == ("cashier", "receiving_officer", "processing_officer")
    assert responsible_roles("returned") == ()
    with pytest.raises(KeyError):
        responsible_roles("lost")


def test_the_work_of_a_state_begins_there():
    assert set(WORK_STEP_OF_STATE) == {one.code for one in STATES if not one.end}
    assert all(at in step(code).from_ for at, code in WORK_STEP_OF_STATE.items())


def test_leave_lifts_the_once_for_one_more_time():
    officer, head = ["processing_officer"], ["unit_head"]
    assert "chưa được yêu cầu" in why_step_refused("allow_second_supplement", "appraising", head)
    once = ["ask_supplement"]
    assert can("allow_second_supplement", "appraising", head, done=once)
    assert not can("ask_supplement", "appraising", officer, done=once)
    lifted = [*once, "allow_second_supplement"]
    assert can("ask_supplement", "appraising", officer, done=lifted)
    assert not can("ask_supplement", "appraising", officer, done=[*lifted, "ask_supplement"])
    assert not can("allow_second_supplement", "appraising", head, done=[*lifted, "ask_supplement"])


def test_only_the_last_signature_is_the_results():
    for code, role in (("withdraw", "citizen"), ("stop", "approver")):
        assert can(code, "appraising", [role], route=TWO_OFFICES, stage=2)
        assert "đã được ký" in why_step_refused(code, "waiting_payment", [role], route=TWO_OFFICES, stage=4)


def test_no_refusal_before_the_appraisal_where_there_is_one():
    assert "chưa thẩm định" in why_step_refused("refuse_result", "appraising", ["approver"])
    assert can("refuse_result", "approving", ["approver"], stage=1)
    assert can("refuse_result", "appraising", ["approver"], route=("appraise",))
    assert can("refuse_result", "appraising", ["approver"], route=("approve", "appraise"), stage=1)
