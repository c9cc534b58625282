"""Who may do what at the door: the roles for each act, and the unit or the level at which a role counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from motcua.people.models import Office, Role, Staff
from motcua.people.permissions import OVERSEEING, powers_of
from motcua.rulebook.work_calendar import localise

if TYPE_CHECKING:
    from motcua.door.places.models import Premises

# places
RUNS_PLACES: Final = frozenset({Role.UNIT_HEAD})
"""Sets up rooms and counters of a unit, and posts what its boards announce."""
OVERSEES_PLACES: Final = frozenset({Role.UNIT_HEAD, Role.SUPERVISOR, Role.LEADER, Role.POLICY_OFFICER})
"""Looks at the places of a unit, or of the units below."""
CLOSES_ROOMS: Final = frozenset({Role.UNIT_HEAD, Role.ENTRY_MARSHAL, Role.HEALTH_OFFICER, Role.LEADER})
"""Closes a room at once when something happens, and opens it again."""
COUNTS_EQUIPMENT: Final = frozenset({Role.UNIT_HEAD, Role.ENTRY_MARSHAL, Role.RECEIVING_OFFICER})
SEES_EQUIPMENT: Final = OVERSEES_PLACES | {Role.ENTRY_MARSHAL, Role.RECEIVING_OFFICER, Role.HEALTH_OFFICER}
MAKES_ROUNDS: Final = frozenset({Role.ENTRY_MARSHAL, Role.UNIT_HEAD, Role.SUPERVISOR, Role.HEALTH_OFFICER})
"""The unit's marshal and head, and those who check the unit from above."""

# gate
CONTROLS_GATES: Final = frozenset({Role.ENTRY_MARSHAL, Role.UNIT_HEAD})

# queue
SITS_AT_COUNTERS: Final = frozenset({Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.UNIT_HEAD, Role.CASHIER})
CALLS_TICKETS: Final = frozenset({Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.UNIT_HEAD})
"""Sees the queue of the unit and calls its tickets."""

# booking
BOOKS_FOR_OTHERS: Final = frozenset({Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.UNIT_HEAD})
RECORDS_ARRIVALS: Final = BOOKS_FOR_OTHERS | {Role.ENTRY_MARSHAL}

# health
TAKES_DECLARATIONS: Final = frozenset({Role.ENTRY_MARSHAL, Role.UNIT_HEAD, Role.RECEIVING_OFFICER})
"""Writes a declaration down for somebody who cannot, and gives a pass."""
HANDLES_INCIDENTS: Final = frozenset({Role.UNIT_HEAD, Role.ENTRY_MARSHAL, Role.HEALTH_OFFICER})
"""Opens an incident at the door, ticks its steps and closes it."""
SEES_INCIDENTS: Final = HANDLES_INCIDENTS | {Role.SUPERVISOR}
KEEPS_PLAYBOOKS: Final = frozenset({Role.HEALTH_OFFICER, Role.POLICY_OFFICER})

# tracing
TRACES_CONTACTS: Final = frozenset({Role.HEALTH_OFFICER})

# Held at an office, these roles reach the units below it.
_REACHING: Final = OVERSEEING | {Role.HEALTH_OFFICER}


def holds_at(staff: Staff, roles: Iterable[str], office: Office, at: datetime) -> bool:
    """Whether the person holds one of `roles` at this unit at `at` (aware), personally or by delegation."""
    wanted = frozenset(roles)
    return any(
        power.role in wanted
        and (
            power.office_path == office.path
            or (power.role in _REACHING and office.path.startswith(f"{power.office_path}/"))
        )
        for power in powers_of(staff, localise(at).date())
    )


def reach_of(staff: Staff, roles: Iterable[str], at: datetime, column: str = "path") -> Q | None:
    """The offices reached by one of `roles`, as a condition on the path in `column`; None where there are none."""
    wanted = frozenset(roles)
    where: Q | None = None
    for power in powers_of(staff, localise(at).date()):
        if power.role not in wanted:
            continue
        reached = Q(**{column: power.office_path})
        if power.role in _REACHING:
            reached |= Q(**{f"{column}__startswith": f"{power.office_path}/"})
        where = reached if where is None else where | reached
    return where


def may_control_gate(staff: Staff, premises: Premises, at: datetime) -> bool:
    """Whether the person controls the doors of this unit: its entry marshal or its head, at `at` (aware)."""
    return holds_at(staff, CONTROLS_GATES, premises.office, at)


def may_close_lost_gate(staff: Staff, premises: Premises, at: datetime) -> bool:
    """Whether the person may close the door of a phone that is gone: the head of this unit, at `at` (aware)."""
    return holds_at(staff, {Role.UNIT_HEAD}, premises.office, at)


def may_edit_playbooks(staff: Staff, at: datetime) -> bool:
    """Whether the person keeps the playbooks of the whole province: only at its root, for they are everybody's."""
    return any(
        power.role in KEEPS_PLAYBOOKS and "/" not in power.office_path
        for power in powers_of(staff, localise(at).date())
    )
