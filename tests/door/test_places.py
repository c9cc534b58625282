"""Rooms and counters are set up by the unit's head; nobody is thrown out, and nothing in use is taken away."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.door.models import Appointment, Counter, GateDevice, Premises, Room
from motcua.door.places.actions.counters import save_counter, set_counter_active
from motcua.door.places.actions.rooms import (
    change_booking_rules,
    close_room,
    reopen_room,
    save_room,
    set_room_active,
    set_up_premises,
)
from motcua.door.places.queries.places import (
    place_status,
    places_visible_to,
    premises_by_board,
    premises_by_door,
    premises_of,
    premises_with_role,
)
from motcua.door.queue.actions.counter_sessions import open_counter
from motcua.journal.models import Event
from motcua.people.models import Delegation, Role, StaffRole
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.door.gate_scene import Door, person
from tests.dossiers.world import MONDAY

ROOM: dict[str, Any] = {
    "name": "Phòng hai",
    "kind": "service",
    "area_m2": "72,5",
    "seats": "18",
    "distance_m": "1,5",
    "own_cap": "",
    "doors": ["Cửa chính", " "],
    "offline_places": "3",
    "x": "10",
    "y": "0",
    "width": "90",
    "depth": "80",
}


def room(door: Door, *, room_id: int | None = None, **changes: Any) -> Room:
    return save_room(premises_id=door.premises.pk, room_id=room_id, given=ROOM | changes, by=door.head, at=MONDAY)


def counter(door: Door, *, counter_id: int | None = None, **changes: Any) -> Counter:
    given = {"number": 9, "name": "Hộ tịch", "takes_in": True, "picks_up": True, "bookable": False, "x": 5, "y": 5}
    return save_counter(
        premises_id=door.premises.pk,
        counter_id=counter_id,
        room_id=changes.pop("room_id", door.room.pk),
        fields=changes.pop("fields", ["HT"]),
        given=given | changes,
        by=changes.pop("by", door.head),
        at=MONDAY,
    )


def test_a_room_is_added_as_typed_and_told(door: Door) -> None:
    made = room(door)
    made.refresh_from_db()
    assert (made.area_m2, made.distance_m, made.seats, made.own_cap) == (Decimal("72.5"), Decimal("1.5"), 18, None)
    assert made.doors == ["Cửa chính"] and made.offline_places == 3
    event = Event.objects.get(name="room.changed")
    assert event.subject_label == "Phòng hai" and event.data["changed"]["seats"] == ["", "18"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " \u202e "}, "name"),
        ({"name": "Phòng MỘT cửa"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"kind": "cellar"}, "kind"),
        ({"kind": None}, "kind"),
        ({"area_m2": "NaN"}, "area_m2"),
        ({"area_m2": "0"}, "area_m2"),
        ({"area_m2": "1e9"}, "area_m2"),
        ({"seats": "-1"}, "seats"),
        ({"seats": "3.5"}, "seats"),
        ({"seats": "Infinity"}, "seats"),
        ({"seats": "1e2"}, "seats"),
        ({"seats": "1_0"}, "seats"),
        ({"seats": "٣"}, "seats"),
        ({"seats": "9" * 5000}, "seats"),
        ({"distance_m": "1,25"}, "distance_m"),
        ({"distance_m": "0"}, "distance_m"),
        ({"distance_m": "hai"}, "distance_m"),
        ({"own_cap": "0"}, "own_cap"),
        ({"own_cap": "99999"}, "own_cap"),
        ({"offline_places": "51"}, "offline_places"),
        ({"doors": ["Cửa"] * 2}, "doors"),
        ({"doors": [f"Cửa {n}" for n in range(9)]}, "doors"),
        ({"doors": ["x" * 61]}, "doors"),
        ({"width": "9"}, "width"),
        ({"x": "5001"}, "x"),
        ({"y": "\0"}, "y"),
    ],
)
def test_what_cannot_be_a_room_is_refused_at_its_field(door: Door, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        room(door, **changes)
    assert list(refused.value.errors) == [field]
    assert Room.objects.count() == 2 and not Event.objects.exists()


@pytest.mark.parametrize("who", ["marshal", "health", "stranger"])
def test_only_the_head_sets_up(door: Door, who: str) -> None:
    by = getattr(door, who, None) or door.world.stranger
    for act in (
        lambda: save_room(premises_id=door.premises.pk, given=ROOM, by=by, at=MONDAY),
        lambda: set_room_active(room_id=door.yard.pk, active=False, by=by, at=MONDAY),
        lambda: counter(door, by=by),
        lambda: set_counter_active(counter_id=door.counters[0].pk, active=False, by=by, at=MONDAY),
        lambda: change_booking_rules(premises_id=door.premises.pk, given={}, by=by, at=MONDAY),
        lambda: set_up_premises(office_id=door.office.pk, by=by, at=MONDAY),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_head_of_another_unit_is_nobody_here(door: Door) -> None:
    other = person("otherhead", Role.UNIT_HEAD, door.world.elsewhere)
    with pytest.raises(NotAllowed):
        save_room(premises_id=door.premises.pk, given=ROOM, by=other, at=MONDAY)
    mine = set_up_premises(office_id=door.world.elsewhere.pk, by=other, at=MONDAY)
    with pytest.raises(InvalidInput):
        save_room(premises_id=mine.pk, room_id=door.room.pk, given=ROOM, by=other, at=MONDAY)


def test_a_full_room_is_edited_and_nobody_is_thrown_out(door: Door) -> None:
    Room.objects.filter(pk=door.room.pk).update(inside_visitors=23)
    room(door, room_id=door.room.pk, name="Phòng một cửa", own_cap="20", area_m2="", distance_m="", seats="")
    door.room.refresh_from_db()
    assert door.room.inside_visitors == 23 and door.room.own_cap == 20
    now = place_status(door.premises, MONDAY).rooms[0]
    assert (now.inside, now.cap.value, now.free, now.over, now.enters_again_at) == (23, 20, 0, 3, 19)


def test_a_room_in_use_is_not_dropped(door: Door) -> None:
    made = room(door)
    for reason, values in (("người", {"inside_visitors": 1}), ("người", {"inside_staff": 1})):
        Room.objects.filter(pk=made.pk).update(**values)
        with pytest.raises(NotAllowed, match=reason):
            set_room_active(room_id=made.pk, active=False, by=door.head, at=MONDAY)
        Room.objects.filter(pk=made.pk).update(inside_visitors=0, inside_staff=0)
    with pytest.raises(NotAllowed, match="quầy số 1, 2, 3"):
        set_room_active(room_id=door.room.pk, active=False, by=door.head, at=MONDAY)
    open_counter(counter_id=door.counters[1].pk, by=door.world.receiver, at=MONDAY)
    with pytest.raises(NotAllowed, match=r"Quầy số 2 .* đang mở"):
        set_room_active(room_id=door.room.pk, active=False, by=door.head, at=MONDAY)
    device = GateDevice.objects.create(
        key="k", premises=door.premises, room=made, door="Cửa chính", staff=door.marshal, opened_at=MONDAY,
        seen_at=MONDAY, share=2, share_from=MONDAY, share_until=MONDAY + timedelta(hours=1),
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="giữ chỗ"):
        set_room_active(room_id=made.pk, active=False, by=door.head, at=MONDAY)
    with pytest.raises(InvalidInput, match="Cửa chính"):
        room(door, room_id=made.pk, doors=[])
    device.delete()
    set_room_active(room_id=made.pk, active=False, by=door.head, at=MONDAY)
    with pytest.raises(AlreadyDone):
        set_room_active(room_id=made.pk, active=False, by=door.head, at=MONDAY)
    with pytest.raises(InvalidInput, match="dùng lại"):
        room(door)
    set_room_active(room_id=made.pk, active=True, by=door.head, at=MONDAY)


def test_close_and_open_again_with_a_reason(door: Door) -> None:
    with pytest.raises(InvalidInput):
        close_room(room_id=door.room.pk, why=" \n", by=door.marshal, at=MONDAY)
    with pytest.raises(NotAllowed):
        close_room(room_id=door.room.pk, why="Khử khuẩn", by=door.world.receiver, at=MONDAY)
    close_room(room_id=door.room.pk, why="Khử khuẩn\n", by=door.health, at=MONDAY)
    with pytest.raises(AlreadyDone, match="Khử khuẩn"):
        close_room(room_id=door.room.pk, why="Lần hai", by=door.head, at=MONDAY)
    reopen_room(room_id=door.room.pk, by=door.head, at=MONDAY + timedelta(hours=1))
    with pytest.raises(AlreadyDone):
        reopen_room(room_id=door.room.pk, by=door.head, at=MONDAY)
    assert list(Event.objects.order_by("id").values_list("name", "data__why")) == [
        ("room.closed", "Khử khuẩn"),
        ("room.reopened", None),
    ]
    with pytest.raises(InvalidInput):
        close_room(room_id=2_000_000_000, why="x", by=door.head, at=MONDAY)


def test_a_counter_and_its_fields(door: Door) -> None:
    made = counter(door)
    assert (
        [field.code for field in made.fields.all()] == ["HT"] and not made.bookable and made.picks_up and made.takes_in
    )
    counter(door, counter_id=made.pk, fields=[], bookable=True, takes_in=False)
    made.refresh_from_db()
    assert not made.fields.exists() and made.bookable and not made.takes_in
    for changes, field in (
        ({"number": 1}, "number"),
        ({"number": ""}, "number"),
        ({"number": "0"}, "number"),
        ({"number": "1e3"}, "number"),
        ({"room_id": door.yard.pk}, "room"),
        ({"room_id": None}, "room"),
        ({"fields": ["XX"]}, "fields"),
        ({"name": "x" * 121}, "name"),
        ({"takes_in": False, "picks_up": False}, "takes_in"),
    ):
        with pytest.raises(InvalidInput) as refused:
            counter(door, **({"number": 10} | changes))
        assert list(refused.value.errors) == [field]


def test_a_counter_in_use_stays(door: Door) -> None:
    first, other = door.counters[0], room(door)
    open_counter(counter_id=first.pk, by=door.world.receiver, at=MONDAY)
    with pytest.raises(NotAllowed, match="đang mở"):
        set_counter_active(counter_id=first.pk, active=False, by=door.head, at=MONDAY)
    with pytest.raises(NotAllowed, match="có người ngồi"):
        counter(door, counter_id=first.pk, number=1, room_id=other.pk)
    second = door.counters[1]
    tomorrow = MONDAY + timedelta(days=1)
    Appointment.objects.create(
        code="A", premises=door.premises, counter=second, during=(tomorrow, tomorrow + timedelta(minutes=15)),
        made_at=MONDAY,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="1 lịch hẹn"):
        set_counter_active(counter_id=second.pk, active=False, by=door.head, at=MONDAY)
    set_counter_active(counter_id=second.pk, active=False, by=door.head, at=MONDAY + timedelta(days=2))
    assert [status.counter.number for status in place_status(door.premises, MONDAY).counters] == [1, 3]
    set_counter_active(counter_id=second.pk, active=True, by=door.head, at=MONDAY)


def test_how_the_unit_books(door: Door) -> None:
    given = {"slot_minutes": "20", "walk_in_share": "0", "booking_days": "7", "note": "Gửi xe ở sân sau"}
    changed = change_booking_rules(premises_id=door.premises.pk, given=given, by=door.head, at=MONDAY)
    assert (changed.slot_minutes, changed.walk_in_share, changed.booking_days) == (20, 0, 7)
    for wrong in ({"slot_minutes": "4"}, {"walk_in_share": "101"}, {"booking_days": "0"}):
        with pytest.raises(InvalidInput):
            change_booking_rules(premises_id=door.premises.pk, given=given | wrong, by=door.head, at=MONDAY)


def test_a_place_is_set_up_once_for_a_unit_that_receives(door: Door) -> None:
    head = person("head2", Role.UNIT_HEAD, door.world.elsewhere)
    one = set_up_premises(office_id=door.world.elsewhere.pk, by=head, at=MONDAY)
    assert set_up_premises(office_id=door.world.elsewhere.pk, by=head, at=MONDAY) == one
    assert Premises.objects.count() == 2 and one.door_key != door.premises.door_key
    StaffRole.objects.create(staff=head, role=Role.UNIT_HEAD, office=door.world.province)
    with pytest.raises(InvalidInput):
        set_up_premises(office_id=door.world.province.pk, by=head, at=MONDAY)


def test_who_finds_which_place(door: Door) -> None:
    assert premises_of(door.office) == door.premises and premises_of(door.world.elsewhere) is None
    assert premises_by_door(door.premises.door_key) == door.premises
    assert premises_by_board(door.premises.board_key) == door.premises
    for odd in ("", "x", "\0", "x" * 5000, door.premises.board_key):
        assert premises_by_door(odd) is None
    supervisor = person("sup", Role.SUPERVISOR, door.world.province)
    elsewhere = person("sup2", Role.SUPERVISOR, door.world.elsewhere)
    assert list(places_visible_to(supervisor, MONDAY)) == [door.premises]
    assert list(places_visible_to(door.head, MONDAY)) == [door.premises]
    for other in (elsewhere, door.world.stranger, door.marshal):
        assert list(places_visible_to(other, MONDAY)) == []
    assert premises_with_role(door.marshal, {Role.ENTRY_MARSHAL}, MONDAY) == [door.premises]
    assert premises_with_role(door.marshal, {Role.UNIT_HEAD}, MONDAY) == []
    assert premises_with_role(door.health, {Role.HEALTH_OFFICER}, MONDAY) == [door.premises]
    # A unit head of the province is not the head of the units below it.
    assert premises_with_role(person("ph", Role.UNIT_HEAD, door.world.province), {Role.UNIT_HEAD}, MONDAY) == []


def test_a_delegated_head_may_for_as_long_as_it_holds(door: Door) -> None:
    deputy = door.world.colleague
    Delegation.objects.create(
        kind="absence", role=Role.UNIT_HEAD, office=door.office, from_staff=door.head, to_staff=deputy,
        valid_from=MONDAY.date(), valid_to=MONDAY.date(), document="12/QĐ", created_at=MONDAY,
    )  # fmt: skip
    assert save_room(premises_id=door.premises.pk, given=ROOM, by=deputy, at=MONDAY).pk
    with pytest.raises(NotAllowed):
        save_room(premises_id=door.premises.pk, given=ROOM | {"name": "Ba"}, by=deputy, at=MONDAY + timedelta(days=1))


def test_a_place_is_read_in_as_many_queries_whatever_its_size(door: Door) -> None:
    place_status(door.premises, MONDAY)
    with CaptureQueriesContext(connection) as few:
        place_status(door.premises, MONDAY)
    for number in range(10, 30):
        counter(door, number=number)
        room(door, name=f"Phòng {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(place_status(door.premises, MONDAY).counters) == 23
    assert len(many) == len(few)
