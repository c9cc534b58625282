"""A time that closes moves its person: told once, offered another, no time twice, nobody forgotten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.directives.actions import approve_revocation, propose_revocation
from motcua.door.booking.actions.changes import accept_offer, cancel_appointment, change_appointment_time
from motcua.door.booking.actions.rebooking import displace_appointments, recheck_appointments
from motcua.door.booking.queries.appointments import current_appointment_of, displaced_count_of
from motcua.door.booking.refusals import AlreadyBooked
from motcua.door.models import Appointment
from motcua.door.places.actions.rooms import close_room
from motcua.notices.models import Message
from motcua.people.actions.calendars import load_national_days
from motcua.people.models import CalendarDay, Staff
from motcua.rosters.models import Shift
from tests.door.booking_scene import PHONE, booked, fill, free_times, jobs_waiting, overlaps, put_in_force
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY, at

TUESDAY, THURSDAY, FRIDAY = at(31, 8, month=3), at(2, 8), at(3, 8)
FOUR = at(30, 16, month=3)
QUARTER = timedelta(minutes=15)
CLOSED = {"point": "receive.counter", "value": "closed", "from": "2020-03-31"}


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    """Letters go to a passing folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


def told(word: str = "displaced") -> list[str]:
    return list(Message.objects.filter(reference__contains=f":{word}:").order_by("pk").values_list("text", flat=True))


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in Appointment.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def close_tuesday(door: Door) -> Any:
    return put_in_force(door, FOUR, rule={**CLOSED, "to": "2020-03-31"})


def test_a_letter_that_closes_tomorrow_moves_each_to_a_day_that_is_open(door: Door) -> None:
    times = [(counter.pk, TUESDAY + step * QUARTER) for counter in door.counters for step in range(4)]
    rows = fill(door.premises, door.world.procedure, times)
    stays = fill(door.premises, door.world.procedure, [(door.counters[0].pk, THURSDAY)], first=50)[0]
    close_tuesday(door)
    assert jobs_waiting() == 1
    assert recheck_appointments(FOUR) == 12
    assert states() == {"displaced": 12, "held": 12, "booked": 1}
    assert (len(told()), overlaps()) == (12, 0)
    stays.refresh_from_db()
    assert stays.state == "booked"
    offers = {offer.moved_from_id: offer for offer in Appointment.objects.filter(state="held")}
    assert set(offers) == {row.pk for row in rows}
    for row in rows:
        offer = offers[row.pk]
        assert offer.during.lower.date() == date(2020, 4, 1)
        assert (offer.phone, offer.procedure_id, offer.name) == (row.phone, row.procedure_id, row.name)
        assert offer.held_until is not None
        assert FOUR < offer.held_until < offer.during.lower
    in_order = [offers[row.pk].during.lower for row in sorted(rows, key=lambda one: (one.during.lower, one.pk))]
    assert in_order == sorted(in_order)
    assert "905/UBND-PVHCC" in told()[0]
    assert "thứ Ba 31/3/2020" in told()[0]


def test_looked_at_again_moves_and_tells_nobody_twice(door: Door) -> None:
    booked(door, TUESDAY)
    close_tuesday(door)
    assert [recheck_appointments(FOUR), recheck_appointments(FOUR + timedelta(minutes=10))] == [1, 0]
    assert (len(told()), states()) == (1, {"displaced": 1, "held": 1})


def test_accepting_books_the_kept_time_and_closes_the_old(door: Door) -> None:
    old = booked(door, TUESDAY)
    close_tuesday(door)
    recheck_appointments(FOUR)
    offer = Appointment.objects.get(state="held")
    accept_offer(appointment_id=offer.pk, at=FOUR)
    assert accept_offer(appointment_id=offer.pk, at=FOUR).state == "booked"
    old.refresh_from_db()
    assert (old.state, current_appointment_of(old).pk) == ("moved", offer.pk)
    assert len(told("accepted")) == 1


def test_choosing_another_time_gives_the_kept_one_back(door: Door) -> None:
    old = booked(door, TUESDAY)
    close_tuesday(door)
    recheck_appointments(FOUR)
    kept = Appointment.objects.get(state="held")
    made = change_appointment_time(appointment_id=old.pk, starts=FRIDAY, at=FOUR)
    assert (made.state, made.during.lower, made.moved_from_id) == ("booked", FRIDAY, old.pk)
    kept.refresh_from_db()
    assert kept.state == "cancelled"
    assert kept.during.lower in free_times(door, FOUR)
    old.refresh_from_db()
    assert current_appointment_of(old).pk == made.pk


def test_another_way_ends_both(door: Door) -> None:
    old = booked(door, TUESDAY)
    close_tuesday(door)
    recheck_appointments(FOUR)
    cancel_appointment(appointment_id=old.pk, at=FOUR)
    assert states() == {"cancelled": 2}


def test_booking_anew_answers_the_offer(door: Door) -> None:
    old = booked(door, TUESDAY)
    close_tuesday(door)
    recheck_appointments(FOUR)
    kept = Appointment.objects.get(state="held")
    booked(door, FRIDAY, at=FOUR)
    assert states() == {"moved": 1, "cancelled": 1, "booked": 1}
    old.refresh_from_db()
    assert current_appointment_of(old).during.lower == FRIDAY
    assert kept.pk != current_appointment_of(old).pk


def test_one_who_booked_another_meanwhile_does_not_have_two(door: Door) -> None:
    booked(door, TUESDAY)
    close_tuesday(door)
    recheck_appointments(FOUR)
    offer = Appointment.objects.get(state="held")
    twin = fill(door.premises, door.world.procedure, [(door.counters[2].pk, FRIDAY)])[0]
    Appointment.objects.filter(pk=twin.pk).update(phone=PHONE, phone_digest=offer.phone_digest)
    with pytest.raises(AlreadyBooked) as refused:
        accept_offer(appointment_id=offer.pk, at=FOUR)
    assert refused.value.appointment == twin
    offer.refresh_from_db()
    assert offer.state == "held"


def test_a_holiday_set_on_the_day_moves_it(door: Door) -> None:
    old = booked(door, THURSDAY)
    load_national_days([2020], at=FOUR)  # 2 April 2020: Giỗ Tổ Hùng Vương
    assert jobs_waiting() == 1
    assert recheck_appointments(FOUR) == 1
    old.refresh_from_db()
    assert old.state == "displaced"
    assert Appointment.objects.get(state="held").during.lower.date() == FRIDAY.date()
    assert "Hùng" in told()[0]


def test_a_day_off_of_the_office_alone_moves_its_own_people(door: Door) -> None:
    booked(door, FRIDAY)
    CalendarDay.objects.create(day=FRIDAY.date(), kind="off", label="Đại hội xã", office=door.office)
    assert recheck_appointments(FOUR) == 1
    assert "đại hội xã" in told()[0].lower()


def test_closed_longer_than_one_may_book_offers_other_ways_and_forgets_nobody(door: Door) -> None:
    old = booked(door, FRIDAY)
    needs_it = booked(door, FRIDAY, phone="0912345679", uses_neither=True)
    put_in_force(door, FOUR, rule={**CLOSED, "value": "fallback"})
    assert recheck_appointments(FOUR) == 1
    assert states() == {"displaced": 1, "booked": 1}
    needs_it.refresh_from_db()
    assert needs_it.state == "booked"
    assert "trực tuyến" in told()[0]
    found = displaced_count_of(door.premises, FOUR)
    assert (found.people, [row.pk for row in found.unanswered]) == (1, [old.pk])


def test_revoked_before_they_answered_each_has_his_own_time_back(door: Door) -> None:
    old = booked(door, TUESDAY)
    rules = close_tuesday(door)
    recheck_appointments(FOUR)
    five_past = FOUR + timedelta(minutes=5)
    propose_revocation(rule_set_id=rules.pk, by=Staff.objects.get(username="policy"), at=five_past, note="Bãi bỏ")
    approve_revocation(rule_set_id=rules.pk, by=door.world.leader, at=five_past)
    assert recheck_appointments(FOUR + timedelta(minutes=6)) == 0
    old.refresh_from_db()
    assert (old.state, old.because) == ("booked", [])
    assert states() == {"booked": 1, "cancelled": 1}
    assert len(told("restored")) == 1


def test_an_offer_that_closes_too_is_replaced_for_the_same_person(door: Door) -> None:
    old = booked(door, TUESDAY)
    close_tuesday(door)
    recheck_appointments(FOUR)
    first = Appointment.objects.get(state="held")
    CalendarDay.objects.create(day=first.during.lower.date(), kind="off", label="Mất điện", office=door.office)
    assert recheck_appointments(FOUR + timedelta(hours=1)) == 1
    second = Appointment.objects.get(state="held")
    assert second.moved_from_id == old.pk
    assert second.during.lower.date() > first.during.lower.date()
    assert states() == {"displaced": 1, "cancelled": 1, "held": 1}
    assert len(told()) == 2


def test_a_counter_nobody_sits_at_gives_its_people_to_the_next_one_without_a_word(door: Door) -> None:
    row = fill(door.premises, door.world.procedure, [(door.counters[0].pk, FRIDAY)])[0]
    day = (datetime(2020, 4, 3, 7, tzinfo=FRIDAY.tzinfo), datetime(2020, 4, 3, 17, tzinfo=FRIDAY.tzinfo))
    for number, staff in ((2, door.world.receiver), (3, door.world.colleague)):
        Shift.objects.create(
            office=door.office, staff=staff, during=day, place="on_site", duty="counter", counter=number,
            state="published", changed_at=MONDAY, changed_by=door.head,
        )  # fmt: skip
    assert recheck_appointments(FOUR) == 0
    row.refresh_from_db()
    assert (row.state, row.during.lower) == ("booked", FRIDAY)
    assert row.counter_id in {counter.pk for counter in door.counters[1:]}
    assert told() == []


def test_a_room_that_closes_moves_what_comes_soon_and_leaves_next_week(door: Door) -> None:
    soon, later = booked(door, TUESDAY), booked(door, FRIDAY + timedelta(days=4), phone="0912345679")
    close_room(room_id=door.room.pk, why="Khử khuẩn", by=door.head, at=FOUR)
    assert recheck_appointments(FOUR) == 1
    soon.refresh_from_db()
    later.refresh_from_db()
    assert (soon.state, later.state) == ("displaced", "booked")
    assert "Khử khuẩn" in told()[0]
    assert free_times(door, FOUR) == []


def test_a_unit_moves_a_stretch_itself_and_it_does_not_come_back_by_itself(door: Door) -> None:
    times = [(door.counters[0].pk, TUESDAY + step * timedelta(hours=1)) for step in range(3)]
    rows = fill(door.premises, door.world.procedure, times)
    why = [{"document": "", "clause": "", "note": "Có người sốt, phải khử khuẩn"}]
    ten = TUESDAY + timedelta(hours=2)
    moved = displace_appointments(
        premises_id=door.premises.pk, since=TUESDAY, until=ten, because=why, by=door.head, at=FOUR
    )
    assert moved == 2
    assert states() == {"displaced": 2, "held": 2, "booked": 1}
    for offer in Appointment.objects.filter(state="held"):
        assert not (offer.during.lower < ten and offer.during.upper > TUESDAY)
    rows[2].refresh_from_db()
    assert rows[2].state == "booked"
    assert recheck_appointments(FOUR) == 0
    assert states() == {"displaced": 2, "held": 2, "booked": 1}
    assert all("có người sốt, phải khử khuẩn" in text for text in told())


def test_those_who_were_served_or_cancelled_are_left_alone(door: Door) -> None:
    cancel_appointment(appointment_id=booked(door, TUESDAY).pk, at=MONDAY)
    Appointment.objects.filter(pk=booked(door, TUESDAY, phone="0912345679").pk).update(state="done")
    close_tuesday(door)
    assert recheck_appointments(FOUR) == 0
    assert told() == []
