"""A door comes back from being alone: told twice it is once, times are measured, what went wrong is said."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from motcua.door.gate.actions.admission import admit, count_out
from motcua.door.gate.actions.offline_sync import OfflineAct, sync_offline_acts
from motcua.door.gate.guests import Guest
from motcua.door.models import GateAct, Room, Visit
from motcua.journal import queries as journal
from tests.door.gate_phone import Phone
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY

MINUTE = timedelta(minutes=1)


def opened(door: Door, cap: int = 5) -> Phone:
    Room.objects.filter(pk=door.room.pk).update(own_cap=cap)
    return Phone(door.room, "Cửa chính", door.marshal).open(MONDAY)


def test_told_twice_it_is_counted_once(door: Door) -> None:
    phone = opened(door)
    phone.enter_alone(MONDAY + MINUTE)
    phone.enter_alone(MONDAY + 2 * MINUTE)
    phone.leave_alone(MONDAY + 3 * MINUTE)
    first = phone.tell(MONDAY + 5 * MINUTE, answered=False)
    again = phone.tell(MONDAY + 6 * MINUTE)
    assert (first.entries, first.exits, again.known) == (2, 1, 3)
    assert Room.objects.get(pk=door.room.pk).inside_visitors == 1 == Visit.objects.filter(left_at=None).count()
    assert [event.data["entries"] for event in journal.latest().filter(name="gate.merged").order_by("id")] == [2, 0]


def test_times_are_the_answers_time_and_what_the_device_measured(door: Door) -> None:
    phone = opened(door)
    phone.enter_alone(MONDAY + 7 * MINUTE)
    phone.tell(MONDAY + 20 * MINUTE)
    visit = Visit.objects.get()
    assert visit.entered_at == MONDAY + 7 * MINUTE
    assert visit.merged_at == MONDAY + 20 * MINUTE


def test_a_device_whose_clock_is_ten_minutes_wrong_cannot_write_into_the_future_or_before_it_opened(
    door: Door,
) -> None:
    phone = opened(door)
    wrong = [
        OfflineAct(key=uuid4(), kind="entry", elapsed=10_000, since=MONDAY),
        OfflineAct(key=uuid4(), kind="entry", elapsed=30, since=MONDAY - 10 * MINUTE),
        OfflineAct(key=uuid4(), kind="entry", elapsed=30, since=MONDAY + 10 * MINUTE),
    ]
    at = MONDAY + 5 * MINUTE
    sync_offline_acts(device_id=phone.device_id, rows=wrong, by=door.marshal, at=at)
    assert sorted(Visit.objects.values_list("entered_at", flat=True)) == [
        MONDAY + timedelta(seconds=30),
        MONDAY + timedelta(seconds=30),
        at,
    ]


def test_what_came_after_the_share_ended_is_written_and_said(door: Door) -> None:
    phone = opened(door)
    rows = [OfflineAct(key=uuid4(), kind="entry", elapsed=5 * 3600, since=MONDAY)]
    done = sync_offline_acts(device_id=phone.device_id, rows=rows, by=door.marshal, at=MONDAY + timedelta(hours=6))
    assert (done.entries, done.late) == (1, 1)
    assert Room.objects.get(pk=door.room.pk).inside_visitors == 1


def test_more_than_the_share_is_written_and_said(door: Door) -> None:
    phone = opened(door, cap=3)
    rows = [OfflineAct(key=uuid4(), kind="entry", elapsed=60, since=MONDAY) for _one in range(5)]
    done = sync_offline_acts(device_id=phone.device_id, rows=rows, by=door.marshal, at=MONDAY + 2 * MINUTE)
    assert (done.entries, done.over) == (5, 2)
    refused = admit(room_id=door.room.pk, guest=Guest(), checks={}, by=door.marshal, at=MONDAY + 3 * MINUTE)
    assert refused.refusal is not None


def test_who_came_by_a_silent_door_and_went_by_another_is_not_inside(door: Door) -> None:
    phone = opened(door)
    phone.enter_alone(MONDAY + MINUTE)
    assert count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY + 3 * MINUTE) is None
    phone.tell(MONDAY + 5 * MINUTE)
    visit = Visit.objects.get()
    assert (visit.left_at, Room.objects.get(pk=door.room.pk).inside_visitors) == (MONDAY + 3 * MINUTE, 0)


def test_an_entry_without_an_answer_that_did_not_happen_is_taken_back(door: Door) -> None:
    phone = opened(door, cap=1)  # no share: one place stays open to all
    assert phone.share == 0
    assert phone.enter(MONDAY + MINUTE, answered=False) is None
    assert Room.objects.get(pk=door.room.pk).inside_visitors == 1
    phone.tell(MONDAY + 2 * MINUTE)
    assert Room.objects.get(pk=door.room.pk).inside_visitors == 0


def test_acts_keep_the_order_in_which_they_were_told(door: Door) -> None:
    phone = opened(door)
    phone.enter_alone(MONDAY + MINUTE)
    admit(room_id=door.room.pk, guest=Guest(), checks={}, by=door.marshal, at=MONDAY + 2 * MINUTE)
    phone.tell(MONDAY + 3 * MINUTE)
    assert list(GateAct.objects.order_by("id").values_list("at", flat=True)) == [MONDAY + 2 * MINUTE, MONDAY + MINUTE]


def test_a_closed_door_may_still_tell_what_it_counted(door: Door) -> None:
    phone = opened(door)
    phone.enter_alone(MONDAY + MINUTE)
    device = door.room.devices.get()
    device.closed_at, device.share = MONDAY + 2 * MINUTE, 0
    device.save()
    rows = [row for row, _sent in phone.rows]
    assert sync_offline_acts(device_id=device.pk, rows=rows, by=door.marshal, at=MONDAY + 3 * MINUTE).entries == 1
    assert door.room.devices.get().share == 0
