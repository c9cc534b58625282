"""A unit's counters open with officers, and tickets taken at them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from motcua.door.models import Ticket
from motcua.door.queue.actions.counter_sessions import open_counter
from motcua.door.queue.actions.tickets import take_ticket
from motcua.people.models import Staff
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY


def later(minutes: float) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


def take(door: Door, *, at: datetime = MONDAY, **changes: Any) -> Ticket:
    """A ticket to hand in a birth registration, from the kiosk."""
    wanted = {"purpose": "hand_in", "source": "kiosk", "procedure": door.world.procedure} | changes
    return take_ticket(premises_id=door.premises.pk, at=at, **wanted)


def sit(door: Door, counter: int = 0, staff: Staff | None = None) -> tuple[int, Staff]:
    """An officer opens a counter; its id and the officer."""
    officer = staff or (door.world.receiver, door.world.colleague, door.world.returner)[counter]
    open_counter(counter_id=door.counters[counter].pk, by=officer, at=MONDAY)
    return door.counters[counter].pk, officer


def waiting_codes(door: Door, at: datetime = MONDAY) -> list[str]:
    """Codes in the order of the queue."""
    from motcua.door.queue.queries.queue import queue_of

    return [place.ticket.code for place in queue_of(door.premises.pk, at).waiting]
