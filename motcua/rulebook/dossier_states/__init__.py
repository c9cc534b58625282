"""The life of a dossier as data: its states, the one table of steps, and who may take which.

Actions, buttons, documents and the simulation read the same table. Decree 61/2018 Art. 16–21, Circular 01/2018.
"""

from motcua.rulebook.dossier_states.moves import Move, can, move, stage_roles, steps_from, why_step_refused
from motcua.rulebook.dossier_states.responsibility import WORK_STEP_OF_STATE, responsible_roles, waits_for
from motcua.rulebook.dossier_states.states import (
    END_STATES,
    NEW,
    OPEN_STATES,
    PUBLIC_DEGREES,
    RUNNING_STATES,
    STATE_CODES,
    STATES,
    State,
    state,
)
from motcua.rulebook.dossier_states.step_types import (
    DEFAULT_ROUTE,
    ROLES,
    SLIPS,
    STAGE_OF_STATE,
    STATE_OF_STAGE,
    Clock,
    Effect,
    Step,
    StepRole,
)
from motcua.rulebook.dossier_states.steps import SEPARATE_PEOPLE, STEPS, step

__all__ = [
    "DEFAULT_ROUTE",
    "END_STATES",
    "NEW",
    "OPEN_STATES",
    "PUBLIC_DEGREES",
    "ROLES",
    "RUNNING_STATES",
    "SEPARATE_PEOPLE",
    "SLIPS",
    "STAGE_OF_STATE",
    "STATES",
    "STATE_CODES",
    "STATE_OF_STAGE",
    "STEPS",
    "WORK_STEP_OF_STATE",
    "Clock",
    "Effect",
    "Move",
    "State",
    "Step",
    "StepRole",
    "can",
    "move",
    "responsible_roles",
    "stage_roles",
    "state",
    "step",
    "steps_from",
    "waits_for",
    "why_step_refused",
]
