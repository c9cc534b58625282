"""A day that is not an ordinary one: off, or worked though it is a weekend. The rows officials keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

HOLIDAY: Final = "holiday"
COMPENSATION: Final = "compensation"  # rest in lieu of a holiday that fell on a weekend
SWAPPED: Final = "swapped"  # a working day given off, worked on another day
WORKED: Final = "worked"  # the make-up day that is worked
KINDS: Final = (HOLIDAY, COMPENSATION, SWAPPED, WORKED)


@dataclass(frozen=True, slots=True, order=True)
class DayRow:
    """One special day: its date, Vietnamese label, kind (one of KINDS), and a note for the official who checks it."""

    day: date
    label: str
    kind: str
    note: str = ""
