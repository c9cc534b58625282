"""What time does: a reminder the afternoon before, nobody came, an offer not answered. Each once."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.door.booking.actions.rebooking import displace_appointments
from motcua.door.booking.actions.reminders import lapse_offers, mark_no_shows, remind_appointments, tend_appointments
from motcua.door.models import Appointment
from motcua.journal import queries as journal
from motcua.notices.models import Message
from tests.door.booking_scene import booked, fill, free_times
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY, at

FRIDAY = at(3, 8)
QUARTER = timedelta(minutes=15)


def told(word: str) -> int:
    return Message.objects.filter(reference__contains=f":{word}:").count()


def test_reminded_the_afternoon_before_and_once(door: Door) -> None:
    booked(door, FRIDAY)
    assert remind_appointments(at(1, 15)) == 0
    assert remind_appointments(at(2, 13, 59)) == 0
    assert (remind_appointments(at(2, 14)), told("reminder")) == (1, 1)
    assert (remind_appointments(at(2, 16)), told("reminder")) == (0, 1)
    assert remind_appointments(at(2, 22)) == 0


def test_who_booked_this_afternoon_needs_no_reminder(door: Door) -> None:
    booked(door, FRIDAY, at=at(2, 14, 30))
    assert remind_appointments(at(2, 15)) == 0


def test_a_time_that_passed_by_a_quarter_counts_as_missed_and_not_before(door: Door) -> None:
    made = booked(door, FRIDAY)
    ends = made.during.upper
    assert mark_no_shows(ends + timedelta(minutes=15)) == 0
    assert mark_no_shows(ends + timedelta(minutes=16)) == 1
    assert mark_no_shows(ends + timedelta(minutes=30)) == 0
    made.refresh_from_db()
    assert made.state == "missed"
    assert journal.latest().filter(name="appointment.missed").count() == 1


def test_who_came_is_never_missed(door: Door) -> None:
    fill(door.premises, door.world.procedure, [(door.counters[0].pk, FRIDAY)])
    Appointment.objects.update(state="arrived")
    assert tend_appointments(at(3, 17)) == 0


def test_an_offer_nobody_answered_is_given_back_and_the_person_told_once(door: Door) -> None:
    old = booked(door, FRIDAY)
    displace_appointments(
        premises_id=door.premises.pk, since=FRIDAY, until=at(3, 17), because=[], by=door.head, at=MONDAY
    )
    offer = Appointment.objects.get(state="held")
    assert offer.held_until is not None
    assert lapse_offers(offer.held_until) == 0
    later = offer.held_until + timedelta(minutes=1)
    assert (lapse_offers(later), lapse_offers(later)) == (1, 0)
    offer.refresh_from_db()
    old.refresh_from_db()
    assert (offer.state, old.state, told("lapsed")) == ("lapsed", "lapsed", 1)
    assert offer.during.lower in free_times(door, later)


def test_a_time_taken_away_whose_offer_was_taken_back_too_lapses_with_its_day(door: Door) -> None:
    old = booked(door, FRIDAY)
    displace_appointments(
        premises_id=door.premises.pk, since=FRIDAY, until=at(3, 17), because=[], by=door.head, at=MONDAY
    )
    Appointment.objects.filter(state="held").update(state="cancelled")
    mark_no_shows(at(3, 18))
    old.refresh_from_db()
    assert old.state == "lapsed"


def test_what_is_due_is_found_by_an_index_whatever_the_years_behind(door: Door) -> None:
    years = [
        Appointment(
            code=f"Y{number}", premises=door.premises, counter=door.counters[0], state="done", made_at=MONDAY,
            during=DateTimeTZRange(MONDAY - (number + 1) * QUARTER, MONDAY - number * QUARTER),
        )
        for number in range(3000)
    ]  # fmt: skip
    Appointment.objects.bulk_create(years)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE door_appointment")
    for due in ({"state": "held", "held_until__lt": MONDAY}, {"state": "booked", "during__endswith__lt": MONDAY}):
        assert "appointment_not_over" in Appointment.objects.filter(**due).order_by("pk")[:200].explain()
