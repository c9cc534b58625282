"""The commune of the small province and its people, and short ways to put them on duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.people.models import Office, Role, Staff, StaffRole
from motcua.rosters import actions
from motcua.rosters.models import Shift
from tests.dossiers.world import MONDAY, World, make_world

BEFORE = MONDAY.replace(hour=6)
TODAY = MONDAY.date()
TUESDAY = date(2020, 3, 31)


@dataclass
class Unit:
    """Who plans, who is planned for, and somebody of elsewhere."""

    world: World
    head: Staff
    lan: Staff
    hoa: Staff
    minh: Staff

    @property
    def office(self) -> Office:
        return self.world.commune

    def plan(self, staff: Staff, *, at: datetime = BEFORE, **wanted: Any) -> list[Shift]:
        """Put on duty by the head: Tuesday morning at counter 0 unless told otherwise."""
        asked: dict[str, Any] = {
            "office": self.office,
            "staff_id": staff.pk,
            "day": TUESDAY,
            "sitting": "morning",
            "place": "on_site",
            "duty": "counter",
            "by": self.head,
            "at": at,
        }
        return actions.plan_shift(**(asked | wanted)).shifts

    def publish(self, monday: date = TODAY, at: datetime = BEFORE) -> int:
        """Publish the week."""
        return actions.publish_week(office=self.office, monday=monday, by=self.head, at=at)


def make_unit() -> Unit:
    """Write the rows."""
    world = make_world()
    people = {
        "head": ("Hà Thị Trưởng", Role.UNIT_HEAD, "0911000001"),
        "lan": ("Nguyễn Thị Lan", Role.RECEIVING_OFFICER, "0911000002"),
        "hoa": ("Lò Thị Hoa", Role.RECEIVING_OFFICER, "0911000003"),
        "minh": ("Vàng Mí Minh", Role.RETURNING_OFFICER, "0911000004"),
    }
    cast = {}
    for username, (name, role, phone) in people.items():
        cast[username] = Staff.objects.create(username=username, full_name=name, office=world.commune, phone=phone)
        StaffRole.objects.create(staff=cast[username], role=role, office=world.commune)
    return Unit(world=world, **cast)
