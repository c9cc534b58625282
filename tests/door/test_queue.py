"""The queue as it is read: places with reasons, who is where, an estimate; the same few queries for any length."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.catalog.models import Field
from motcua.door.queue.actions.calls import call_next, finish_serving, start_serving
from motcua.door.queue.queries.queue import queue_of
from tests.door.gate_scene import Door
from tests.door.queue_scene import later, sit, take


def test_places_say_why_and_how_many_are_before(door: Door) -> None:
    counter, officer = sit(door)
    first, old = take(door), take(door, at=later(1), groups=["elderly"])
    last = take(door, at=later(2))
    call_next(counter_id=counter, by=officer, at=later(3))
    queue = queue_of(door.premises.pk, later(3))
    assert [(p.ticket, p.place, p.before) for p in queue.waiting] == [(first, 1, 0), (last, 2, 1)]
    assert queue.waiting[0].reason == "Lấy số lúc 9 giờ"
    assert [(c.counter.number, c.staff, c.ticket) for c in queue.counters] == [
        (1, officer, old),
        (2, None, None),
        (3, None, None),
    ]
    place = queue.place_of_ticket(last.pk)
    assert place is not None and place.open_at == (1,) and queue.place_of_ticket(old.pk) is None


def test_the_estimate_uses_open_counters_and_measured_times(door: Door) -> None:
    take(door)
    mine = take(door, at=later(1))

    def minutes() -> int | None:
        place = queue_of(door.premises.pk, later(60)).place_of_ticket(mine.pk)
        assert place is not None
        return place.estimate.minutes if place.estimate else None

    assert minutes() is None, "no counter is open"
    first, officer = sit(door)
    assert minutes() == door.world.procedure.service_minutes == 15
    sit(door, 1)
    assert minutes() == 8, "half, by two counters"
    for n in range(12):
        quick = take(door, at=later(2), groups=["elderly"])
        called = call_next(counter_id=first, by=officer, at=later(3))
        assert called == quick
        start_serving(ticket_id=quick.pk, by=officer, at=later(3 + n))
        finish_serving(ticket_id=quick.pk, by=officer, at=later(6 + n))
    assert minutes() == 3, "services of three minutes were measured"


def test_who_goes_to_another_counter_is_not_before_me(door: Door) -> None:
    land = Field.objects.create(code="DD", name="Đất đai")
    door.counters[0].fields.set([door.world.procedure.field])
    door.counters[1].fields.set([land])
    sit(door)
    sit(door, 1)
    take(door, procedure=None, field=land)
    mine = take(door, at=later(1))
    place = queue_of(door.premises.pk, later(1)).place_of_ticket(mine.pk)
    assert place is not None
    assert (place.place, place.before, place.open_at, place.estimate and place.estimate.minutes) == (2, 0, (1,), 0)


def test_queries_do_not_grow_with_queue_or_history(door: Door) -> None:
    counter, officer = sit(door)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            queue = queue_of(door.premises.pk, later(30))
            str([(p.reason, p.ticket.procedure, p.ticket.field, p.ticket.code) for p in queue.waiting])
            str([(c.counter.room.name, c.staff, c.ticket) for c in queue.counters])
        return len(caught)

    take(door)
    few = queries()
    for n in range(6):
        ticket = take(door, at=later(n))
        if n % 2:
            call_next(counter_id=counter, by=officer, at=later(n))
            finish_serving(ticket_id=ticket.pk if ticket.state == "called" else _at(counter), by=officer, at=later(n))
    assert queries() == few <= 6


def _at(counter: int) -> int:
    from motcua.door.models import Ticket

    return Ticket.objects.get(counter_id=counter, state="called").pk
