"""The life of a dossier as data: its states, the one table of steps, and who may take which.

Actions, buttons, documents and the simulation read the same table. Decree 61/2018 Art. 16–21, Circular 01/2018.
"""

from motcua.rulebook.dossier_states.duties import WORK, responsible_roles, waits_for
from motcua.rulebook.dossier_states.moves import Move, can, ends, move, stage_roles, steps_from, why_not
from motcua.rulebook.dossier_states.states import NEW, PUBLIC_DEGREES, STATE_CODES, STATES, State, state
from motcua.rulebook.dossier_states.steps import SEPARATE_PEOPLE, STEPS, step
from motcua.rulebook.dossier_states.terms import DEFAULT_ROUTE, ROLES, SLIPS, STAGES, Clock, Effect, Step, StepRole

__all__ = [
    "DEFAULT_ROUTE",
    "NEW",
    "PUBLIC_DEGREES",
    "ROLES",
    "SEPARATE_PEOPLE",
    "SLIPS",
    "STAGES",
    "STATES",
    "STATE_CODES",
    "STEPS",
    "WORK",
    "Clock",
    "Effect",
    "Move",
    "State",
    "Step",
    "StepRole",
    "can",
    "ends",
    "move",
    "responsible_roles",
    "stage_roles",
    "state",
    "step",
    "steps_from",
    "waits_for",
    "why_not",
]
