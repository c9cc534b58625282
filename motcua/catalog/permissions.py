"""What a person may do with the catalogue: design forms, edit routes."""

from __future__ import annotations

from datetime import datetime

from motcua.people.models import Role, Staff
from motcua.people.permissions import powers_of
from motcua.rulebook.work_calendar import localise


def may_design_form(staff: Staff, procedure_code: str, at: datetime) -> bool:
    """Whether the person keeps the catalogue, by a role or by delegation, for this procedure at `at` (aware)."""
    powers = powers_of(staff, localise(at).date())
    return any(power.role == Role.CATALOGUE_OFFICER and power.covers(procedure_code) for power in powers)


def may_edit_routes(staff: Staff, at: datetime) -> bool:
    """Whether the person keeps the catalogue, by a role or by delegation, at `at` (aware)."""
    return any(power.role == Role.CATALOGUE_OFFICER for power in powers_of(staff, localise(at).date()))
