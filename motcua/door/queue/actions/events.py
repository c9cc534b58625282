"""Events of a ticket, and what follows each change of the queue: live updates, messages to those who wait outside."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from motcua.door.booking.events import journal_actor
from motcua.door.live import send_live_update
from motcua.door.messages import send_ticket_soon
from motcua.door.queue.models import Ticket
from motcua.door.queue.queries.queue import queue_of
from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM, Actor
from motcua.people.models import Staff
from motcua.rulebook.work_calendar import localise

SOON: Final = 2
"""A person who waits outside gets a message when so many others come first."""


def record_ticket_event(name: str, ticket: Ticket, *, by: Staff | Actor | None, at: datetime, **data: Any) -> None:
    """Record one event of a ticket (its premises and office loaded), without a name or a phone in it."""
    record(
        name=name,
        at=at,
        by=journal_actor(by),
        subject=f"ticket:{ticket.pk}",
        subject_label=ticket.code,
        office_path=ticket.premises.office.path,
        data={"day": ticket.day.isoformat(), **data},
    )


def announce_queue_change(premises_id: int, *, at: datetime) -> None:
    """Update screens and phones after a change, and message those outside whose turn is near, each once."""
    send_live_update(premises_id)
    outside = Ticket.objects.filter(premises_id=premises_id, day=localise(at).date(), state=Ticket.State.WAITING)
    untold = set(outside.filter(outside=True, told_soon_at=None).values_list("pk", flat=True))
    if not untold:
        return
    for place in queue_of(premises_id, at).waiting:
        if place.ticket.pk in untold and place.before <= SOON and place.open_at:
            _send_soon(place.ticket.pk, place.before, at=at)


def _send_soon(ticket_id: int, before: int, *, at: datetime) -> None:
    ticket = Ticket.objects.select_related("premises__office").get(pk=ticket_id)
    ticket.told_soon_at = at
    ticket.save(update_fields=["told_soon_at"])
    send_ticket_soon(ticket, before, at=at)
    record_ticket_event("ticket.soon", ticket, by=SYSTEM, at=at, before=before)
