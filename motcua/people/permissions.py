"""What staff may do: the roles a person holds, the powers others delegated, and what follows from both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet, prefetch_related_objects

from motcua.people.models import Delegation, Office, Role, Staff, StaffRole
from motcua.people.paths import is_under
from motcua.rulebook.work_calendar import localise

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
COVERED: Final = frozenset(
    {
        Role.RECEIVING_OFFICER,
        Role.RETURNING_OFFICER,
        Role.PROCESSING_OFFICER,
        Role.APPROVER,
        Role.SEAL_KEEPER,
        Role.CASHIER,
        Role.UNIT_HEAD,
    }
)
"""Roles that a colleague may exercise for who is away."""
HEADS: Final = frozenset({Role.UNIT_HEAD, Role.APPROVER, Role.LEADER})
"""Roles whose holder heads an office: this person gives and takes back the powers exercised there."""
ON_THE_SPOT: Final = frozenset({Role.PROCESSING_OFFICER, Role.APPROVER, Role.SEAL_KEEPER})
"""Roles that an office may delegate to another for the five acts on the spot (Circular 01/2018 Art. 6)."""
APPROVES_BY_AUTHORITY: Final = Role.APPROVER
"""The one of them that decides a dossier at the unit which received it."""
RoleHolders = Mapping[tuple[int, str], frozenset[int]]
"""Keys of people by (office's key, role); a pair that nobody fills is missing."""


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


def only_roles(roles: Collection[str], act: str) -> str:
    """The refusal of an act that only these roles may do: "Chỉ người phê duyệt hoặc văn thư giữ dấu được …"."""
    names = [str(role.label)[:1].lower() + str(role.label)[1:] for role in Role if role in roles]
    last = names.pop()
    who = f"{', '.join(names)} hoặc {last}" if names else last
    return f"Chỉ {who} {act}"


def powers_of(staff: Staff, on: date) -> tuple[Power, ...]:
    """The powers in force on `on`, roles first; none once the person has left. At most four queries for one person."""
    if not staff.is_active:
        return ()
    prefetch_related_objects([staff], "roles__office", "delegations__office")
    held = [Power(row.role, row.office_id, row.office.path) for row in staff.roles.all()]
    given = [
        Power(
            row.role,
            row.office_id,
            row.office.path,
            frozenset(row.procedures),
            row.kind,
            row.from_office_id,
            row.from_staff_id,
        )
        for row in staff.delegations.all()
        if delegation_in_force(row, on)
    ]
    return (*held, *given)


def delegation_in_force(delegation: Delegation, on: date) -> bool:
    """Whether a delegation holds on a day; both its days are included, a revoked one never holds."""
    if delegation.revoked_at is not None or delegation.valid_from > on:
        return False
    return delegation.valid_to is None or on <= delegation.valid_to


def roles_of(staff: Staff) -> frozenset[str]:
    """The roles a person holds anywhere; none once the person has left. No query if `roles` is prefetched."""
    if not staff.is_active:
        return frozenset()
    return frozenset(held.role for held in staff.roles.all())


def has_role(staff: Staff, role: str, office: Office | None = None) -> bool:
    """Whether a person holds `role`, at `office` where one is given: overseeing roles reach the offices below.

    Standing in for somebody does not count here; `powers_of` gives roles and what was delegated.
    """
    if office is None:
        return role in roles_of(staff)
    if not staff.is_active:
        return False
    held = [row.office.path for row in staff.roles.filter(role=role).select_related("office")]
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


def may_keep_accounts(by: Staff) -> bool:
    """Whether `by` administers accounts at any office."""
    return Role.ICT_ADMIN in roles_of(by)


def may_keep_account(by: Staff, staff: Staff) -> bool:
    """Whether `by` administers the accounts of the office at which `staff` works; nobody administers their own."""
    return by.pk != staff.pk and has_role(by, Role.ICT_ADMIN, staff.office)


def role_holders(offices: Collection[int], roles: Collection[str], procedure_code: str, on: date) -> RoleHolders:
    """Who holds which of `roles` at which of `offices` for the procedure on day `on`. Two queries."""
    found: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    held = StaffRole.objects.filter(office__in=offices, role__in=roles, staff__is_active=True)
    for office, role, staff in held.values_list("office_id", "role", "staff_id"):
        found[office, role].add(staff)
    for delegation in delegations_in_force(on).filter(office__in=offices, role__in=roles):
        if not delegation.procedures or procedure_code in delegation.procedures:
            found[delegation.office_id, delegation.role].add(delegation.to_staff_id)
    return {key: frozenset(people) for key, people in found.items()}


def delegations_in_force(on: date) -> QuerySet[Delegation]:
    """Delegations in force on a day to people who still work: both days included, none that was revoked."""
    return Delegation.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        valid_from__lte=on,
        revoked_at__isnull=True,
        to_staff__is_active=True,
    )


# --- delegations ---


def may_cover_absence(by: Staff, absent: Staff, office: Office, at: datetime) -> bool:
    """Whether `by` may name who acts for `absent` at `office`: the absent person, or a head there or above."""
    return by.pk == absent.pk or _heads(by, office, at)


def may_give_authority(by: Staff, from_office: Office, at: datetime) -> bool:
    """Whether `by` may delegate the power of `from_office`: its approver or leader, not somebody standing in."""
    return any(
        power.role in {Role.APPROVER, Role.LEADER} and power.office_id == from_office.pk and not power.by
        for power in powers_of(by, localise(at).date())
    )


def may_revoke_delegation(by: Staff, delegation: Delegation, at: datetime) -> bool:
    """Whether `by` may take the power back: who gave it, the colleague it comes from, or a head of that office."""
    home = Office.objects.get(pk=delegation.from_office_id or delegation.office_id)
    return by.pk in {delegation.created_by_id, delegation.from_staff_id} or _heads(by, home, at)


def _heads(staff: Staff, office: Office, at: datetime) -> bool:
    return any(
        power.role in HEADS and is_under(office.path, power.office_path) and not power.by
        for power in powers_of(staff, localise(at).date())
    )
