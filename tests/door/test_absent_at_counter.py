"""An officer reported absent while at a counter: it closes, unless somebody is just being served there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.door.models import CounterSession, Ticket
from motcua.door.queue.actions.counter_sessions import free_counter_of_absent, open_counter
from motcua.journal.models import Event
from motcua.rosters.actions import report_absence
from motcua.rosters.actions.absences import end_absence
from motcua.rosters.models import Absence
from tests.door.booking_scene import jobs_waiting
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY

LATER = MONDAY + timedelta(hours=1)
TODAY = MONDAY.date()


def told(door: Door, *, since: date = TODAY, **wanted: Any) -> Absence:
    """The receiver sat down at counter 1 and then reports illness."""
    receiver = door.world.receiver
    open_counter(counter_id=door.counters[0].pk, by=receiver, at=MONDAY)
    return report_absence(staff=receiver, kind="sick", since=since, by=receiver, at=LATER, **wanted).absence


def closed_at() -> datetime | None:
    return CounterSession.objects.get().closed_at


def test_the_counter_of_who_is_absent_closes(door: Door) -> None:
    absence = told(door)
    assert jobs_waiting("free_counter") == 1
    assert closed_at() is None
    free_counter_of_absent(absence_id=absence.pk, at=LATER)
    assert closed_at() == LATER
    said = Event.objects.get(name="counter.closed")
    assert said.data == {"number": 1, "officer": door.world.receiver.full_name}
    assert free_counter_of_absent(absence_id=absence.pk, at=LATER) is None


def test_who_works_from_home_is_not_at_the_counter(door: Door) -> None:
    free_counter_of_absent(absence_id=told(door, works_from_home=True).pk, at=LATER)
    assert closed_at() == LATER


@pytest.mark.parametrize("state", ["called", "serving"])
def test_nobody_is_left_standing_at_a_closed_counter(door: Door, state: str) -> None:
    absence = told(door)
    Ticket.objects.create(
        premises=door.premises, day=TODAY, series="A", number=7, source="desk", taken_at=MONDAY, queued_at=MONDAY,
        counter=door.counters[0], state=state,
    )  # fmt: skip
    assert free_counter_of_absent(absence_id=absence.pk, at=LATER) is None
    assert closed_at() is None
    assert Event.objects.get(name="counter.left_open").data["ticket"] == "A007"


def test_an_absence_of_another_day_closes_nothing(door: Door) -> None:
    absence = told(door, since=TODAY + timedelta(days=1))
    assert free_counter_of_absent(absence_id=absence.pk, at=LATER) is None
    assert closed_at() is None


def test_one_ended_before_the_worker_came_closes_nothing(door: Door) -> None:
    absence = told(door)
    end_absence(absence_id=absence.pk, by=door.world.receiver, at=LATER)
    assert free_counter_of_absent(absence_id=absence.pk, at=LATER) is None
    assert closed_at() is None
