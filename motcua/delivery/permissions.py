"""Who may do what with bags: officers of the unit, and clerks of the post office that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from motcua.delivery.models import Bag, BagItem
from motcua.people.models import Role, Staff
from motcua.people.permissions import has_role, powers_of
from motcua.rulebook.work_calendar import localise

AT_UNIT: Final = frozenset({Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER})
"""Roles that work with the bags of their unit."""
CARRIES_HOME: Final = frozenset({Role.RETURNING_OFFICER})
"""Roles that bring a result home and hand it over there."""
AT_POST: Final = frozenset({Role.POSTAL_CLERK})
"""Roles that work with the bags their post office carries."""


def offices_held(staff: Staff, roles: Iterable[str], at: datetime) -> frozenset[int]:
    """Keys of the offices at which one of `roles` is held or delegated at `at` (aware)."""
    wanted = frozenset(roles)
    return frozenset(power.office_id for power in powers_of(staff, localise(at).date()) if power.role in wanted)


def may_fill_bag(staff: Staff, bag: Bag, at: datetime) -> bool:
    """Whether `staff` may write the bag's rows: a receiving officer of the unit, or a clerk of the post office."""
    if bag.direction == Bag.Direction.OUT:
        return bag.office_id in offices_held(staff, {Role.RETURNING_OFFICER}, at)
    return (
        bag.office_id in offices_held(staff, {Role.RECEIVING_OFFICER}, at)
        or bag.post_office_id in offices_held(staff, AT_POST, at)
    )  # fmt: skip


def may_sign_bag(staff: Staff, bag: Bag, at: datetime) -> bool:
    """Whether `staff` signs for the unit: the receiving officer what comes in, the returning officer what goes out."""
    role = Role.RETURNING_OFFICER if bag.direction == Bag.Direction.OUT else Role.RECEIVING_OFFICER
    return bag.office_id in offices_held(staff, {role}, at)


def may_report_parcel(staff: Staff, item: BagItem, at: datetime) -> bool:
    """Whether `staff` says what became of the parcel: a clerk of the post office that carries it."""
    return item.bag.post_office_id in offices_held(staff, AT_POST, at)


def may_see_parcels(staff: Staff) -> bool:
    """Whether `staff` is a clerk of some post office, by a role held."""
    return any(has_role(staff, role) for role in AT_POST)
