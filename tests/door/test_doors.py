"""Doors share one cap: what one holds for the time without network nobody else takes, and nobody waits for it long."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.door.gate.actions.admission import admit, count_out
from motcua.door.gate.actions.doors import close_gate, close_lost_gate, heartbeat, open_gate
from motcua.door.gate.actions.offline_sync import read_offline_acts
from motcua.door.gate.door_shares import SHARE_LASTS, SHARE_MARGIN, share_end
from motcua.door.gate.queries.visits import room_counts
from motcua.door.models import GateDevice, Room, Visit
from motcua.journal import queries as journal
from motcua.people.models import Role
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.door.gate_phone import UNKNOWN, Phone
from tests.door.gate_scene import Door, make_door, person
from tests.dossiers.world import MONDAY

SECOND = timedelta(seconds=1)


def capped(door: Door, cap: int) -> Room:
    Room.objects.filter(pk=door.room.pk).update(own_cap=cap)
    return Room.objects.get(pk=door.room.pk)


def fill(door: Door, count: int) -> None:
    for _one in range(count):
        done = admit(room_id=door.room.pk, guest=UNKNOWN, checks={}, by=door.marshal, at=MONDAY)
        assert done.visit is not None


def inside(door: Door) -> int:
    room = Room.objects.get(pk=door.room.pk)
    assert room.inside_visitors == Visit.objects.filter(room=room, left_at=None).count()
    return room.inside_visitors


def test_a_door_gets_its_share_and_the_others_do_not_take_it(door: Door) -> None:
    capped(door, 5)
    phone = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    assert phone.share == 2
    fill(door, 3)
    full = admit(room_id=door.room.pk, guest=UNKNOWN, checks={}, by=door.marshal, at=MONDAY)
    assert full.refusal is not None
    assert full.refusal.reason == "full"
    assert "2 chỗ đang giữ" in full.refusal.words
    assert phone.enter_alone(MONDAY)
    assert phone.enter_alone(MONDAY)
    assert not phone.enter_alone(MONDAY)
    assert phone.tell(MONDAY + SECOND).entries == 2
    assert inside(door) == 5


def test_a_door_with_network_uses_its_own_share_when_no_other_place_is_left(door: Door) -> None:
    capped(door, 5)
    phone = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    for left in (2, 2, 2, 1, 0):
        assert phone.enter(MONDAY) is not None
        assert phone.share == left
    refused = phone.enter(MONDAY)
    assert refused is not None
    assert refused.refusal is not None
    assert inside(door) == 5


def test_doors_with_network_give_back_as_soon_as_another_has_none(door: Door) -> None:
    capped(door, 6)
    first = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    second = Phone(door.room, "Cửa sau", door.marshal).open(MONDAY)
    assert (first.share, second.share) == (2, 2)
    for _one in range(4):
        assert first.enter(MONDAY).visit is not None  # type: ignore[union-attr]
    assert first.enter(MONDAY).refusal is not None  # type: ignore[union-attr]
    second.beat(MONDAY + SECOND)
    assert first.enter(MONDAY + SECOND).visit is not None  # type: ignore[union-attr]
    assert second.share == 1
    assert inside(door) == 5


def test_one_place_always_stays_open_to_all(door: Door) -> None:
    capped(door, 3)
    phone = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    assert phone.share == 2
    other = Phone(door.room, "Cửa sau", door.marshal).open(MONDAY)
    assert other.share == 0
    assert admit(room_id=door.room.pk, guest=UNKNOWN, checks={}, by=door.marshal, at=MONDAY).visit is not None


def test_an_ended_share_is_taken_back_after_the_margin_and_not_before(door: Door) -> None:
    capped(door, 5)
    phone = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    fill(door, 3)
    device = GateDevice.objects.get(pk=phone.device_id)
    assert device.share_until is not None
    at_end = device.share_until + SHARE_MARGIN
    assert not phone.enter_alone(device.share_until - SHARE_MARGIN)
    kept = admit(room_id=door.room.pk, guest=UNKNOWN, checks={}, by=door.marshal, at=at_end)
    assert kept.refusal is not None
    later = admit(room_id=door.room.pk, guest=UNKNOWN, checks={}, by=door.marshal, at=at_end + SECOND)
    assert later.visit is not None


def test_a_share_ends_with_the_day() -> None:
    assert share_end(MONDAY, MONDAY + timedelta(hours=2)) == MONDAY + timedelta(hours=2)
    assert share_end(MONDAY, MONDAY + timedelta(hours=9)) == MONDAY + SHARE_LASTS
    assert share_end(MONDAY, MONDAY - timedelta(hours=1)) == MONDAY + SHARE_LASTS


def test_a_share_is_lengthened_before_it_ends(door: Door) -> None:
    capped(door, 5)
    Room.objects.filter(pk=door.room.pk).update(offline_places=1)
    phone = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    first = GateDevice.objects.get(pk=phone.device_id).share_until
    phone.beat(MONDAY + timedelta(hours=2, minutes=30))
    later = GateDevice.objects.get(pk=phone.device_id).share_until
    assert first is not None
    assert later is not None
    assert later > first


def test_the_cap_lowered_below_those_inside_lets_nobody_in_and_throws_nobody_out(door: Door) -> None:
    capped(door, 5)
    fill(door, 4)
    capped(door, 2)
    refused = admit(room_id=door.room.pk, guest=UNKNOWN, checks={}, by=door.marshal, at=MONDAY)
    assert refused.refusal is not None
    assert "Đơn vị tự đặt: 2" in refused.refusal.clauses
    assert inside(door) == 4
    for _one in range(2):
        count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY)
    assert admit(room_id=door.room.pk, guest=UNKNOWN, checks={}, by=door.marshal, at=MONDAY).refusal is not None
    count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY)
    assert admit(room_id=door.room.pk, guest=UNKNOWN, checks={}, by=door.marshal, at=MONDAY).visit is not None


def test_a_door_asks_for_all_it_holds_back_when_the_cap_was_lowered(door: Door) -> None:
    capped(door, 8)
    fill(door, 4)
    phone = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    assert phone.share == 2
    capped(door, 2)
    phone.beat(MONDAY + SECOND)
    assert phone.share == 0


def test_the_room_closed_while_full(door: Door) -> None:
    capped(door, 5)
    fill(door, 2)
    phone = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    Room.objects.filter(pk=door.room.pk).update(closed_at=MONDAY, closed_why="khử khuẩn")
    refused = phone.enter(MONDAY)
    assert refused is not None
    assert refused.refusal is not None
    assert "khử khuẩn" in refused.refusal.words
    assert phone.beat(MONDAY + SECOND).free == 0
    assert phone.share == 0
    count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY)
    assert inside(door) == 1


def test_a_lost_phone_is_closed_by_the_head_after_its_share_or_when_it_is_off(door: Door) -> None:
    capped(door, 5)
    phone = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    with pytest.raises(NotAllowed):
        close_lost_gate(device_id=phone.device_id, by=door.marshal, at=MONDAY)
    with pytest.raises(InvalidInput, match="tự cho vào 2 người"):
        close_lost_gate(device_id=phone.device_id, by=door.head, at=MONDAY)
    close_lost_gate(device_id=phone.device_id, by=door.head, at=MONDAY, is_off=True)
    fill(door, 5)
    with pytest.raises(AlreadyDone):
        heartbeat(device_id=phone.device_id, by=door.marshal, at=MONDAY)


def test_closing_gives_the_share_back_and_is_told(door: Door) -> None:
    capped(door, 3)
    phone = Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    close_gate(device_id=phone.device_id, by=door.marshal, at=MONDAY)
    close_gate(device_id=phone.device_id, by=door.marshal, at=MONDAY)
    fill(door, 3)
    told = [event.name for event in journal.history(f"room:{door.room.pk}") if event.name.startswith("gate.")]
    assert sorted(told) == ["gate.closed", "gate.opened", "gate.share_taken"]


def test_only_who_controls_the_door_opens_one(door: Door) -> None:
    stranger = person("other.marshal", Role.ENTRY_MARSHAL, door.world.elsewhere)
    with pytest.raises(NotAllowed):
        open_gate(room_id=door.room.pk, door="Cửa chính", by=stranger, at=MONDAY)
    with pytest.raises(InvalidInput):
        open_gate(room_id=door.room.pk, door="Cửa không có", by=door.marshal, at=MONDAY)


def test_a_page_without_script_holds_nothing(door: Door) -> None:
    capped(door, 5)
    device, _key = open_gate(room_id=door.room.pk, door="Cửa chính", by=door.marshal, at=MONDAY)
    assert heartbeat(device_id=device.pk, by=door.marshal, at=MONDAY, alone=False).share == 0
    fill(door, 5)


def test_places_kept_by_silent_doors_are_shown_as_held(door: Door) -> None:
    capped(door, 5)
    Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)
    now = next(count for count in room_counts(door.premises.pk, MONDAY + SECOND) if count.room.pk == door.room.pk)
    assert (now.free, now.held) == (5, 0)
    later = MONDAY + timedelta(minutes=1)
    quiet = next(count for count in room_counts(door.premises.pk, later) if count.room.pk == door.room.pk)
    assert (quiet.free, quiet.held) == (3, 2)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["enter", "enter", "enter", "leave", "beat", "alone_in", "alone_in", "alone_out", "tell",
             "enter_lost", "leave_lost", "tell_lost", "wait_long", "plain_in", "plain_out"]
        ),
        st.integers(0, 2),
    ),
    max_size=30,
)  # fmt: skip


class Physical:
    """Who really is in the room, and the cap that this may never pass."""

    def __init__(self, cap: int) -> None:
        self.cap, self.now = cap, 0

    def come(self) -> None:
        self.now += 1
        assert self.now <= self.cap

    def go(self) -> bool:
        if self.now == 0:
            return False
        self.now -= 1
        return True


class ShareTest(TestCase):
    """Whatever doors do, with answers lost or not, no more are in the room than its cap."""

    @given(steps=STEPS, cap=st.integers(1, 7))
    @settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
    def test_nothing_passes_the_cap(self, steps: list[tuple[str, int]], cap: int) -> None:
        with transaction.atomic():
            door = make_door(own_cap=cap)
            play(door, steps, Physical(cap))
            transaction.set_rollback(True)


def play(door: Door, steps: list[tuple[str, int]], truth: Physical) -> None:
    at = MONDAY
    phones = [Phone(door.room, name, door.marshal).open(at) for name in ("Cửa chính", "Cửa sau", "Cửa chính")]
    for step, which in steps:
        phone = phones[which]
        at += timedelta(hours=4, minutes=6) if step == "wait_long" else timedelta(seconds=7)
        act(step, phone, truth, door, at)
    for phone in phones:
        phone.tell(at)
    room = Room.objects.get(pk=door.room.pk)
    assert room.inside_visitors == Visit.objects.filter(room=room, left_at=None).count()
    assert room.inside_visitors >= truth.now


def act(step: str, phone: Phone, truth: Physical, door: Door, moment: datetime) -> None:
    if step in {"enter", "beat"} and phone.rows:
        phone.tell(moment)  # the script tells first
    if step == "enter":
        done = phone.enter(moment)
        if done is not None and done.visit is not None:
            truth.come()
    elif step == "enter_lost" and not phone.rows:
        before = len(phone.rows)
        phone.enter(moment, answered=False)
        if any(row.kind == "entry" for row, _sent in phone.rows[before:]):
            truth.come()
    elif step == "plain_in":
        done = admit(room_id=door.room.pk, guest=UNKNOWN, checks={}, by=door.marshal, at=moment)
        if done.visit is not None:
            truth.come()
    elif step in {"leave", "plain_out"} and truth.go():
        if phone.rows and step == "leave":
            phone.tell(moment)
        device = phone.device_id if step == "leave" else None
        try:
            count_out(room_id=door.room.pk, by=door.marshal, at=moment, device_id=device)
        except InvalidInput:
            assert not Visit.objects.filter(room=door.room, left_at=None).exists()
    elif step == "leave_lost" and not phone.rows and truth.go():
        try:
            phone.leave(moment, answered=False)
        except InvalidInput:
            assert not Visit.objects.filter(room=door.room, left_at=None).exists()
    elif step == "beat":
        phone.beat(moment)
    elif step == "alone_in":
        if phone.enter_alone(moment):
            truth.come()
    elif step == "alone_out" and truth.go():
        phone.leave_alone(moment)
    elif step == "tell":
        phone.tell(moment)
    elif step == "tell_lost":
        phone.tell(moment, answered=False)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        {"key": 1},
        [1],
        [{"key": "x", "kind": "entry", "elapsed": 1}],
        [{"key": "7a1c4a8e-3f0c-4f0f-9d65-2d3c1f3a9b10", "kind": "dance", "elapsed": 1}],
        [{"key": "7a1c4a8e-3f0c-4f0f-9d65-2d3c1f3a9b10", "kind": "exit", "elapsed": float("nan")}],
        [{"key": "7a1c4a8e-3f0c-4f0f-9d65-2d3c1f3a9b10", "kind": "exit", "elapsed": 1, "since": "2020-03-30T09:00"}],
    ],
)
def test_rows_that_no_script_of_ours_sends_are_refused(raw: object) -> None:
    with pytest.raises(InvalidInput):
        read_offline_acts(raw)
