"""Who could do a piece of work: people holding a role at an office on a day, their own or delegated to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from motcua.people.models import Delegation, StaffRole

Capable = Mapping[tuple[int, str], frozenset[int]]
"""Keys of people by (office's key, role); a pair that nobody fills is missing."""


def people_capable(offices: Collection[int], roles: Collection[str], procedure_code: str, on: date) -> Capable:
    """Who holds which of `roles` at which of `offices` for the procedure on day `on`. Two queries."""
    found: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    held = StaffRole.objects.filter(office__in=offices, role__in=roles, staff__is_active=True)
    for office, role, staff in held.values_list("office_id", "role", "staff_id"):
        found[office, role].add(staff)
    for one in delegations_on(on).filter(office__in=offices, role__in=roles):
        if not one.procedures or procedure_code in one.procedures:
            found[one.office_id, one.role].add(one.to_staff_id)
    return {key: frozenset(people) for key, people in found.items()}


def delegations_on(on: date) -> QuerySet[Delegation]:
    """Delegations in force on a day to people who still work: both days included, none that was revoked."""
    return Delegation.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        valid_from__lte=on,
        revoked_at__isnull=True,
        to_staff__is_active=True,
    )
