"""Many people at once: a counter's time is given once, and a day that closes forgets nobody of three hundred."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection

from motcua.door.booking.actions.bookings import Booker, book_appointment
from motcua.door.booking.actions.changes import accept_offer
from motcua.door.booking.actions.rebooking import recheck_appointments
from motcua.door.booking.availability import Wish, read_booking_unit
from motcua.door.booking.refusals import AlreadyBooked, SlotTaken
from motcua.door.models import Appointment, Counter
from motcua.journal import queries as journal
from motcua.notices.models import Message
from motcua.rulebook.slots import Taken
from tests.door.booking_scene import fill, jobs_waiting, overlaps, proof_of, put_in_force, wish
from tests.door.gate_scene import Door, make_door
from tests.dossiers.world import MONDAY, at

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, THREADS = 300, 30
CLOSED = {"point": "receive.counter", "value": "closed", "from": "2020-03-31", "to": "2020-03-31"}
TUESDAY, FOUR = date(2020, 3, 31), at(30, 16, month=3)


@pytest.fixture
def house(transactional_db: None, own_files: None) -> Door:
    """The unit, committed."""
    return make_door()


def all_at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Every call, thirty connections let go at the same instant; answers or errors in order."""
    gate = threading.Barrier(min(THREADS, len(calls)))
    ready = threading.local()

    def one(call: Callable[[], Any]) -> Any:
        try:
            if not hasattr(ready, "on"):
                ready.on = True
                connection.ensure_connection()
                gate.wait(timeout=60)
            return call()
        except Exception as error:
            return error

    def over() -> None:
        gate.wait(timeout=60)
        connection.close()

    with ThreadPoolExecutor(gate.parties) as pool:
        answers = list(pool.map(one, calls))
        list(pool.map(lambda _: over(), range(gate.parties)))
        return answers


def full_day(door: Door) -> list[Appointment]:
    """Three hundred people with a time tomorrow, a phone each."""
    for number in range(4, 16):
        Counter.objects.create(premises=door.premises, room=door.room, number=number)
    unit = read_booking_unit(door.premises)
    taken: list[Taken] = []
    times: list[tuple[int, datetime]] = []
    while len(times) < PEOPLE:
        _, slots = unit.free(TUESDAY, wish(door), taken=taken, after=FOUR)
        slot = slots[0]
        taken.append(Taken(slot.desk, slot.room, slot.starts, slot.ends))
        times.append((slot.desk, slot.starts))
    return fill(door.premises, door.world.procedure, times)


def test_three_hundred_people_of_a_day_that_closes_each_hear_have_an_offer_and_nobody_shares_one(house: Door) -> None:
    people = full_day(house)
    # The worker's table is not emptied between tests that commit: what others left is not counted.
    looks, sendings = jobs_waiting(), jobs_waiting("send_message")
    put_in_force(house, FOUR, rule=CLOSED)
    assert jobs_waiting() - looks == 1
    began = time.perf_counter()
    assert recheck_appointments(FOUR) == PEOPLE
    print(f"\n{PEOPLE} people moved and told in {time.perf_counter() - began:.1f} s")

    told = Message.objects.filter(reference__contains=":displaced:")
    assert set(told.values_list("to", flat=True)) == {person.phone for person in people}
    assert told.count() == PEOPLE == jobs_waiting("send_message") - sendings
    offers = list(Appointment.objects.filter(state="held"))
    assert {offer.moved_from_id for offer in offers} == {person.pk for person in people}
    assert overlaps() == 0
    assert all(offer.during.lower.date() > TUESDAY for offer in offers)

    began = time.perf_counter()
    calls: list[Callable[[], Any]] = [partial(accept_offer, appointment_id=offer.pk, at=FOUR) for offer in offers]
    answers = all_at_once(calls + calls[:20])  # twenty press twice
    print(f"{len(answers)} acceptances in {time.perf_counter() - began:.1f} s")
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert Appointment.objects.filter(state="booked").count() == PEOPLE
    assert Appointment.objects.filter(state="moved").count() == PEOPLE
    assert overlaps() == 0
    assert journal.latest().filter(name="appointment.accepted").count() == PEOPLE
    assert recheck_appointments(FOUR + timedelta(minutes=10)) == 0


def test_while_some_accept_the_worker_looks_again_and_nobody_is_lost(house: Door) -> None:
    people = full_day(house)[:60]
    Appointment.objects.exclude(pk__in=[person.pk for person in people]).delete()
    put_in_force(house, FOUR, rule=CLOSED)
    recheck_appointments(FOUR)
    offers = Appointment.objects.filter(state="held")
    calls: list[Callable[[], Any]] = [partial(accept_offer, appointment_id=offer.pk, at=FOUR) for offer in offers]
    calls[10:10] = [partial(recheck_appointments, FOUR)] * 3
    answers = all_at_once(calls)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert Appointment.objects.filter(state="booked").count() == 60
    assert overlaps() == 0


def test_one_time_many_people_as_many_winners_as_counters(house: Door) -> None:
    starts = at(3, 8)
    phones = [f"09123456{number:02d}" for number in range(20)]
    bookers = [Booker(phone=phone, name="A", proof=proof_of(phone)) for phone in phones]
    answers = all_at_once(
        [
            partial(
                book_appointment, premises=house.premises, wish=wish(house), starts=starts, booker=booker, at=MONDAY
            )
            for booker in bookers
        ]
    )
    winners = [answer for answer in answers if isinstance(answer, Appointment)]
    losers = [answer for answer in answers if isinstance(answer, SlotTaken)]
    assert len(winners) + len(losers) == 20
    assert 1 <= len(winners) <= 3
    assert all(loser.nearest for loser in losers)
    assert overlaps() == 0


def test_one_phone_pressing_many_times_has_one(house: Door) -> None:
    booker = Booker(phone="0912345678", name="A", proof=proof_of("0912345678"))
    times = [at(3, 8), at(3, 9), at(3, 10), at(3, 14), at(3, 15), at(3, 16)]
    asked = Wish(house.world.procedure, "hand_in")
    answers = all_at_once(
        [
            partial(book_appointment, premises=house.premises, wish=asked, starts=one, booker=booker, at=MONDAY)
            for one in times
        ]
    )
    assert sum(isinstance(answer, Appointment) for answer in answers) == 1
    assert all(isinstance(answer, Appointment | AlreadyBooked | SlotTaken) for answer in answers)
    assert Appointment.objects.filter(state="booked").count() == 1
