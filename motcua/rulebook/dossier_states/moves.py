"""Decide who may take which step from a state, and where it leads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.rulebook import law
from motcua.rulebook.dossier_states.states import state
from motcua.rulebook.dossier_states.step_types import (
    BACK,
    DEFAULT_ROUTE,
    NEXT,
    PREVIOUS,
    SAME,
    STATE_OF_STAGE,
    Clock,
    Effect,
    Step,
    StepRole,
)
from motcua.rulebook.dossier_states.steps import STEPS, step

MOST_STAGES: Final = 20


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often steps of one `once` may be taken: by which of the law's values, and what one more is told."""

    law_value: str
    refusal: str


ALLOWANCES: Final = {
    "supplement": Allowance("supplement.most", "Hồ sơ đã được yêu cầu bổ sung {times}; chỉ được yêu cầu {times}."),
    "reappointment": Allowance("reappointment.most", "Hồ sơ đã hẹn lại {times}, không được hẹn lại lần nữa."),
    "second_supplement": Allowance("supplement.leaves", "Việc yêu cầu bổ sung lần hai đã được cho phép rồi."),
}
"""By the `once` of the steps (steps.py)."""

for _row in STEPS:
    if _row.once and _row.once not in ALLOWANCES:
        raise ValueError(f"Step {_row.code}: once={_row.once!r} has no row in ALLOWANCES, so nothing says how often.")


@dataclass(frozen=True, slots=True)
class Move:
    """A step taken from a state: where it leads and what happens to the clock on the way."""

    step: Step
    from_: str
    to: str
    effect: Effect
    stage: int = 0  # the place on the route it leads to, or leaves from


def why_step_refused(
    step_code: str,
    from_: str,
    roles: Collection[str],
    *,
    done: Collection[str] = (),
    route: Sequence[str] = DEFAULT_ROUTE,
    stage: int = 0,
    on: date | None = None,
) -> str:
    """Why the step cannot be taken now, in Vietnamese; "" if it can. KeyError for an unknown step.

    `roles` are the person's; `done` the codes of the steps this dossier has taken; `route` its procedure's stages
    and `stage` the place it is at among them. `on` is the day of the step, whose law says how often a supplement may be
    asked for and a result re-appointed (Decree 61/2018 Art. 11.2c, 19.9); without it the law in force last.
    """
    row = step(step_code)
    # The role is checked first: a person without one learns nothing of the dossier's state.
    if not set(row.roles) & set(roles):
        return f"Bạn không có vai trò để “{row.label}”."
    if from_ not in row.from_:
        return f"Không thể “{row.label}” khi hồ sơ ở bước hiện tại."
    return _why_not_again(row, done, on or date.max) or _why_not_here(row, from_, route, stage)


def _why_not_again(row: Step, done: Collection[str], on: date) -> str:
    """The reason from earlier steps: taken too often, or leave for a second supplement before a first."""
    taken = [step(code) for code in done]
    if row.lifts and not any(before.once == row.lifts for before in taken):
        return "Hồ sơ chưa được yêu cầu bổ sung lần nào nên chưa cần cho phép lần hai."
    if row.once:
        # What was given leave for counts as allowed, in the sentence too.
        allowed = ALLOWANCES[row.once]
        most = law.number(allowed.law_value, on=on) + sum(before.lifts == row.once for before in taken)
        if sum(before.once == row.once for before in taken) >= most:
            return allowed.refusal.format(times=law.say_times(most))
    return ""


def _why_not_here(row: Step, from_: str, route: Sequence[str], stage: int) -> str:
    """The reason from the place on the route: nothing before to go back to, not appraised yet, signed already."""
    if row.to == PREVIOUS and _route_index_before(from_, route, stage) is None:
        return "Quy trình của thủ tục này không có bước trước để trả lại."
    if row.code == "refuse_result" and from_ == STATE_OF_STAGE["appraise"]:
        here = _route_index(from_, route, stage)
        if here is not None and "approve" in route[here + 1 :]:
            return "Hồ sơ chưa thẩm định xong nên chưa thể từ chối giải quyết."
    # On a route over several offices only the last signature is the result's.
    if row.before_signing and "approve" in route[:stage] and "approve" not in route[stage:]:
        return f"Kết quả đã được ký nên không thể “{row.label}”."
    return ""


def can(
    step_code: str,
    from_: str,
    roles: Collection[str],
    *,
    done: Collection[str] = (),
    route: Sequence[str] = DEFAULT_ROUTE,
    stage: int = 0,
    on: date | None = None,
) -> bool:
    """Whether a person with `roles` may take the step from `from_`; arguments as in `why_step_refused`."""
    return not why_step_refused(step_code, from_, roles, done=done, route=route, stage=stage, on=on)


def steps_from(
    from_: str,
    roles: Collection[str],
    *,
    done: Collection[str] = (),
    route: Sequence[str] = DEFAULT_ROUTE,
    stage: int = 0,
    on: date | None = None,
) -> tuple[Step, ...]:
    """The steps open now to a person with `roles`, in the order of the table; arguments as in `why_step_refused`."""
    return tuple(row for row in STEPS if can(row.code, from_, roles, done=done, route=route, stage=stage, on=on))


def move(
    step_code: str, from_: str, *, route: Sequence[str] = DEFAULT_ROUTE, came_from: str = "", stage: int = 0
) -> Move:
    """Where the step leads from `from_`, which is `stage` on the route (from 0) while the dossier is worked on.

    `came_from` is the state before this one, kept with a waiting dossier. ValueError if the step does not start there,
    or leads back and `came_from` is not given, or the route is wrong. A dossier keeps the route it was received with:
    a later change of the procedure does not move it.
    """
    row = step(step_code)
    if from_ not in row.from_:
        raise ValueError(f"Không thể “{row.label}” khi hồ sơ ở bước hiện tại.")
    to, index = _destination(row, from_, check_route(route), came_from, stage)
    effect = row.effect
    if effect is Effect.NONE and state(to).clock is Clock.STOPPED and _is_running(from_):
        effect = Effect.STOP
    return Move(row, from_, to, effect, index)


def check_route(route: Sequence[str]) -> tuple[str, ...]:
    """`route` without its closing "return"; a stage may come twice, at two offices. ValueError on an unknown stage."""
    stages = tuple(stage for stage in route if stage != "return")
    if any(stage not in STATE_OF_STAGE for stage in stages) or len(stages) > MOST_STAGES:
        raise ValueError(f"Quy trình không hợp lệ: {', '.join(route)}.")
    return stages


def stage_roles(stage: str) -> tuple[StepRole, ...]:
    """Roles that close `stage` ("appraise" → processing officer). KeyError for an unknown stage."""
    return step(stage).roles


def _destination(row: Step, from_: str, route: tuple[str, ...], came_from: str, stage: int) -> tuple[str, int]:
    if row.to == SAME:
        return from_, stage
    if row.to == BACK:
        if not came_from:
            raise ValueError("Chưa biết hồ sơ từ bước nào đến đây.")
        return came_from, stage
    if row.to == PREVIOUS:
        before = _route_index_before(from_, route, stage)
        if before is None:
            raise ValueError("Quy trình của thủ tục này không có bước trước để trả lại.")
        return STATE_OF_STAGE[route[before]], before
    if row.to == NEXT:
        if from_ in STATE_OF_STAGE.values() and _route_index(from_, route, stage) is None:
            raise ValueError("Hồ sơ đang ở bước không có trong quy trình của thủ tục.")
        here = _route_index(from_, route, stage)
        index = 0 if here is None else here + 1
        return (STATE_OF_STAGE[route[index]], index) if index < len(route) else ("result_ready", stage)
    return row.to, stage


def _route_index(from_: str, route: Sequence[str], stage: int) -> int | None:
    """Where on the route the dossier is; None before its first stage. A stage that was not kept is found by state."""
    states = [STATE_OF_STAGE.get(kind, "") for kind in route]
    if stage < len(states) and states[stage] == from_:
        return stage
    return states.index(from_) if from_ in states else None


def _route_index_before(from_: str, route: Sequence[str], stage: int) -> int | None:
    here = _route_index(from_, route, stage)
    return here - 1 if here else None


def _is_running(code: str) -> bool:
    return state(code).clock is Clock.RUNNING
