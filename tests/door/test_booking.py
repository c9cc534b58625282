"""Booking: by a proved phone, a time once, one in force for a phone and a purpose, not by a script."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.door.booking.actions.bookings import Booker, book_appointment
from motcua.door.booking.actions.changes import (
    accept_offer,
    cancel_appointment,
    change_appointment_time,
    record_arrival,
)
from motcua.door.booking.actions.phone_proof import prove_phone, send_booking_code
from motcua.door.booking.queries.appointments import appointment_by_code
from motcua.door.booking.refusals import AlreadyBooked, SlotTaken
from motcua.door.models import Appointment
from motcua.journal import queries as journal
from motcua.notices.models import Message
from motcua.people.actions.citizen_sign_in import request_sign_in_code, sign_in_by_phone
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, TooManyTries
from tests.door.booking_scene import PHONE, booked, free_times, proof_of, wish
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY, at

FRIDAY = at(3, 8)


def test_a_booking_has_a_code_a_message_and_its_time_for_itself(door: Door) -> None:
    before = free_times(door)
    made = booked(door, FRIDAY)
    assert (made.state, made.during.lower, made.during.upper) == ("booked", FRIDAY, FRIDAY + timedelta(minutes=15))
    text = Message.objects.get(reference__contains=":booked:").text
    assert made.code in text
    assert "8 giờ, thứ Sáu 3/4/2020" in text
    assert f"/lich-hen/{made.token}/" in text
    assert FRIDAY in before  # three counters: the moment is still free at the others
    others = [booked(door, FRIDAY, phone=f"091234567{n}") for n in (1, 2) if FRIDAY in free_times(door)]
    assert len({made.counter_id, *(other.counter_id for other in others)}) == 1 + len(others)
    assert FRIDAY not in free_times(door)


def test_the_loser_is_offered_the_nearest_times(door: Door) -> None:
    times = free_times(door)
    starts = next(time for time in times if time >= FRIDAY)
    number = 0
    while starts in free_times(door):
        booked(door, starts, phone=f"091234560{number}")
        number += 1
    with pytest.raises(SlotTaken) as refused:
        booked(door, starts, phone="0987654321")
    assert refused.value.nearest
    assert all(abs(time - starts) <= timedelta(hours=1) for time in refused.value.nearest)
    assert set(refused.value.nearest) <= set(free_times(door))


def test_one_in_force_for_a_phone_and_a_purpose(door: Door) -> None:
    first = booked(door, FRIDAY)
    with pytest.raises(AlreadyBooked) as refused:
        booked(door, free_times(door)[-1])
    assert refused.value.appointment == first
    assert booked(door, free_times(door)[-1], purpose="pick_up").state == "booked"
    cancel_appointment(appointment_id=first.pk, at=MONDAY)
    assert booked(door, free_times(door)[-1]).state == "booked"


@pytest.mark.parametrize("starts", [at(3, 8, 7), at(3, 12), at(4, 8), at(29, 8), MONDAY, at(30, 8, month=3)])
def test_no_time_that_is_not_offered(door: Door, starts: object) -> None:
    with pytest.raises(SlotTaken):
        booked(door, starts)  # type: ignore[arg-type]
    assert not Appointment.objects.exists()


def test_the_phone_must_be_proved_and_the_proof_is_of_that_phone(door: Door) -> None:
    proof = proof_of("0912345670")
    for booker in (Booker(phone=PHONE, name="A"), Booker(phone=PHONE, name="A", proof=proof)):
        with pytest.raises(NotAllowed):
            book_appointment(premises=door.premises, wish=wish(door), starts=FRIDAY, booker=booker, at=MONDAY)
    late = Booker(phone="0912345670", name="A", proof=proof)
    with pytest.raises(NotAllowed):
        book_appointment(
            premises=door.premises, wish=wish(door), starts=FRIDAY, booker=late, at=MONDAY + timedelta(hours=1)
        )


def test_a_wrong_code_counts_and_five_make_it_void(door: Door) -> None:
    number = send_booking_code(phone=PHONE, address="", device="", at=MONDAY)
    code = Message.objects.get(to=PHONE).text.split(" là ")[1][:6]
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(InvalidInput):
            prove_phone(number=number, phone=PHONE, code=wrong, at=MONDAY)
    with pytest.raises(InvalidInput):
        prove_phone(number=number, phone=PHONE, code=code, at=MONDAY)


def test_a_code_for_booking_signs_nobody_in_and_one_for_signing_in_books_nothing(door: Door) -> None:
    number = request_sign_in_code(phone=PHONE, address="", at=MONDAY)
    code = Message.objects.get(to=PHONE).text.split(" là ")[1][:6]
    with pytest.raises(InvalidInput):
        prove_phone(number=number, phone=PHONE, code=code, at=MONDAY)
    citizen = sign_in_by_phone(number=number, phone=PHONE, code=code, device_words="", at=MONDAY).session.citizen
    with pytest.raises(NotAllowed):  # the number of a sign-in code is no proof
        book_appointment(premises=door.premises, wish=wish(door), starts=FRIDAY, at=MONDAY,
             booker=Booker(phone=PHONE, name="A", proof=number))  # fmt: skip
    signed_in = Booker(phone=PHONE, name="A", citizen=citizen)
    assert (
        book_appointment(premises=door.premises, wish=wish(door), starts=FRIDAY, booker=signed_in, at=MONDAY).state
        == "booked"
    )


def test_a_script_is_stopped_by_phone_and_by_device(door: Door) -> None:
    proof = proof_of(PHONE)
    with pytest.raises(TooManyTries):
        for _ in range(20):
            made = book_appointment(premises=door.premises, wish=wish(door), starts=FRIDAY, at=MONDAY,
                        booker=Booker(phone=PHONE, name="A", proof=proof))  # fmt: skip
            cancel_appointment(appointment_id=made.pk, at=MONDAY)
    assert Appointment.objects.count() == 8
    with pytest.raises(TooManyTries):
        for number in range(20):
            send_booking_code(phone=f"09123450{number:02d}", address="1.2.3.4", device="máy", at=MONDAY)
    with pytest.raises(TooManyTries):
        for number in range(40):
            send_booking_code(phone=f"09123451{number:02d}", address="1.2.3.9", device="", at=MONDAY)


def test_an_officer_books_for_who_calls_at_his_own_unit_only(door: Door) -> None:
    for staff, allowed in ((door.world.receiver, True), (door.world.stranger, False), (door.marshal, False)):
        booker = Booker(phone="02193812345", name="Sùng Mí Phìn", staff=staff)
        if allowed:
            made = book_appointment(premises=door.premises, wish=wish(door), starts=FRIDAY, booker=booker, at=MONDAY)
            assert made.made_by == staff
        else:
            with pytest.raises(NotAllowed):
                book_appointment(premises=door.premises, wish=wish(door), starts=FRIDAY, booker=booker, at=MONDAY)


def test_bad_input_is_said_at_its_field(door: Door) -> None:
    for booker, field in (
        (Booker(phone="123", name="A"), "phone"),
        (Booker(phone=PHONE, name=" "), "name"),
        (Booker(phone=PHONE, name="A" * 121), "name"),
        (Booker(phone=PHONE, name="A", groups=["vip"]), "groups"),
    ):
        with pytest.raises(InvalidInput) as refused:
            book_appointment(premises=door.premises, wish=wish(door), starts=FRIDAY, booker=booker, at=MONDAY)
        assert field in refused.value.errors


def test_another_time_keeps_the_code_and_gives_the_old_one_back(door: Door) -> None:
    made = booked(door, FRIDAY)
    moved = change_appointment_time(appointment_id=made.pk, starts=at(3, 9), at=MONDAY)
    assert (moved.pk, moved.code, moved.changes, moved.during.lower) == (made.pk, made.code, 1, at(3, 9))
    assert change_appointment_time(appointment_id=made.pk, starts=FRIDAY, at=MONDAY).changes == 2
    with pytest.raises(SlotTaken):
        change_appointment_time(appointment_id=made.pk, starts=at(4, 9), at=MONDAY)
    made.refresh_from_db()
    assert made.during.lower == FRIDAY


def test_a_script_that_changes_the_time_over_and_over_is_stopped(door: Door) -> None:
    made = booked(door, FRIDAY)
    for step in range(6):
        change_appointment_time(appointment_id=made.pk, starts=FRIDAY if step % 2 else at(3, 9), at=MONDAY)
    with pytest.raises(NotAllowed, match="nhiều lần"):
        change_appointment_time(appointment_id=made.pk, starts=at(3, 9), at=MONDAY)
    made.refresh_from_db()
    assert (made.during.lower, made.changes) == (FRIDAY, 6)
    later = MONDAY + timedelta(hours=1, minutes=1)
    assert change_appointment_time(appointment_id=made.pk, starts=at(3, 9), at=later).changes == 7


def test_a_unit_that_cancels_says_why_and_the_person_is_told(door: Door) -> None:
    made = booked(door, FRIDAY)
    with pytest.raises(InvalidInput):
        cancel_appointment(appointment_id=made.pk, by=door.head, at=MONDAY)
    with pytest.raises(NotAllowed):
        cancel_appointment(appointment_id=made.pk, by=door.world.stranger, why="x", at=MONDAY)
    cancel_appointment(appointment_id=made.pk, by=door.head, why="Mất điện\0 cả ngày", at=MONDAY)
    assert "Mất điện cả ngày" in Message.objects.get(reference__contains=":cancelled:").text
    told = journal.latest().get(name="appointment.cancelled")
    assert "Mất điện" not in str((told.data, told.because, told.subject_label))  # nothing is ever removed from there
    with pytest.raises(AlreadyDone):
        cancel_appointment(appointment_id=made.pk, at=MONDAY)


def test_who_cancels_himself_gets_no_message(door: Door) -> None:
    cancel_appointment(appointment_id=booked(door, FRIDAY).pk, at=MONDAY)
    assert not Message.objects.filter(reference__contains=":cancelled:").exists()


def test_the_gate_finds_it_by_its_code_on_its_day_however_typed(door: Door) -> None:
    made = booked(door, FRIDAY)
    typed = made.code.lower().replace("-", " ")
    assert appointment_by_code(premises_id=door.premises.pk, code=typed, at=at(3, 7, 50)) == made
    assert appointment_by_code(premises_id=door.premises.pk, code=typed, at=MONDAY) is None
    assert appointment_by_code(premises_id=door.premises.pk + 1, code=typed, at=at(3, 7, 50)) is None
    for odd in ("", "H4K7", "\0" * 6, "H" * 500, "ẾẾẾẾ-99"):
        assert appointment_by_code(premises_id=door.premises.pk, code=odd, at=FRIDAY) is None
    with pytest.raises(NotAllowed):
        record_arrival(appointment_id=made.pk, by=door.marshal, at=MONDAY)
    assert record_arrival(appointment_id=made.pk, by=door.marshal, at=FRIDAY).state == "arrived"
    assert record_arrival(appointment_id=made.pk, by=door.marshal, at=FRIDAY).state == "arrived"
    assert journal.latest().filter(name="appointment.arrived").count() == 1


def test_what_was_never_kept_cannot_be_accepted(door: Door) -> None:
    made = booked(door, FRIDAY)
    assert accept_offer(appointment_id=made.pk, at=MONDAY) == made
    cancel_appointment(appointment_id=made.pk, at=MONDAY)
    with pytest.raises(AlreadyDone):
        accept_offer(appointment_id=made.pk, at=MONDAY)
