"""Tell who waits outside that his turn is near or has come, and everybody who watches that the queue moved."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.conf import settings

from motcua.door.booking.events import actor_of
from motcua.door.live import tell_live
from motcua.door.places.models import Counter
from motcua.door.queue.models import Ticket
from motcua.door.queue.queries.queue import queue_of
from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM, Actor
from motcua.notices.actions import queue_message
from motcua.people.models import Staff
from motcua.rulebook.work_calendar import localise

SOON: Final = 2
"""Who waits outside is told when so many are before him."""


def note(name: str, ticket: Ticket, *, by: Staff | Actor | None, at: datetime, **data: Any) -> None:
    """Write one event of a ticket (its premises and office loaded), without a name or a phone in it."""
    record(
        name=name,
        at=at,
        by=actor_of(by),
        subject=f"ticket:{ticket.pk}",
        subject_label=ticket.code,
        office_path=ticket.premises.office.path,
        data={"day": ticket.day.isoformat(), **data},
    )


def address_of(ticket: Ticket) -> str:
    """The whole address of the ticket's page, for a message or a QR."""
    return f"{settings.PUBLIC_URL}/so/{ticket.token}/"


def tell_called(ticket: Ticket, counter: Counter, *, at: datetime) -> None:
    """Call by message who waits outside; once for each call by order, not for a repetition."""
    if not ticket.outside:
        return
    queue_message(
        to=ticket.phone,
        text=f"Số {ticket.code}: mời bạn vào quầy {counter.number}, {counter.room.name}. {address_of(ticket)}",
        reference=f"ticket:{ticket.pk}:called:{ticket.calls}",
        subject=f"ticket:{ticket.pk}",
        at=at,
    )


def queue_moved(premises_id: int, *, at: datetime) -> None:
    """After any change: tell those outside whose turn is near, each once, and the screens and phones."""
    tell_live(premises_id)
    outside = Ticket.objects.filter(premises_id=premises_id, day=localise(at).date(), state=Ticket.State.WAITING)
    untold = set(outside.filter(outside=True, told_soon_at=None).values_list("pk", flat=True))
    if not untold:
        return
    for place in queue_of(premises_id, at).waiting:
        if place.ticket.pk in untold and place.before <= SOON and place.open_at:
            _tell_soon(place.ticket.pk, place.before, at=at)


def _tell_soon(ticket_id: int, before: int, *, at: datetime) -> None:
    ticket = Ticket.objects.select_related("premises__office").get(pk=ticket_id)
    ticket.told_soon_at = at
    ticket.save(update_fields=["told_soon_at"])
    people = f"còn {before} người trước bạn" if before else "sắp đến lượt bạn"
    queue_message(
        to=ticket.phone,
        text=f"Số {ticket.code}: {people}. Mời bạn trở lại gần cửa. {address_of(ticket)}",
        reference=f"ticket:{ticket.pk}:soon",
        subject=f"ticket:{ticket.pk}",
        at=at,
    )
    note("ticket.soon", ticket, by=SYSTEM, at=at, before=before)
