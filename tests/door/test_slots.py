"""What a unit offers to book: policy, calendar, roster, rooms and fields together, and why where there is nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.catalog.models import Field
from motcua.door.booking.availability import Wish
from motcua.door.booking.queries.slots import days_offered, units_offered
from motcua.door.models import Premises
from motcua.people.actions.calendars import load_national_days
from motcua.rosters.models import Shift
from tests.door.booking_scene import fill, free_times, put_in_force, wish
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY, at


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    """Letters go to a passing folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


def offer(door: Door, day: date, **changes: Any) -> Any:
    found = days_offered(premises=door.premises, wish=wish(door, **changes), at=MONDAY)
    return next(row for row in found if row.day == day)


def test_two_weeks_of_working_days_and_the_reason_of_each_day_without(door: Door) -> None:
    load_national_days([2020], at=MONDAY)
    found = days_offered(premises=door.premises, wish=wish(door), at=MONDAY)
    assert [row.day for row in (found[0], found[-1])] == [date(2020, 3, 30), date(2020, 4, 13)]
    assert {row.day.isoweekday() for row in found if row.times} == {1, 2, 3, 4, 5}
    assert "Hùng" in offer(door, date(2020, 4, 2)).why
    assert offer(door, date(2020, 4, 4)).why == "Ngày nghỉ hằng tuần."
    assert found[0].times[0] >= MONDAY + timedelta(minutes=30)


def test_reception_days_of_a_letter_close_the_others_with_its_clause(door: Door) -> None:
    put_in_force(door, MONDAY, point="receive.counter.days", value=[2, 5])
    assert offer(door, date(2020, 4, 3)).times
    wednesday = offer(door, date(2020, 4, 1))
    assert wednesday.times == ()
    assert "thứ Ba, thứ Sáu" in wednesday.why
    assert "905/UBND-PVHCC" in wednesday.clauses


def test_a_letter_with_hours_leaves_only_these(door: Door) -> None:
    put_in_force(door, MONDAY, point="receive.counter.hours", value=[["08:00", "10:00"]])
    times = offer(door, date(2020, 4, 3)).times
    assert times
    assert all(8 <= time.hour < 10 for time in times)


def test_who_can_use_neither_is_asked_as_such(door: Door) -> None:
    put_in_force(door, MONDAY, point="receive.counter", value="fallback")
    closed = offer(door, date(2020, 4, 3))
    assert (closed.times, closed.exception) == ((), True)
    assert offer(door, date(2020, 4, 3), uses_neither=True).times


def test_picking_up_asks_the_policy_of_returning_and_counters_that_hand_out(door: Door) -> None:
    put_in_force(door, MONDAY, point="receive.counter", value="fallback")
    assert offer(door, date(2020, 4, 3), purpose="pick_up").times
    for counter in door.counters:
        counter.picks_up = False
        counter.save()
    assert "chưa có quầy" in offer(door, date(2020, 4, 3), purpose="pick_up").why


def test_only_counters_of_the_field_and_open_to_booking_in_rooms_in_use(door: Door) -> None:
    first, second, third = door.counters
    first.fields.add(Field.objects.create(code="DD", name="Đất đai"))
    second.bookable = False
    second.save()
    third.active = False
    third.save()
    assert free_times(door) == []
    first.fields.add(door.world.procedure.field)
    assert free_times(door)
    door.room.closed_at = MONDAY
    door.room.save()
    assert free_times(door) == []


def test_the_published_roster_says_who_sits_there(door: Door) -> None:
    friday = date(2020, 4, 3)
    Shift.objects.create(
        office=door.office, staff=door.world.receiver, during=(at(3, 8), at(3, 10)), place="on_site",
        duty="counter", counter=2, state="published", changed_at=MONDAY, changed_by=door.head,
    )  # fmt: skip
    times = offer(door, friday).times
    assert times
    assert all(at(3, 8) <= time < at(3, 10) for time in times)
    assert len(offer(door, date(2020, 4, 6)).times) > len(times)


def test_a_room_for_two_people_gives_a_moment_to_two(door: Door) -> None:
    door.room.own_cap = 2
    door.room.save()
    starts = at(3, 8)
    fill(door.premises, door.world.procedure, [(door.counters[0].pk, starts), (door.counters[1].pk, starts)])
    assert starts not in offer(door, date(2020, 4, 3)).times


def test_a_long_service_takes_several_slots(door: Door) -> None:
    door.world.procedure.service_minutes = 50
    times = offer(door, date(2020, 4, 3)).times
    assert {(time - at(3, 7)) % timedelta(hours=1) for time in times if time.hour < 12} == {timedelta(0)}


def test_a_full_day_says_so_and_is_not_closed(door: Door) -> None:
    door.premises.walk_in_share = 100
    door.premises.save()
    assert offer(door, date(2020, 4, 3)).is_full


def test_units_come_with_the_nearest_first_and_only_those_with_a_place(door: Door) -> None:
    Premises.objects.create(office=door.world.elsewhere)  # no counters yet
    found = units_offered(wish=Wish(door.world.procedure, "hand_in"), at=MONDAY)
    assert [row.premises.office for row in found] == [door.office, door.world.elsewhere]
    assert found[0].first is not None
    assert found[0].first.day == MONDAY.date()
    assert found[1].first is None
