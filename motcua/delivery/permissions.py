"""Who may do what with bags: officers of the unit, and clerks of the post office that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from motcua.delivery.models import Bag
from motcua.people.models import Role, Staff
from motcua.people.permissions import powers_of
from motcua.rulebook.work_calendar import localise


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
        or bag.post_office_id in offices_held(staff, {Role.POSTAL_CLERK}, at)
    )  # fmt: skip


def may_sign_bag(staff: Staff, bag: Bag, at: datetime) -> bool:
    """Whether `staff` signs for the unit: the receiving officer what comes in, the returning officer what goes out."""
    role = Role.RETURNING_OFFICER if bag.direction == Bag.Direction.OUT else Role.RECEIVING_OFFICER
    return bag.office_id in offices_held(staff, {role}, at)
