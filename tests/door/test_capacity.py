"""The cap of a room is the strictest of all limits, and says which."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from motcua.door.places.capacity import cap_of
from motcua.rulebook.room_capacity import how_many_fit
from tests.door.gate_scene import Door, approved_plan
from tests.dossiers.world import MONDAY


@pytest.mark.parametrize(
    ("area", "distance", "seats", "fits"),
    [
        (None, None, None, None),
        (Decimal(40), Decimal(2), None, 10),
        (Decimal(40), Decimal(2), 6, 6),
        (Decimal(3), Decimal(2), None, 1),
        (Decimal(0), Decimal(2), None, 0),
        (Decimal(40), None, 12, 12),
        (Decimal(40), None, None, None),
    ],
)
def test_geometry(area: Decimal | None, distance: Decimal | None, seats: int | None, fits: int | None) -> None:
    assert how_many_fit(area_m2=area, distance_m=distance, seats=seats) == fits


def test_nothing_said_nothing_limits(door: Door) -> None:
    assert cap_of(door.room, MONDAY).value is None


def test_the_strictest_holds_and_is_named(door: Door) -> None:
    door.room.area_m2, door.room.distance_m, door.room.own_cap = Decimal(100), Decimal(2), 30
    approved_plan(door.office, room_cap=12, since=date(2020, 3, 1))
    cap = cap_of(door.room, MONDAY)
    assert [(limit.kind, limit.value) for limit in cap.limits] == [("plan", 12), ("geometry", 25), ("own", 30)]
    assert cap.strictest is not None and "12" in cap.strictest.words


def test_a_yard_to_wait_in_is_no_room(door: Door) -> None:
    approved_plan(door.office, room_cap=4, since=date(2020, 3, 1))
    assert [limit.kind for limit in cap_of(door.yard, MONDAY).limits] == ["geometry"]
    assert cap_of(door.room, MONDAY).value == 4
