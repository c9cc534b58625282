"""What a person may do with the catalogue: design forms, edit routes."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.people.models import Role, Staff
from motcua.people.permissions import Power, powers_of
from motcua.rulebook.work_calendar import localise

KEEPS_CATALOGUE: Final = frozenset({Role.CATALOGUE_OFFICER})
"""The role that designs forms and routes, and keeps the catalogue."""
TAKES_IN: Final = Role.RECEIVING_OFFICER
"""The role without which a unit takes no procedure in."""
DOES: Final = {"appraise": Role.PROCESSING_OFFICER, "approve": Role.APPROVER, "seal": Role.SEAL_KEEPER}
"""The role that works on each kind of stage of a route."""
ANSWERS: Final = (Role.PROCESSING_OFFICER, Role.APPROVER)
"""Roles that answer the tasks of a route."""


def catalogue_powers(staff: Staff, at: datetime) -> list[Power]:
    """The powers by which the person keeps the catalogue at `at` (aware), each for some procedures or for all."""
    return [power for power in powers_of(staff, localise(at).date()) if power.role in KEEPS_CATALOGUE]


def may_design_form(staff: Staff, procedure_code: str, at: datetime) -> bool:
    """Whether the person keeps the catalogue, by a role or by delegation, for this procedure at `at` (aware)."""
    return any(power.covers(procedure_code) for power in catalogue_powers(staff, at))


def may_edit_routes(staff: Staff, at: datetime) -> bool:
    """Whether the person keeps the catalogue, by a role or by delegation, at `at` (aware)."""
    return bool(catalogue_powers(staff, at))
