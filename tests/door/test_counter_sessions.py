"""One person at one counter, however many try at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from motcua.door.models import Counter, CounterSession, Premises, Room, Ticket
from motcua.door.places.actions.rooms import close_room, set_room_active
from motcua.door.queue.actions.counter_sessions import close_counter, open_counter
from motcua.journal.models import Event
from motcua.people.models import Role, Staff, StaffRole
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.door.gate_scene import Door, make_door
from tests.dossiers.world import MONDAY


def test_sits_down_and_gets_up(door: Door) -> None:
    session = open_counter(counter_id=door.counters[0].pk, by=door.world.receiver, at=MONDAY)
    close_counter(counter_id=door.counters[0].pk, by=door.world.receiver, at=MONDAY + timedelta(hours=3))
    session.refresh_from_db()
    assert session.closed_at == MONDAY + timedelta(hours=3)
    assert list(Event.objects.order_by("id").values_list("name", flat=True)) == ["counter.opened", "counter.closed"]
    with pytest.raises(AlreadyDone):
        close_counter(counter_id=door.counters[0].pk, by=door.world.receiver, at=MONDAY)


def test_one_person_one_counter(door: Door) -> None:
    first, second, _third = door.counters
    open_counter(counter_id=first.pk, by=door.world.receiver, at=MONDAY)
    with pytest.raises(AlreadyDone, match="rồi"):
        open_counter(counter_id=first.pk, by=door.world.receiver, at=MONDAY)
    with pytest.raises(AlreadyDone, match="Hãy đóng quầy đó trước"):
        open_counter(counter_id=second.pk, by=door.world.receiver, at=MONDAY)
    with pytest.raises(AlreadyDone, match=door.world.receiver.full_name):
        open_counter(counter_id=first.pk, by=door.world.colleague, at=MONDAY)


def test_who_may_and_where(door: Door) -> None:
    counter = door.counters[0]
    for other in (door.world.stranger, door.marshal, door.world.processor):
        with pytest.raises(NotAllowed):
            open_counter(counter_id=counter.pk, by=other, at=MONDAY)
        with pytest.raises(NotAllowed):
            close_counter(counter_id=counter.pk, by=other, at=MONDAY)
    with pytest.raises(InvalidInput):
        open_counter(counter_id=2_000_000_000, by=door.world.receiver, at=MONDAY)
    close_room(room_id=door.room.pk, why="Khử khuẩn", by=door.head, at=MONDAY)
    with pytest.raises(NotAllowed, match="Khử khuẩn"):
        open_counter(counter_id=counter.pk, by=door.world.receiver, at=MONDAY)
    Counter.objects.filter(pk=counter.pk).update(active=False)
    with pytest.raises(NotAllowed, match="không còn dùng"):
        open_counter(counter_id=counter.pk, by=door.world.receiver, at=MONDAY)


def test_the_head_closes_for_another_but_not_while_somebody_is_served(door: Door) -> None:
    counter = door.counters[0]
    open_counter(counter_id=counter.pk, by=door.world.receiver, at=MONDAY)
    with pytest.raises(NotAllowed):
        close_counter(counter_id=counter.pk, by=door.world.colleague, at=MONDAY)
    ticket = Ticket.objects.create(
        premises=door.premises, day=MONDAY.date(), series="A", number=12, source="desk", taken_at=MONDAY,
        queued_at=MONDAY, counter=counter, state="serving",
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="A012"):
        close_counter(counter_id=counter.pk, by=door.head, at=MONDAY)
    Ticket.objects.filter(pk=ticket.pk).update(state="done")
    close_counter(counter_id=counter.pk, by=door.head, at=MONDAY)
    assert not CounterSession.objects.filter(closed_at=None).exists()


def _tried(jobs: list[tuple[int, Staff]]) -> list[str]:
    start = Barrier(len(jobs))

    def sit(job: tuple[int, Staff]) -> str:
        try:
            start.wait(10)
            open_counter(counter_id=job[0], by=job[1], at=MONDAY)
            return "open"
        except AlreadyDone:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return sorted(pool.map(sit, jobs))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_one_counter_once() -> None:
    door = make_door()
    counter = door.counters[0].pk
    assert _tried([(counter, door.world.receiver), (counter, door.world.colleague)] * 2) == ["done"] * 3 + ["open"]
    assert CounterSession.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_person_at_two_units_at_once_sits_at_one() -> None:
    door = make_door()
    other = Premises.objects.create(office=door.world.elsewhere)
    room = Room.objects.create(premises=other, name="Phòng")
    there = Counter.objects.create(premises=other, room=room, number=1)
    StaffRole.objects.create(staff=door.world.receiver, role=Role.RECEIVING_OFFICER, office=door.world.elsewhere)
    answers = _tried([(door.counters[0].pk, door.world.receiver), (there.pk, door.world.receiver)])
    assert answers == ["done", "open"] and CounterSession.objects.filter(closed_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_room_dropped_while_somebody_sits_down() -> None:
    """Whoever comes first wins; never a counter open in a room out of use."""
    door = make_door()
    Counter.objects.exclude(pk=door.counters[0].pk).update(active=False)
    start = Barrier(2)

    def drop() -> str:
        try:
            start.wait(10)
            Counter.objects.filter(pk=door.counters[0].pk).update(active=False)
            set_room_active(room_id=door.room.pk, active=False, by=door.head, at=MONDAY)
            return "dropped"
        except NotAllowed:
            return "kept"
        finally:
            connection.close()

    def sit() -> str:
        try:
            start.wait(10)
            open_counter(counter_id=door.counters[0].pk, by=door.world.receiver, at=MONDAY)
            return "sat"
        except NotAllowed:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.submit(drop), pool.submit(sit)
        assert (one.result(), two.result()) in {("dropped", "refused"), ("kept", "sat")}
