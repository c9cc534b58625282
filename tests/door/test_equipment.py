"""What policy demands of a unit against what was counted there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.door.models import Counter, Equipment, Premises, Room
from motcua.door.places.actions.equipment import EquipmentCount, count_equipment
from motcua.door.places.queries.equipment import equipment_of, equipment_overview, equipment_places_visible_to, row_key
from motcua.journal.models import Event
from motcua.people.models import Office, OfficeKind, OfficeLevel, Role
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.equipment import Per
from tests.door.gate_scene import Door, person
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY

SHIELDS = {"point": "equipment.droplet_shield", "value": True, "when": {}}
TEMPERATURE = {"point": "entry.temperature", "value": ["visitors"], "when": {}}


@pytest.fixture
def asked(door: Door) -> Door:
    """The province demands shields and measures temperatures at the entry."""
    enact(door.world, SHIELDS, TEMPERATURE)
    return door


def count(door: Door, *counts: EquipmentCount, by: Any = None) -> int:
    return count_equipment(premises_id=door.premises.pk, counts=counts, by=by or door.marshal, at=MONDAY)


def shield(door: Door, number: int, present: Any, working: Any = "", note: Any = "") -> EquipmentCount:
    return EquipmentCount("droplet_shield", door.room.pk, door.counters[number - 1].pk, present, working, note)


def test_nothing_is_demanded_before_a_letter(door: Door) -> None:
    assert equipment_of(door.premises, MONDAY).demands == ()


def test_a_shield_for_each_counter_and_a_thermometer_for_each_door(asked: Door) -> None:
    found = {demand.item: demand for demand in equipment_of(asked.premises, MONDAY).demands}
    assert set(found) == {"droplet_shield", "thermometer"}
    assert [row.wanted.counter for row in found["droplet_shield"].rows] == [counter.pk for counter in asked.counters]
    (at_doors,) = found["thermometer"].rows
    assert (at_doors.wanted.per, at_doors.wanted.needed, at_doors.place) == (Per.DOOR, 2, "Phòng một cửa")
    assert found["droplet_shield"].because[0].source.document == "905/UBND-PVHCC"
    assert found["droplet_shield"].label() == "tấm kính chống giọt bắn"


def test_what_is_counted_is_no_longer_missing_and_says_by_whom(asked: Door) -> None:
    assert equipment_of(asked.premises, MONDAY).missing == 5
    thermometer = EquipmentCount("thermometer", asked.room.pk, None, "3", "2")
    assert count(asked, shield(asked, 1, "1"), shield(asked, 2, "2", "0", "Nứt"), thermometer) == 3
    found = equipment_of(asked.premises, MONDAY)
    assert (found.missing, found.uncounted) == (2, 1)
    row = found.demands[0].rows[1]
    assert (row.present, row.working, row.note, row.checked_by) == (2, 0, "Nứt", asked.marshal.full_name)
    assert found.checked_at == MONDAY
    event = Event.objects.get(name="equipment.counted")
    assert event.data == {"rows": 3, "missing": 2}
    count(asked, shield(asked, 2, "1"))
    assert Equipment.objects.count() == 3 and equipment_of(asked.premises, MONDAY).missing == 1


def test_a_counter_out_of_use_needs_no_shield(asked: Door) -> None:
    Counter.objects.filter(pk=asked.counters[0].pk).update(active=False)
    assert len(equipment_of(asked.premises, MONDAY).demands[0].rows) == 2


def test_a_waiting_area_is_counted_by_the_plan_and_its_seats_by_hand(door: Door) -> None:
    enact(door.world, {"point": "equipment.waiting_area", "value": True, "when": {}})
    Room.objects.filter(pk=door.yard.pk).update(seats=20)
    area, seats = sorted(equipment_of(door.premises, MONDAY).demands, key=lambda one: one.item != "waiting_area")
    assert area.missing == 0 and area.rows[0].by_plan
    assert seats.item == "seat" and seats.rows[0].wanted.needed == 20
    Room.objects.filter(pk=door.yard.pk).update(active=False)
    assert {demand.item: demand.missing for demand in equipment_of(door.premises, MONDAY).demands} == {
        "waiting_area": 1,
        "seat": 0,
    }


def test_what_cannot_be_counted(asked: Door) -> None:
    key = row_key("droplet_shield", asked.room.pk, asked.counters[0].pk)
    for present, working, note in (
        ("1", "2", ""),
        ("-1", "", ""),
        ("1.5", "", ""),
        ("một", "", ""),
        ("99999", "", ""),
        ("NaN", "", ""),
        ("1", "\0", ""),
        ("1", "1", "x" * 301),
    ):
        with pytest.raises(InvalidInput) as refused:
            count(asked, shield(asked, 1, present, working, note))
        assert list(refused.value.errors) == [key]
    elsewhere = Premises.objects.create(office=asked.world.elsewhere)
    far = Room.objects.create(premises=elsewhere, name="Xa")
    for odd in (
        EquipmentCount("droplet_shield", far.pk, asked.counters[0].pk, "1"),
        EquipmentCount("gold", None, None, "1"),
        EquipmentCount("thermometer", far.pk, None, "1"),
        EquipmentCount("thermometer", 2_000_000_000, None, "1"),
    ):
        with pytest.raises(InvalidInput):
            count(asked, shield(asked, 1, "1"), odd)
    with pytest.raises(InvalidInput):
        count(asked)
    assert not Equipment.objects.exists()


def test_who_counts_and_who_looks(asked: Door) -> None:
    for by in (asked.world.stranger, asked.health, asked.world.processor):
        with pytest.raises(NotAllowed):
            count(asked, shield(asked, 1, "1"), by=by)
    assert list(equipment_places_visible_to(asked.marshal, MONDAY)) == [asked.premises]
    assert list(equipment_places_visible_to(asked.health, MONDAY)) == [asked.premises]
    assert asked.premises not in equipment_places_visible_to(asked.world.stranger, MONDAY)


def test_the_overview_puts_what_lacks_most_first_in_as_many_queries_for_all_as_for_one(asked: Door) -> None:
    supervisor = person("sup", Role.SUPERVISOR, asked.world.province)
    count(asked, shield(asked, 1, "1"), shield(asked, 2, "1"), shield(asked, 3, "1"))
    found = equipment_overview(supervisor, MONDAY)
    assert [(row.office.code, row.known, row.missing) for row in found] == [
        ("000.01.21.H22", True, 2),
        ("000.02.21.H22", False, 0),  # has no place: nothing is known of it
    ]
    equipment_overview(supervisor, MONDAY)
    with CaptureQueriesContext(connection) as few:
        equipment_overview(supervisor, MONDAY)
    for number in range(3, 15):
        code = f"000.{number:02d}.21.H22"
        office = Office.objects.create(
            path=f"{asked.world.province.path}/{code}", code=code, name=f"Đơn vị {number}", parent=asked.world.province,
            kind=OfficeKind.COMMUNE_UNIT, level=OfficeLevel.COMMUNE,
        )  # fmt: skip
        premises = Premises.objects.create(office=office)
        room = Room.objects.create(premises=premises, name="Phòng")
        Counter.objects.create(premises=premises, room=room, number=1)
    with CaptureQueriesContext(connection) as many:
        found = equipment_overview(supervisor, MONDAY)
    assert len(found) == 14 and len(many) == len(few)
    assert [row.missing for row in found] == [2] * 13 + [0]


def test_what_two_clauses_demand_is_one_row_with_both(door: Door) -> None:
    enact(
        door.world,
        {"point": "equipment.sanitiser", "value": True, "when": {}},
        {"point": "entry.hand_sanitising", "value": ["staff"], "when": {}},
    )
    (sanitiser,) = equipment_of(door.premises, MONDAY).demands
    assert (sanitiser.item, sanitiser.needed, len(sanitiser.because)) == ("sanitiser", 2, 2)
