"""Who takes fees and who oversees them, by unit."""

from __future__ import annotations

from datetime import datetime

from motcua.people.models import Role, Staff
from motcua.people.permissions import powers_of
from motcua.rulebook.work_calendar import localise

TAKES = frozenset({Role.CASHIER})


SEES = frozenset({Role.CASHIER, Role.UNIT_HEAD})


def offices_of_cash(staff: Staff, at: datetime, roles: frozenset[Role] = SEES) -> list[int]:
    """Keys of the units whose fees the person takes or oversees."""
    return sorted({power.office_id for power in powers_of(staff, localise(at).date()) if power.role in roles})
