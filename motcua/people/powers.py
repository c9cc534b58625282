"""What a person may act as on a day: the roles held, and those that others delegated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from motcua.people.models import Delegation, Staff


@dataclass(frozen=True, slots=True)
class Power:
    """One role at one office. `procedures` are the codes it is for, empty for all of them.

    `by` is "" for a role held, else the kind of the delegation; `from_office_id` is the office whose power was
    delegated, `from_staff_id` the colleague who is away.
    """

    role: str
    office_id: int
    office_path: str
    procedures: frozenset[str] = frozenset()
    by: str = ""
    from_office_id: int | None = None
    from_staff_id: int | None = None

    def covers(self, procedure_code: str) -> bool:
        """Whether the power is for this procedure."""
        return not self.procedures or procedure_code in self.procedures


def powers_of(staff: Staff, on: date) -> tuple[Power, ...]:
    """The powers in force on `on`, roles first; none once the person has left. At most four queries for one person."""
    if not staff.is_active:
        return ()
    prefetch_related_objects([staff], "roles__office", "delegations__office")
    held = [Power(one.role, one.office_id, one.office.path) for one in staff.roles.all()]
    given = [
        Power(
            one.role,
            one.office_id,
            one.office.path,
            frozenset(one.procedures),
            one.kind,
            one.from_office_id,
            one.from_staff_id,
        )
        for one in staff.delegations.all()
        if in_force(one, on)
    ]
    return (*held, *given)


def in_force(delegation: Delegation, on: date) -> bool:
    """Whether a delegation holds on a day; both its days are included, a revoked one never holds."""
    if delegation.revoked_at is not None or delegation.valid_from > on:
        return False
    return delegation.valid_to is None or on <= delegation.valid_to
