"""Stays for contact tracing: a visit, a session at a counter and a ticket that was served, with their possible ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.door.gate.models import Visit
from motcua.door.places.models import CounterSession, Premises, Room
from motcua.door.queue.models import Ticket
from motcua.people.calendars import calendars_of
from motcua.rulebook.contact_tracing import Stay
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import WorkCalendar, localise

# How somebody left, so that the moment is known.
SURE: Final = frozenset({Visit.Left.SCANNED, Visit.Left.SERVED})


ROOM = "room"


COUNTER = "counter"


class ClosingTimes:
    """When each unit closes on a day, read once; midnight of a day on which it does not work."""

    def __init__(self, units: Mapping[int, Premises]) -> None:
        calendars = calendars_of([unit.office for unit in units.values()])
        self._calendars: dict[int, WorkCalendar] = {pk: calendars[unit.office.path] for pk, unit in units.items()}
        self._known: dict[tuple[int, date], datetime] = {}

    def closing(self, premises_id: int, moment: datetime) -> datetime:
        day = localise(moment).date()
        key = (premises_id, day)
        if key not in self._known:
            calendar = self._calendars[premises_id]
            self._known[key] = (
                calendar.closing(day) if calendar.is_working_day(day) else day_start(day + timedelta(days=1))
            )
        return self._known[key]


def day_start(day: date) -> datetime:
    """The day's first moment in Vietnam."""
    return datetime.combine(day, time(), VIETNAM)


def visit_stay(visit: Visit, rooms: Mapping[int, Room], days: ClosingTimes) -> Stay:
    return Stay(
        f"visit:{visit.pk}",
        f"{ROOM}:{visit.room_id}",
        visit.entered_at,
        visit.left_at,
        visit.left_at is not None and visit.left_how in SURE,
        days.closing(rooms[visit.room_id].premises_id, visit.entered_at),
    )


def session_stays(session: CounterSession, days: ClosingTimes) -> list[Stay]:
    """The stays of an officer at a counter: there, and in its room too."""
    closing = days.closing(session.counter.premises_id, session.opened_at)
    return [
        Stay(
            f"session:{session.pk}", place, session.opened_at, session.closed_at, session.closed_at is not None, closing
        )
        for place in (f"{ROOM}:{session.counter.room_id}", f"{COUNTER}:{session.counter_id}")
    ]


def ticket_stay(ticket: Ticket, days: ClosingTimes) -> Stay:
    since = ticket.served_at or ticket.taken_at
    closing = days.closing(ticket.premises_id, since)
    return Stay(
        f"ticket:{ticket.pk}", f"{COUNTER}:{ticket.counter_id}", since, ticket.ended_at, ticket.ended_at is not None,
        closing,
    )  # fmt: skip


def day_start_of(moment: datetime) -> datetime:
    return day_start(localise(moment).date())
