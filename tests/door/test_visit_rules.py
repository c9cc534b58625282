"""What letters say of visits: by appointment only, so many numbers a person a day, a unit that is closed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from motcua.directives.queries import channels_for
from motcua.door.booking.actions.changes import change_appointment_time
from motcua.door.booking.queries.slots import days_offered
from motcua.door.models import Appointment, Ticket
from motcua.door.queue.actions.tickets import leave_queue, take_ticket
from motcua.refusals import InvalidInput, NotAllowed
from tests.door.booking_scene import booked, free_times, wish
from tests.door.gate_scene import Door, make_door
from tests.door.queue_scene import take
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY
from tests.faults.conftest import own_files  # noqa: F401

PHONE = "0912345678"
OTHER = "0987654321"
CLAUSE = {"document": "905/UBND-PVHCC", "clause": "2.1"}
BOOK = {"point": "visit.appointment", "value": "required"}
FREE = {"point": "visit.appointment", "value": None, "when": {"groups": ["elderly"]}}
TWO = {"point": "tickets.per_person_day", "value": 2}


def clause_of(refused: pytest.ExceptionInfo[NotAllowed]) -> dict[str, str]:
    first = refused.value.because[0]
    return {"document": first["document"], "clause": first["clause"]}


@pytest.mark.parametrize("source", ["kiosk", "phone", "desk"])
def test_who_must_book_gets_no_number_without(door: Door, source: str) -> None:
    enact(door.world, BOOK, FREE)
    by = door.marshal if source == "desk" else None
    with pytest.raises(NotAllowed, match="Phải đặt lịch hẹn trước khi đến nộp hồ sơ") as refused:
        take(door, source=source, by=by)
    assert clause_of(refused) == CLAUSE
    assert take(door, source=source, by=by, groups=["elderly"]).code == "A001", "who need not book"
    assert take(door, source=source, by=by, purpose="ask", procedure=None).code == "C001"
    assert take(door, source=source, by=by, purpose="pick_up", procedure=None).code == "B001", "a result waits"


def test_who_booked_gets_a_number_and_every_page_says_the_same(door: Door) -> None:
    enact(door.world, BOOK)
    appointment = booked(door, next(time for time in free_times(door) if time.date() == MONDAY.date()))
    ticket = take(door, procedure=None, purpose="hand_in", appointment_id=appointment.pk)
    assert ticket.appointment == appointment
    (counter,) = channels_for(office=door.office, at=MONDAY, procedure=door.world.procedure, only="counter")
    assert (counter.is_open, counter.appointment) == (True, "required")
    assert (counter.reason, counter.clauses) == (
        "Phải đặt lịch hẹn trước khi đến nộp hồ sơ.",
        "905/UBND-PVHCC, mục 2.1",
    )


def test_an_advice_to_book_refuses_nobody(door: Door) -> None:
    enact(door.world, BOOK | {"value": "encouraged"})
    assert take(door).code == "A001"
    (counter,) = channels_for(office=door.office, at=MONDAY, procedure=door.world.procedure, only="counter")
    assert counter.reason == "Nên đặt lịch hẹn trước khi đến nộp hồ sơ."


def test_a_person_has_so_many_numbers_a_day(door: Door) -> None:
    enact(door.world, TWO)
    with pytest.raises(InvalidInput) as unknown:
        take(door)
    assert "không quá 2 số một ngày" in unknown.value.errors["phone"]
    first = take(door, phone=PHONE)
    take(door, phone=PHONE, purpose="pick_up", procedure=None)
    with pytest.raises(NotAllowed, match="không quá 2 số một ngày") as refused:
        take(door, phone=PHONE, purpose="pick_up", procedure=None, by=door.marshal)
    assert clause_of(refused) == CLAUSE
    take(door, phone=PHONE, purpose="ask", procedure=None)
    take(door, phone=OTHER)
    take(door, phone=PHONE, at=MONDAY + timedelta(days=1))
    leave_queue(ticket_id=first.pk, at=MONDAY)
    assert take(door, phone=PHONE).person == first.person, "who gave a number up may take another"


def test_the_desk_knows_who_has_no_phone_by_the_identity_number(door: Door) -> None:
    enact(door.world, TWO | {"value": 1})
    number = "001088012345"
    ticket = take(door, source="desk", by=door.marshal, id_number=number)
    assert ticket.person and number not in str(Ticket.objects.values().get())
    with pytest.raises(NotAllowed):
        take(door, source="desk", by=door.marshal, id_number=f" {number} ")
    with pytest.raises(InvalidInput) as wrong:
        take(door, source="desk", by=door.marshal, id_number="12")
    assert "id_number" in wrong.value.errors


def test_appointments_count_as_numbers_of_their_day(door: Door) -> None:
    enact(door.world, TWO | {"value": 1})
    today = [time for time in free_times(door) if time.date() == MONDAY.date()]
    tomorrow = [time for time in free_times(door) if time.date() == (MONDAY + timedelta(days=1)).date()]
    appointment = booked(door, today[0], phone=PHONE)
    with pytest.raises(NotAllowed):
        take(door, phone=PHONE, purpose="pick_up", procedure=None)
    assert take(door, procedure=None, appointment_id=appointment.pk).phone == PHONE, "its own number"
    moved = booked(door, tomorrow[0], phone=OTHER)
    take(door, phone=OTHER)
    with pytest.raises(NotAllowed):
        change_appointment_time(appointment_id=moved.pk, starts=today[1], at=MONDAY)
    again = change_appointment_time(appointment_id=moved.pk, starts=tomorrow[1], at=MONDAY)
    assert again.during.lower == tomorrow[1], "another hour of the day is no further number"


def test_a_closed_unit_gives_no_number_and_no_time(door: Door) -> None:
    enact(door.world, {"point": "unit.closed", "value": True})
    with pytest.raises(NotAllowed, match="Cả đơn vị đang đóng cửa") as refused:
        take(door)
    assert clause_of(refused) == CLAUSE
    with pytest.raises(NotAllowed):
        take(door, purpose="pick_up", procedure=None)
    offers = days_offered(premises=door.premises, wish=wish(door), at=MONDAY)
    assert not any(offer.times for offer in offers)
    assert {(offer.why, offer.clauses) for offer in offers if offer.clauses} == {
        ("Cả đơn vị đóng cửa ngày này.", "905/UBND-PVHCC, mục 2.1")
    }


@pytest.mark.django_db(transaction=True)
def test_presses_at_once_never_pass_the_limit(own_files: None) -> None:  # noqa: F811
    door = make_door()
    enact(door.world, TWO)
    time: datetime = next(time for time in free_times(door) if time.date() == MONDAY.date())
    appointment_proof = booked(door, time, phone=OTHER)
    start = Barrier(6)

    def press(number: int) -> str:
        start.wait(timeout=30)
        try:
            return take_ticket(
                premises_id=door.premises.pk, purpose="pick_up", source="desk", at=MONDAY, phone=OTHER, by=door.marshal,
                key=f"key-{number}",
            ).code  # fmt: skip
        except NotAllowed:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        codes = sorted(pool.map(press, range(6)))
    assert codes == ["", "", "", "", "", "B001"]
    assert Appointment.objects.get().pk == appointment_proof.pk
