"""Tell who must act next and whom the dossier waits for; every running state has somebody responsible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from motcua.rulebook.dossier_states.moves import stage_roles
from motcua.rulebook.dossier_states.states import state
from motcua.rulebook.dossier_states.step_types import DEFAULT_ROUTE, STATE_OF_STAGE, StepRole
from motcua.rulebook.dossier_states.steps import step

OUTSIDE_ROLES: Final = frozenset({StepRole.CITIZEN, StepRole.POST})

WORK_STEP_OF_STATE: Final = {
    "submitted": "accept",
    "supplement_asked": "accept",
    "accepted": "forward",
    "appraising": "appraise",
    "approving": "approve",
    "sealing": "seal",
    "waiting_supplement": "take_supplement",
    "waiting_payment": "confirm_payment",
    "result_ready": "return_result",
    "refusal_ready": "return_result",
    "delivering": "deliver",
}
"""The step that ends the work of each state which is no end."""

_WAITS_FOR: Final = {
    "supplement_asked": StepRole.CITIZEN,
    "waiting_supplement": StepRole.CITIZEN,
    "waiting_payment": StepRole.CITIZEN,
    "delivering": StepRole.POST,
}


def responsible_roles(state_code: str, *, route: Sequence[str] = DEFAULT_ROUTE, stage: int = 0) -> tuple[StepRole, ...]:
    """The roles of staff, at the dossier's handling office, who must act next or see to it that others do.

    Empty only where the dossier has ended. While it waits for the applicant or the post (`waits_for`) the roles are
    of those who take what comes. `route` and `stage` are the dossier's. KeyError for an unknown state.
    """
    if state(state_code).end:
        return ()
    if stage < len(route) and STATE_OF_STAGE.get(route[stage]) == state_code:
        return stage_roles(route[stage])
    return tuple(role for role in step(WORK_STEP_OF_STATE[state_code]).roles if role not in OUTSIDE_ROLES)


def waits_for(state_code: str, *, handed_in: bool = False) -> StepRole | None:
    """The applicant or the post where the office can only wait for them; None where the office must act.

    `handed_in` tells that the supplement asked for has come. KeyError for an unknown state.
    """
    found = _WAITS_FOR.get(state(state_code).code)
    return None if handed_in and state_code == "waiting_supplement" else found
