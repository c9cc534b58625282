"""Write a bag's events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from motcua.delivery.models import Bag
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor


def tell_bag(name: str, bag: Bag, *, by: Staff, at: datetime, **data: Any) -> None:
    """Record `name` about the bag, in the caller's transaction; counts and numbers, nobody's data."""
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"bag:{bag.pk}",
        subject_label=bag.number or f"BBGN {bag.pk}",
        office_path=bag.office.path,
        data=data,
    )
