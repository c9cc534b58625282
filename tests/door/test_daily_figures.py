"""Figures of a day: counted in Vietnam's days, by counter, without names."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.door.boards.queries.daily_figures import day_figures
from motcua.door.models import Counter, Premises, Room, Ticket, TicketCall, Visit
from motcua.dossiers.models import Dossier
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY, at_counter

DAY = MONDAY.date()


def waited(
    door: Door, number: int, minutes: float, counter: Counter, *, state: str = "done", served: int = 6
) -> Ticket:
    taken = MONDAY + timedelta(minutes=number)
    called = taken + timedelta(minutes=minutes)
    ticket = Ticket.objects.create(
        premises=door.premises, day=DAY, series="A", number=number, source="kiosk", taken_at=taken, queued_at=taken,
        counter=None if state == "left" else counter, state=state, called_at=called, served_at=called,
        ended_at=called + timedelta(minutes=6),
    )  # fmt: skip
    if state != "left":
        TicketCall.objects.create(ticket=ticket, counter=counter, at=called)
    return ticket


def test_waiting_by_counter_until_the_first_call(door: Door) -> None:
    one, two, _three = door.counters
    for number, minutes in enumerate([2, 4, 6, 8, 10, 12, 14, 16, 18, 40], start=1):
        waited(door, number, minutes, one)
    transferred = waited(door, 20, 5, one)
    Ticket.objects.filter(pk=transferred.pk).update(counter=two)
    TicketCall.objects.create(ticket=transferred, counter=two, at=MONDAY + timedelta(minutes=90))
    waited(door, 21, 3, two, state="skipped")
    waited(door, 22, 3, two, state="left")
    today = day_figures(door.premises, DAY)[0]
    by_number = {row.number: row for row in today.counters}
    assert (by_number[1].waiting.count, by_number[1].waiting.p90) == (11, 18)
    assert by_number[1].waiting.average == pytest.approx(135 / 11)
    assert (by_number[2].waiting.count, by_number[2].serving.count, by_number[1].serving.count) == (1, 1, 10)
    assert (today.tickets, today.gone, today.waiting.count) == (13, 2, 12)


def test_visits_by_hour_of_vietnam_and_officers_apart(door: Door) -> None:
    for hour in (8, 8, 9):
        Visit.objects.create(room=door.room, entered_at=MONDAY.replace(hour=hour).astimezone(UTC))
    Visit.objects.create(room=door.room, who="staff", staff=door.head, entered_at=MONDAY)
    late = MONDAY.replace(hour=23, minute=59)  # 16:59 in UTC, still Monday
    Visit.objects.create(room=door.room, entered_at=late.astimezone(UTC))
    Visit.objects.create(room=door.room, entered_at=(late + timedelta(minutes=1)).astimezone(UTC))
    elsewhere = Room.objects.create(premises=Premises.objects.create(office=door.world.elsewhere), name="Xa")
    Visit.objects.create(room=elsewhere, entered_at=MONDAY)
    tuesday, monday = day_figures(door.premises, DAY + timedelta(days=1), days=2)
    assert (monday.visits, monday.peak, monday.staff_entries, monday.hours[23]) == (4, 8, 1, 1)
    assert (tuesday.visits, tuesday.peak) == (1, 0)


def test_the_share_of_dossiers_that_needed_no_visit(door: Door) -> None:
    for channel, return_channel in (("online", "postal"), ("postal", "counter"), ("counter", "postal")):
        made = at_counter(door.world).dossier
        Dossier.objects.filter(pk=made.pk).update(channel=channel, return_channel=return_channel)
    today = day_figures(door.premises, DAY)[0]
    assert (today.dossiers, today.handed_in_without_visit, today.wholly_without_visit) == (3, 2, 1)
    assert today.share_without_visit == pytest.approx(200 / 3)


def test_an_empty_day_says_nothing_rather_than_nought(door: Door) -> None:
    days = day_figures(door.premises, DAY)
    assert len(days) == 14 and days[-1].day == DAY - timedelta(days=13)
    assert (days[0].peak, days[0].share_without_visit, days[0].waiting.average, days[0].waiting.p90) == (None,) * 4


def test_as_many_queries_for_many_days_as_for_one(door: Door) -> None:
    waited(door, 1, 5, door.counters[0])
    Visit.objects.create(room=door.room, entered_at=MONDAY)
    with CaptureQueriesContext(connection) as one:
        day_figures(door.premises, DAY, days=1)
    with CaptureQueriesContext(connection) as many:
        day_figures(door.premises, DAY, days=60)
    assert len(one) == len(many) == 5
