"""The commune of the small province with rooms, counters and people of the door. No page, no demo data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from motcua.directives.models import OperationPlan
from motcua.door.models import Counter, Premises, Room
from motcua.people.models import Office, Role, Staff, StaffRole
from tests.dossiers.world import MONDAY, World, make_world


@dataclass
class Door:
    """The unit's place: a service room with two doors and three counters, and a yard to wait in."""

    world: World
    premises: Premises
    room: Room
    yard: Room
    counters: list[Counter]
    marshal: Staff
    head: Staff
    health: Staff

    @property
    def office(self) -> Office:
        return self.premises.office


def make_door(*, own_cap: int | None = None) -> Door:
    """Write the rows; the room has no geometry, so that nothing limits it but `own_cap` and policy."""
    world = make_world()
    premises = Premises.objects.create(office=world.commune)
    room = Room.objects.create(
        premises=premises, name="Phòng một cửa", doors=["Cửa chính", "Cửa sau"], own_cap=own_cap, position=1
    )
    yard = Room.objects.create(
        premises=premises,
        name="Sân chờ",
        kind=Room.Kind.OUTSIDE,
        area_m2=Decimal(40),
        distance_m=Decimal(2),
        position=2,
    )
    counters = [Counter.objects.create(premises=premises, room=room, number=number) for number in (1, 2, 3)]
    return Door(
        world=world,
        premises=premises,
        room=room,
        yard=yard,
        counters=counters,
        marshal=person("marshal", Role.ENTRY_MARSHAL, world.commune),
        head=person("head", Role.UNIT_HEAD, world.commune),
        health=person("health", Role.HEALTH_OFFICER, world.province),
    )


def person(username: str, role: str, office: Office) -> Staff:
    """One more member of staff."""
    staff = Staff.objects.create(username=username, full_name=f"Cán bộ {username}", office=office)
    StaffRole.objects.create(staff=staff, role=role, office=office)
    return staff


def approved_plan(office: Office, *, room_cap: int, since: date, at: datetime = MONDAY, **fields: Any) -> OperationPlan:
    """An operation plan in force, written past the pages."""
    return OperationPlan.objects.create(
        office=office, title="Phương án", room_cap=room_cap, valid_from=since, approved_at=at, **fields
    )
