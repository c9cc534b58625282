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
TENDS_PLACES: Final = frozenset({Role.UNIT_HEAD, Role.SUPERVISOR})
"""Whose work the places are, of those who may look at them."""
CLOSES_ROOMS: Final = frozenset({Role.UNIT_HEAD, Role.ENTRY_MARSHAL, Role.HEALTH_OFFICER, Role.LEADER})
"""Closes a room at once when something happens, and opens it again."""
COUNTS_EQUIPMENT: Final = frozenset({Role.UNIT_HEAD, Role.ENTRY_MARSHAL, Role.RECEIVING_OFFICER})
SEES_EQUIPMENT: Final = OVERSEES_PLACES | {Role.ENTRY_MARSHAL, Role.RECEIVING_OFFICER, Role.HEALTH_OFFICER}
TENDS_EQUIPMENT: Final = frozenset({Role.UNIT_HEAD, Role.ENTRY_MARSHAL, Role.SUPERVISOR})
"""Whose work the equipment is, of those who may see it."""
MAKES_ROUNDS: Final = frozenset({Role.ENTRY_MARSHAL, Role.UNIT_HEAD, Role.SUPERVISOR, Role.HEALTH_OFFICER})
"""The unit's marshal and head, and those who check the unit from above."""

# gate
CONTROLS_GATES: Final = frozenset({Role.ENTRY_MARSHAL, Role.UNIT_HEAD})
CLOSES_LOST_GATES: Final = frozenset({Role.UNIT_HEAD})

# queue
SITS_AT_COUNTERS: Final = frozenset({Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.UNIT_HEAD, Role.CASHIER})
CLOSES_OTHERS_COUNTERS: Final = frozenset({Role.UNIT_HEAD})
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
SEES_DECLARATIONS_IN_FORCE: Final = frozenset({Role.ENTRY_MARSHAL})
SEES_KEPT_DECLARATIONS: Final = frozenset({Role.HEALTH_OFFICER})
INFORMED_AT_UNIT: Final = frozenset({Role.UNIT_HEAD})
"""Gets the notice of an incident at the unit itself."""
INFORMED_ABOVE: Final = frozenset({Role.HEALTH_OFFICER})
"""Gets the notice of an incident at the offices above the unit."""

# tracing
TRACES_CONTACTS: Final = frozenset({Role.HEALTH_OFFICER})

# Held at an office, these roles reach the units below it.
_REACHING: Final = OVERSEEING | {Role.HEALTH_OFFICER}


def _holds_at(staff: Staff, roles: Iterable[str], office: Office, at: datetime) -> bool:
    """Whether the person holds one of `roles` at this unit at `at` (aware), personally or by delegation.

    Roles that reach below their office (_REACHING) may be held above the unit.
    """
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
    return _holds_at(staff, CONTROLS_GATES, premises.office, at)


def may_close_lost_gate(staff: Staff, premises: Premises, at: datetime) -> bool:
    """Whether the person may close the door of a phone that is gone: the head of this unit, at `at` (aware)."""
    return _holds_at(staff, CLOSES_LOST_GATES, premises.office, at)


def may_edit_playbooks(staff: Staff, at: datetime) -> bool:
    """Whether the person keeps the playbooks of the whole province: only at its root, for they are everybody's."""
    return any(
        power.role in KEEPS_PLAYBOOKS and "/" not in power.office_path
        for power in powers_of(staff, localise(at).date())
    )


def may_run_places(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person sets up the rooms and counters of this unit, and posts on its boards, at `at` (aware)."""
    return _holds_at(staff, RUNS_PLACES, office, at)


def may_oversee_places(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person looks at the places of this unit, at `at` (aware)."""
    return _holds_at(staff, OVERSEES_PLACES, office, at)


def may_close_rooms(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person closes rooms of this unit at once and opens them again, at `at` (aware)."""
    return _holds_at(staff, CLOSES_ROOMS, office, at)


def may_count_equipment(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person counts the equipment of this unit, at `at` (aware)."""
    return _holds_at(staff, COUNTS_EQUIPMENT, office, at)


def may_make_rounds(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person records rounds of checks at this unit, at `at` (aware)."""
    return _holds_at(staff, MAKES_ROUNDS, office, at)


def may_sit_at_counters(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person sits at the counters of this unit, at `at` (aware)."""
    return _holds_at(staff, SITS_AT_COUNTERS, office, at)


def may_close_others_counters(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person closes a counter of this unit at which a colleague sits, at `at` (aware)."""
    return _holds_at(staff, CLOSES_OTHERS_COUNTERS, office, at)


def may_book_for_others(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person keeps the appointments of this unit, at `at` (aware)."""
    return _holds_at(staff, BOOKS_FOR_OTHERS, office, at)


def may_record_arrivals(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person records at this unit who came to an appointment, at `at` (aware)."""
    return _holds_at(staff, RECORDS_ARRIVALS, office, at)


def may_take_declarations(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person writes declarations down for others at this unit, at `at` (aware)."""
    return _holds_at(staff, TAKES_DECLARATIONS, office, at)


def may_handle_incidents(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person opens, works on and closes incidents at the door of this unit, at `at` (aware)."""
    return _holds_at(staff, HANDLES_INCIDENTS, office, at)


def may_trace_contacts(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person traces contacts at this unit, at `at` (aware)."""
    return _holds_at(staff, TRACES_CONTACTS, office, at)
