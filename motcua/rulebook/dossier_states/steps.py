"""The one table of steps. Order within a state is the order of the buttons; their words are in words.toml."""

from __future__ import annotations

from typing import Final

from motcua.rulebook.dossier_states.states import NEW
from motcua.rulebook.dossier_states.step_types import BACK, NEXT, PREVIOUS, SAME, Effect, Step, StepRole

_RECEIVING, _PROCESSING, _APPROVER = (StepRole.RECEIVING_OFFICER,), (StepRole.PROCESSING_OFFICER,), (StepRole.APPROVER,)
_RUNNING: Final = ("accepted", "appraising", "approving", "sealing")
_BEFORE_SEALING: Final = ("accepted", "appraising", "approving", "waiting_supplement", "waiting_payment")
_OPEN: Final = ("submitted", "supplement_asked", *_RUNNING, "waiting_supplement", "waiting_payment")

STEPS: Final = (
    Step("submit", (NEW,), "submitted", (StepRole.CITIZEN, StepRole.POST)),
    Step("receive", (NEW,), "accepted", _RECEIVING, slip="01", effect=Effect.START),
    Step("accept", ("submitted", "supplement_asked"), "accepted", _RECEIVING, slip="01", effect=Effect.START),
    Step("ask_to_complete", (NEW, "submitted"), "supplement_asked", _RECEIVING, slip="02", once="supplement",
         reason=True),
    Step("complete", ("supplement_asked",), "submitted", (StepRole.CITIZEN, StepRole.POST)),
    Step("refuse", (NEW, "submitted", "supplement_asked"), "refused_intake", _RECEIVING, slip="03", reason=True),
    Step("forward", ("accepted",), NEXT, _RECEIVING, slip="05"),
    Step("appraise", ("appraising",), NEXT, _PROCESSING, slip="05"),
    Step("approve", ("approving",), NEXT, _APPROVER, slip="05"),
    Step("seal", ("sealing",), NEXT, (StepRole.SEAL_KEEPER,), slip="05"),
    Step("send_back", ("approving",), PREVIOUS, _APPROVER, reason=True),
    Step("refuse_seal", ("sealing",), PREVIOUS, (StepRole.SEAL_KEEPER,), reason=True),
    Step("ask_supplement", ("appraising",), "waiting_supplement", _PROCESSING, slip="02", effect=Effect.PAUSE,
         once="supplement", reason=True),
    Step("take_supplement", ("waiting_supplement",), "accepted", _RECEIVING, slip="01",
         effect=Effect.RESTART_OR_RESUME),
    Step("allow_second_supplement", ("submitted", "appraising"), SAME, (StepRole.APPROVER, StepRole.UNIT_HEAD),
         once="second_supplement", reason=True, lifts="supplement"),
    Step("ask_payment", ("appraising", "approving", "sealing"), "waiting_payment", _PROCESSING, effect=Effect.PAUSE,
         reason=True),
    Step("confirm_payment", ("waiting_payment",), BACK,
         (StepRole.CASHIER, StepRole.RECEIVING_OFFICER, StepRole.PROCESSING_OFFICER), effect=Effect.RESUME),
    Step("refuse_result", ("appraising", "approving"), "refusal_ready", _APPROVER, slip="03", effect=Effect.STOP,
         reason=True),
    Step("reappoint", _RUNNING, SAME, _APPROVER, slip="04", effect=Effect.REAPPOINT, once="reappointment", reason=True),
    Step("return_result", ("result_ready", "refusal_ready"), "returned", (StepRole.RETURNING_OFFICER,)),
    Step("hand_to_post", ("result_ready", "refusal_ready"), "delivering", (StepRole.RETURNING_OFFICER,)),
    Step("deliver", ("delivering",), "returned", (StepRole.POST, StepRole.RETURNING_OFFICER)),
    Step("fail_delivery", ("delivering",), BACK, (StepRole.POST, StepRole.RETURNING_OFFICER), reason=True),
    Step("withdraw", ("submitted", "supplement_asked", *_BEFORE_SEALING), "withdrawn",
         (StepRole.CITIZEN, StepRole.RECEIVING_OFFICER), effect=Effect.STOP, reason=True, before_signing=True),
    Step("stop", _BEFORE_SEALING, "stopped", _APPROVER, slip="stop", effect=Effect.STOP, reason=True,
         before_signing=True),
    Step("set_limitation", _OPEN, SAME, (StepRole.RECEIVING_OFFICER, StepRole.PROCESSING_OFFICER)),
)  # fmt: skip

SEPARATE_PEOPLE: Final = (("appraise", "approve"), ("approve", "seal"), ("appraise", "refuse_result"))
"""Pairs of steps of one dossier that one person may not take both."""

_BY_CODE: Final = {row.code: row for row in STEPS}


def step(code: str) -> Step:
    """The step called `code`. KeyError if there is none."""
    return _BY_CODE[code]
