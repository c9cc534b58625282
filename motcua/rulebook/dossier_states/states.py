"""The states of a dossier: what officers and the public read, the portal's code, what the clock does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua.rulebook.dossier_states.step_types import Clock
from motcua.rulebook.dossier_states.words import words_of

NEW: Final = "new"
"""Before the first step: there is no dossier yet. Not stored."""


@dataclass(frozen=True, slots=True)
class State:
    """One state. `degree` (0–4) indexes PUBLIC_DEGREES; `portal` is the national portal's TrangThaiHoSo (1–10).

    `public` is all that a look-up without signing in may say besides the code (Circular 01/2018 Art. 16.2):
    how far it is, and never who handles it.
    """

    code: str
    degree: int
    portal: int
    clock: Clock
    end: bool = False

    @property
    def label(self) -> str:
        """What officers call the state, in Vietnamese; the words are in words.toml."""
        return words_of("states", self.code, "label")

    @property
    def label_en(self) -> str:
        """As `label`, in English."""
        return words_of("states", self.code, "label", "en")

    @property
    def public(self) -> str:
        """What the look-up without signing in says, in Vietnamese."""
        return words_of("states", self.code, "public")

    @property
    def public_en(self) -> str:
        """As `public`, in English."""
        return words_of("states", self.code, "public", "en")


PUBLIC_DEGREES: Final = ("Đã nộp", "Đã tiếp nhận", "Đang giải quyết", "Đã có kết quả", "Đã trả kết quả")
"""The line of steps of the public look-up, in order."""

STATES: Final = (
    State("submitted", 0, 1, Clock.NONE),
    State("supplement_asked", 0, 5, Clock.NONE),
    State("refused_intake", 0, 3, Clock.NONE, end=True),
    State("accepted", 1, 2, Clock.RUNNING),
    State("appraising", 2, 4, Clock.RUNNING),
    State("approving", 2, 4, Clock.RUNNING),
    State("sealing", 2, 4, Clock.RUNNING),
    State("waiting_supplement", 2, 5, Clock.PAUSED),
    State("waiting_payment", 2, 6, Clock.PAUSED),
    State("result_ready", 3, 9, Clock.STOPPED),
    # Refusal within the limit is a result to be returned (Decree 61/2018 Art. 19.8); the portal calls it stopped.
    State("refusal_ready", 3, 8, Clock.STOPPED),
    State("delivering", 3, 9, Clock.STOPPED),
    State("returned", 4, 10, Clock.STOPPED, end=True),
    State("withdrawn", 0, 7, Clock.STOPPED, end=True),
    State("stopped", 2, 8, Clock.STOPPED, end=True),
)

STATE_CODES: Final = tuple(row.code for row in STATES)
END_STATES: Final = tuple(row.code for row in STATES if row.end)
OPEN_STATES: Final = tuple(row.code for row in STATES if not row.end)
RUNNING_STATES: Final = tuple(row.code for row in STATES if row.clock is Clock.RUNNING)

_BY_CODE: Final = {row.code: row for row in STATES}


def state(code: str) -> State:
    """The state called `code`. KeyError if there is none."""
    return _BY_CODE[code]
