"""Cache of units' states: however many pages poll, each unit is read once in two seconds."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Final

from motcua.web.board.payloads import UnitState, unit_state

FRESH: Final = 2.0  # seconds

_read: dict[int, tuple[float, UnitState]] = {}


def recent_state(premises_id: int, at: datetime) -> UnitState:
    """The unit's state at `at` (aware), read now or by this process at most two seconds ago."""
    known = _read.get(premises_id)
    if known is not None and time.monotonic() - known[0] < FRESH:
        return known[1]
    state = unit_state(premises_id, at)
    _read[premises_id] = (time.monotonic(), state)
    return state
