"""The table of steps: whole, walkable to an end by the right people, and saying what it does."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.dossier_states import (
    DEFAULT_ROUTE,
    END_STATES,
    NEW,
    PUBLIC_DEGREES,
    ROLES,
    SEPARATE_PEOPLE,
    SLIPS,
    STATE_CODES,
    STATE_OF_STAGE,
    STATES,
    STEPS,
    Clock,
    Effect,
    can,
    move,
    stage_roles,
    state,
    step,
    steps_from,
    why_step_refused,
)

ROUTES = [route for length in range(len(STATE_OF_STAGE) + 1) for route in permutations(STATE_OF_STAGE, length)]
routes = st.sampled_from(ROUTES)
PORTAL = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}


def walk(choices, route=DEFAULT_ROUTE):
    """Take steps chosen by number until an end; yield each move with what was done before it."""
    at, came_from, done = NEW, "", []
    for choice in choices:
        open_steps = steps_from(at, ROLES, done=done, route=route)
        if not open_steps:
            return
        taken = move(open_steps[choice % len(open_steps)].code, at, route=route, came_from=came_from)
        yield taken, tuple(done)
        done.append(taken.step.code)
        if taken.to != at:
            came_from = at
        at = taken.to


walks = st.lists(st.integers(0, 20), max_size=40)


def test_codes_are_short_unique_words():
    assert len(set(STATE_CODES)) == len(STATES)
    assert len({row.code for row in STEPS}) == len(STEPS)
    assert all(len(code) <= 24 and code.replace("_", "").isalpha() for code in STATE_CODES)
    assert NEW not in STATE_CODES


def test_the_table_names_only_what_exists():
    for row in STEPS:
        assert set(row.from_) <= {NEW, *STATE_CODES}, row.code
        assert row.to in STATE_CODES or row.to.startswith("("), row.code
        assert row.roles and set(row.roles) <= set(ROLES), row.code
        assert row.slip == "" or row.slip in SLIPS, row.code
    for pair in SEPARATE_PEOPLE:
        assert all(step(code) for code in pair)


def test_every_step_says_what_it_is_and_does_in_both_languages():
    for row in STEPS:
        for words in (row.label, row.label_en, row.says, row.says_en):
            assert words.strip() == words != "", row.code
        assert row.says.endswith(".") and row.says_en.endswith(".")
    labels = [row.label for row in STEPS]
    assert len(set(labels)) == len(labels)


def test_each_step_has_its_slip():
    slips = {row.code: row.slip for row in STEPS if row.slip not in ("", "05")}
    assert slips == {
        "receive": "01",
        "accept": "01",
        "take_supplement": "01",
        "ask_to_complete": "02",
        "ask_supplement": "02",
        "refuse": "03",
        "refuse_result": "03",
        "reappoint": "04",
        "stop": "stop",
    }
    assert all(row.reason for row in STEPS if row.slip in ("02", "03", "04", "stop"))


def test_the_public_sees_how_far_it_is_and_nobody():
    for one in STATES:
        assert 0 <= one.degree < len(PUBLIC_DEGREES)
        assert not any(word in one.public.lower() for word in ("thẩm định", "phê duyệt", "đóng dấu", "cán bộ"))
    assert len({state(code).public for code in STATE_OF_STAGE.values()}) == 1


def test_the_portals_codes():
    assert {one.portal for one in STATES} == PORTAL
    assert {one.code: one.portal for one in STATES if one.portal in (1, 2, 3, 6, 7, 10)} == {
        "submitted": 1,
        "accepted": 2,
        "refused_intake": 3,
        "waiting_payment": 6,
        "withdrawn": 7,
        "returned": 10,
    }
    assert {one.code for one in STATES if one.portal == 5} == {"supplement_asked", "waiting_supplement"}


def test_ends_have_no_way_on_and_the_others_do():
    for one in STATES:
        assert bool(steps_from(one.code, ROLES)) != one.end, one.code
    assert set(END_STATES) == {"refused_intake", "returned", "withdrawn", "stopped"}


@pytest.mark.parametrize("route", ROUTES, ids="-".join)
def test_from_every_state_an_end_is_reachable_on_every_route(route):
    on_route = {NEW, *STATE_CODES} - ({*STATE_OF_STAGE.values()} - {STATE_OF_STAGE[stage] for stage in route})
    for start in on_route:
        seen, todo = set(), [(start, came_from) for came_from in sorted(on_route - {NEW, *END_STATES})]
        while todo:
            at, came_from = todo.pop()
            if at in seen:
                continue
            seen.add(at)
            for row in steps_from(at, ROLES, route=route):
                to = move(row.code, at, route=route, came_from=came_from).to
                todo.append((to, at if to != at else came_from))
        assert seen & set(END_STATES), start


@pytest.mark.parametrize("route", ROUTES, ids="-".join)
def test_the_straight_way_through_every_route(route):
    at = move("accept", "submitted").to
    passed = [at]
    for code in ("forward", *route):
        taken = move(code, at, route=route)
        at = taken.to
        passed.append(at)
    assert passed == ["accepted", *(STATE_OF_STAGE[stage] for stage in route), "result_ready"]
    assert taken.effect is Effect.STOP
    assert move("return_result", at, route=route).to == "returned"


def test_the_way_of_a_dossier_with_supplement_and_payment():
    assert move("ask_supplement", "appraising").effect is Effect.PAUSE
    assert move("take_supplement", "waiting_supplement").to == "accepted"
    assert move("take_supplement", "waiting_supplement").effect is Effect.RESTART_OR_RESUME
    assert move("ask_payment", "approving").to == "waiting_payment"
    back = move("confirm_payment", "waiting_payment", came_from="approving")
    assert (back.to, back.effect) == ("approving", Effect.RESUME)
    assert move("fail_delivery", "delivering", came_from="refusal_ready").to == "refusal_ready"
    with pytest.raises(ValueError, match="từ bước nào"):
        move("confirm_payment", "waiting_payment")


def test_sending_back_goes_one_stage_back_if_there_is_one():
    assert move("send_back", "approving").to == "appraising"
    assert move("refuse_seal", "sealing", route=("approve", "seal")).to == "approving"
    assert not can("send_back", "approving", ["approver"], route=("approve",))
    assert "không có bước trước" in why_step_refused("send_back", "approving", ["approver"], route=("approve",))
    with pytest.raises(ValueError, match="bước trước"):
        move("send_back", "approving", route=("approve",))


def test_a_supplement_is_asked_once_before_or_after_acceptance():
    assert can("ask_supplement", "appraising", ["processing_officer"], done=["receive", "forward"])
    for earlier in ("ask_supplement", "ask_to_complete"):
        assert not can("ask_supplement", "appraising", ["processing_officer"], done=[earlier])
        assert not can("ask_to_complete", "submitted", ["receiving_officer"], done=[earlier])
    assert "một lần" in why_step_refused(
        "ask_supplement", "appraising", ["processing_officer"], done=["ask_supplement"]
    )


def test_a_step_from_elsewhere_is_refused_with_words():
    assert "bước hiện tại" in why_step_refused("approve", "returned", ["approver"])
    assert "vai trò" in why_step_refused("approve", "approving", ["citizen"])
    with pytest.raises(ValueError, match="bước hiện tại"):
        move("approve", "returned")
    with pytest.raises(KeyError):
        why_step_refused("burn", "accepted", ["approver"])


def test_wrong_routes_are_refused():
    for route in (("appraise",) * 21, ("guess",)):
        with pytest.raises(ValueError, match="Quy trình"):
            move("forward", "accepted", route=route)
    with pytest.raises(ValueError, match="không có trong quy trình"):
        move("seal", "sealing", route=("appraise",))
    assert move("approve", "approving", route=("appraise", "approve", "return")).to == "result_ready"


def test_five_on_the_spot_belong_to_different_roles():
    assert [stage_roles(stage) for stage in DEFAULT_ROUTE] == [
        ("processing_officer",),
        ("approver",),
        ("seal_keeper",),
    ]


@given(st.sampled_from(STEPS), st.sampled_from(STATE_CODES), st.sets(st.sampled_from(ROLES)))
def test_no_step_by_the_wrong_role_or_from_the_wrong_state(row, at, roles):
    allowed = can(row.code, at, [str(role) for role in roles])
    assert not allowed or (at in row.from_ and set(row.roles) & roles)
    assert (row in steps_from(at, roles)) == allowed


@given(walks, routes)
def test_any_life_keeps_the_rules(choices, route):
    supplements = reappointments = 0
    clock = Clock.NONE
    for taken, _done in walk(choices, route):
        supplements += taken.step.once == "supplement"
        reappointments += taken.step.once == "reappointment"
        clock = {
            Effect.NONE: clock,
            Effect.REAPPOINT: clock,
            Effect.START: Clock.RUNNING,
            Effect.RESTART_OR_RESUME: Clock.RUNNING,
            Effect.RESUME: Clock.RUNNING,
            Effect.PAUSE: Clock.PAUSED,
            Effect.STOP: Clock.STOPPED,
        }[taken.effect]
        assert taken.to in STATE_CODES
        there = state(taken.to).clock
        # A dossier that ends before acceptance never had a clock to stop.
        assert clock is there or (clock is Clock.NONE and there is Clock.STOPPED and state(taken.to).end)
    assert supplements <= 1
    assert reappointments <= 1


@given(walks, routes)
def test_a_dossier_is_accepted_before_anyone_works_on_it(choices, route):
    for taken, done in walk(choices, route):
        if taken.from_ in STATE_OF_STAGE.values():
            assert {"receive", "accept"} & set(done)
