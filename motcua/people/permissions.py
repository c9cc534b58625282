"""What a person may act as on a day: the roles held, and those that others delegated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet, prefetch_related_objects

from motcua.people.models import Delegation, Role, Staff, StaffRole
from motcua.people.models import Office as Office
from motcua.people.paths import is_under


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
        if delegation_in_force(one, on)
    ]
    return (*held, *given)


def delegation_in_force(delegation: Delegation, on: date) -> bool:
    """Whether a delegation holds on a day; both its days are included, a revoked one never holds."""
    if delegation.revoked_at is not None or delegation.valid_from > on:
        return False
    return delegation.valid_to is None or on <= delegation.valid_to


# Held at an office, these roles reach every office below it; the others are held at one office only.
OVERSEEING: Final = frozenset(
    {
        Role.POLICY_OFFICER,
        Role.LEADER,
        Role.SUPERVISOR,
        Role.CATALOGUE_OFFICER,
        Role.ICT_ADMIN,
    }
)


def roles_of(staff: Staff) -> frozenset[str]:
    """The roles a person holds anywhere; none once the person has left. No query if `roles` is prefetched."""
    if not staff.is_active:
        return frozenset()
    return frozenset(held.role for held in staff.roles.all())


def has_role(staff: Staff, role: str, office: Office | None = None) -> bool:
    """Whether a person holds `role`, at `office` where one is given: overseeing roles reach the offices below."""
    if office is None:
        return role in roles_of(staff)
    if not staff.is_active:
        return False
    held = [one.office.path for one in staff.roles.filter(role=role).select_related("office")]
    if role in OVERSEEING:
        return any(is_under(office.path, path) for path in held)
    return office.path in held


def paths_held(staff: Staff, roles: frozenset[str]) -> list[str]:
    """Paths of the offices at which a person holds one of `roles`; none once the person has left."""
    if not staff.is_active:
        return []
    return sorted({held.office.path for held in staff.roles.filter(role__in=roles).select_related("office")})


def must_have_second_factor(staff: Staff, on: date) -> bool:
    """Whether a role that the person holds or stands in for on `on` asks for more than a password."""
    return any(power.role in settings.SECOND_FACTOR_ROLES for power in powers_of(staff, on))


def may_keep_account(by: Staff, staff: Staff) -> bool:
    """Whether `by` keeps the accounts of the office at which `staff` works; nobody keeps his own."""
    return by.pk != staff.pk and has_role(by, "ict_admin", staff.office)


RoleHolders = Mapping[tuple[int, str], frozenset[int]]


def role_holders(offices: Collection[int], roles: Collection[str], procedure_code: str, on: date) -> RoleHolders:
    """Who holds which of `roles` at which of `offices` for the procedure on day `on`. Two queries."""
    found: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    held = StaffRole.objects.filter(office__in=offices, role__in=roles, staff__is_active=True)
    for office, role, staff in held.values_list("office_id", "role", "staff_id"):
        found[office, role].add(staff)
    for one in delegations_in_force(on).filter(office__in=offices, role__in=roles):
        if not one.procedures or procedure_code in one.procedures:
            found[one.office_id, one.role].add(one.to_staff_id)
    return {key: frozenset(people) for key, people in found.items()}


def delegations_in_force(on: date) -> QuerySet[Delegation]:
    """Delegations in force on a day to people who still work: both days included, none that was revoked."""
    return Delegation.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        valid_from__lte=on,
        revoked_at__isnull=True,
        to_staff__is_active=True,
    )
