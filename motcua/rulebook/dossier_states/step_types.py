"""The types of the table of steps: roles, what happens to the clock, stages of a route, slips, the step itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.rulebook.dossier_states.words import words_of


class StepRole(StrEnum):
    """Who takes a step. A member of staff may hold several; citizen and post are outside."""

    CITIZEN = "citizen"
    RECEIVING_OFFICER = "receiving_officer"
    PROCESSING_OFFICER = "processing_officer"
    APPROVER = "approver"
    SEAL_KEEPER = "seal_keeper"
    RETURNING_OFFICER = "returning_officer"
    CASHIER = "cashier"
    UNIT_HEAD = "unit_head"
    POST = "post"


ROLES: Final = tuple(StepRole)


class Clock(StrEnum):
    """What the legal deadline does while a dossier is in a state."""

    NONE = "none"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class Effect(StrEnum):
    """What a step does to the legal deadline."""

    NONE = "none"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    RESTART_OR_RESUME = "restart_or_resume"  # which of the two is data of the procedure (Decree 61/2018 Art. 19.4)
    REAPPOINT = "reappoint"
    STOP = "stop"


# Destinations that depend on the dossier rather than on the step alone.
NEXT: Final = "(next)"  # the next stage of the procedure's route, or result_ready after the last
PREVIOUS: Final = "(previous)"  # the stage before, on the same route
BACK: Final = "(back)"  # the state from which the dossier came here
SAME: Final = "(same)"  # where it is

STATE_OF_STAGE: Final = {"appraise": "appraising", "approve": "approving", "seal": "sealing"}
"""Stages a route may have and the state of each; "return" closes every route and needs no stage of its own."""

STAGE_OF_STATE: Final = {state: stage for stage, state in STATE_OF_STAGE.items()}
"""The same, read the other way: the stage that is worked on in each of these states."""

DEFAULT_ROUTE: Final = ("appraise", "approve", "seal")
"""The route of a procedure that says nothing else. A route is data of the procedure; an empty one settles at once."""

SLIPS: Final = {
    "01": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "02": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "03": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    "04": "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
    "05": "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    "06": "Sổ theo dõi hồ sơ",
    "stop": "Thông báo dừng giải quyết hồ sơ",
}
"""Printed forms by kind. The codes are ours; the number and title printed are those of the era (rulebook.eras)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: an office verb, from where to where, who takes it, what it prints and does.

    `to` is a state or one of NEXT, PREVIOUS, BACK, SAME. `slip` is a key of SLIPS or ""; the act issues it (05: the
    control slip, made when an officer asks for it). Steps that share a non-empty `once` are counted together: the law's
    number (ALLOWANCES in moves.py) says how often they may be taken in a dossier's life, and each step taken that
    `lifts` it allows one more. `reason`: the act must give one. `before_signing` closes the step once the result is
    signed.
    """

    code: str
    from_: tuple[str, ...]
    to: str
    roles: tuple[StepRole, ...]
    slip: str = ""
    effect: Effect = Effect.NONE
    once: str = ""
    reason: bool = False
    lifts: str = ""
    before_signing: bool = False

    @property
    def label(self) -> str:
        """What the step is called on its button, in Vietnamese; the words are in words.toml."""
        return words_of("steps", self.code, "label")

    @property
    def label_en(self) -> str:
        """As `label`, in English."""
        return words_of("steps", self.code, "label", "en")

    @property
    def says(self) -> str:
        """What the step does, a sentence in Vietnamese."""
        return words_of("steps", self.code, "says")

    @property
    def says_en(self) -> str:
        """As `says`, in English."""
        return words_of("steps", self.code, "says", "en")

    @property
    def stays(self) -> bool:
        """Whether the dossier stays where it is: something is noted or allowed, nobody's work is done by it."""
        return self.to == SAME
