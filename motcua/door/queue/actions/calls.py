"""Call tickets to an officer's counter, in the order of the rulebook, and serve them.

Every act takes the unit's lock first: of two officers who call at once, each gets a ticket of their own, and the
database holds that a counter has one ticket at a time.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from motcua.catalog.models import Field
from motcua.door.booking.models import Appointment
from motcua.door.messages import send_ticket_called
from motcua.door.places.locking import lock_premises
from motcua.door.places.models import Counter, CounterSession
from motcua.door.queue.actions.events import announce_queue_change, record_ticket_event
from motcua.door.queue.actions.tickets import locked_ticket
from motcua.door.queue.models import Ticket, TicketCall
from motcua.door.queue.queries.queue import AT_A_COUNTER, counter_line, counter_takes, counters_in_use, tickets_in_line
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook.queue_order import after_skip
from motcua.rulebook.work_calendar import localise

CAME_AFTER_ALL = "Đã gọi trước đó, nay có mặt"


@transaction.atomic
def call_next(*, counter_id: int, by: Staff, at: datetime) -> Ticket | None:
    """Call the ticket whose turn it is at `at` (aware) among those the counter serves; None where nobody waits.

    The reason is kept with the call. NotAllowed without an open session of `by` at the counter, AlreadyDone while
    the counter still has a ticket.
    """
    counter = _at_counter(counter_id, by)
    _free(counter, at)
    day = localise(at).date()
    waiting = [row for row in tickets_in_line(counter.premises_id, day) if row.state == Ticket.State.WAITING]
    line = counter_line(counter, waiting, at)
    if not line:
        return None
    ticket, placed = line[0]
    # Each call at a counter that would serve them brings who was absent one turn nearer.
    nearer = [row.pk for row, _ in line[1:] if row.behind]
    Ticket.objects.filter(pk__in=nearer).update(behind=F("behind") - 1)
    return _call(locked_ticket(ticket.pk), counter, placed.reason, by=by, at=at)


@transaction.atomic
def call_absent(*, ticket_id: int, counter_id: int, by: Staff, at: datetime) -> Ticket:
    """Call out of turn one who was called before, was not there, and now stands at the counter.

    NotAllowed for a ticket that was never missed: nobody else is called out of turn.
    """
    counter = _at_counter(counter_id, by)
    _free(counter, at)
    ticket = locked_ticket(ticket_id)
    missed = ticket.state == Ticket.State.SKIPPED or (ticket.state == Ticket.State.WAITING and ticket.skips > 0)
    if ticket.premises_id != counter.premises_id or ticket.day != localise(at).date() or not missed:
        raise NotAllowed("Chỉ gọi ngoài lượt số đã gọi trước đó mà chưa có mặt.")
    if not counter_takes(counter, ticket):
        raise NotAllowed("Quầy này không nhận việc của số đó.")
    return _call(ticket, counter, CAME_AFTER_ALL, by=by, at=at)


@transaction.atomic
def call_again(*, ticket_id: int, by: Staff, at: datetime) -> Ticket:
    """Call the same ticket to the same counter once more: boards say it again."""
    ticket = _own(ticket_id, by, Ticket.State.CALLED)
    TicketCall.objects.create(ticket=ticket, counter=_counter_of(ticket), by=by, at=at, again=True, why="Gọi lại")
    record_ticket_event("ticket.recalled", ticket, by=by, at=at, counter=_counter_of(ticket).number)
    announce_queue_change(ticket.premises_id, at=at)
    return ticket


@transaction.atomic
def skip_ticket(*, ticket_id: int, by: Staff, at: datetime) -> Ticket:
    """Put an absent person behind the next ones, and out of the queue after too many absences (queue_order)."""
    ticket = _own(ticket_id, by, Ticket.State.CALLED)
    counter = _counter_of(ticket)
    ticket.skips += 1
    behind = after_skip(ticket.skips)
    _back(ticket, behind or 0)
    if behind is None:
        ticket.state, ticket.ended_at = Ticket.State.SKIPPED, at
    ticket.save()
    record_ticket_event(
        "ticket.skipped", ticket, by=by, at=at, counter=counter.number, skips=ticket.skips, ended=behind is None
    )
    announce_queue_change(ticket.premises_id, at=at)
    return ticket


@transaction.atomic
def transfer_ticket(
    *, ticket_id: int, by: Staff, at: datetime, to_counter_id: int | None = None, field: Field | None = None
) -> Ticket:
    """Send the person to another counter, or to whoever serves a field; the moment of queueing is kept.

    InvalidInput on `to` where there is no such counter of the unit, or none that serves the field.
    """
    ticket = _own(ticket_id, by, Ticket.State.CALLED, Ticket.State.SERVING)
    counter = _counter_of(ticket)
    others = [row for row in counters_in_use(ticket.premises_id) if row.pk != counter.pk]
    if to_counter_id is not None:
        there = next((row for row in others if row.pk == to_counter_id), None)
        if there is None:
            raise InvalidInput({"to": "Hãy chọn một quầy khác của đơn vị."})
        ticket.only_counter = there
    elif field is not None:
        ticket.only_counter, ticket.field = None, field
        if ticket.procedure is not None and ticket.procedure.field_id != field.pk:
            ticket.procedure = None  # it was the wrong matter
        if not any(counter_takes(row, ticket) for row in others):
            raise InvalidInput({"to": "Không có quầy nào khác nhận lĩnh vực này."})
    else:
        raise InvalidInput({"to": "Hãy chọn quầy hoặc lĩnh vực chuyển đến."})
    _back(ticket, 0)
    ticket.save()
    record_ticket_event(
        "ticket.transferred",
        ticket,
        by=by,
        at=at,
        counter=counter.number,
        to=ticket.only_counter.number if ticket.only_counter is not None else 0,
        field=field.code if field is not None else "",
    )
    announce_queue_change(ticket.premises_id, at=at)
    return ticket


@transaction.atomic
def start_serving(*, ticket_id: int, by: Staff, at: datetime) -> Ticket:
    """Record that the person is at the counter and the service begins."""
    ticket = _own(ticket_id, by, Ticket.State.CALLED)
    ticket.state, ticket.served_at = Ticket.State.SERVING, at
    ticket.save(update_fields=["state", "served_at"])
    record_ticket_event(
        "ticket.served", ticket, by=by, at=at, counter=_counter_of(ticket).number, waited=_minutes(ticket, at)
    )
    announce_queue_change(ticket.premises_id, at=at)
    return ticket


@transaction.atomic
def finish_serving(*, ticket_id: int, by: Staff, at: datetime) -> Ticket:
    """End the service; where its start was not recorded, it began with the call."""
    ticket = _own(ticket_id, by, Ticket.State.CALLED, Ticket.State.SERVING)
    ticket.served_at = ticket.served_at or ticket.called_at
    ticket.state, ticket.ended_at = Ticket.State.DONE, at
    ticket.save(update_fields=["state", "served_at", "ended_at"])
    if ticket.appointment_id is not None:
        here = Appointment.objects.filter(pk=ticket.appointment_id, state=Appointment.State.ARRIVED)
        here.update(state=Appointment.State.DONE, ended_at=at)
    record_ticket_event("ticket.finished", ticket, by=by, at=at, counter=_counter_of(ticket).number)
    announce_queue_change(ticket.premises_id, at=at)
    return ticket


def _call(ticket: Ticket, counter: Counter, why: str, *, by: Staff, at: datetime) -> Ticket:
    ticket.state, ticket.counter, ticket.officer = Ticket.State.CALLED, counter, by
    ticket.called_at, ticket.served_at, ticket.ended_at = at, None, None
    ticket.behind = 0
    ticket.calls += 1
    ticket.save()
    TicketCall.objects.create(ticket=ticket, counter=counter, by=by, at=at, why=why)
    record_ticket_event("ticket.called", ticket, by=by, at=at, counter=counter.number, why=why)
    if ticket.outside:
        send_ticket_called(ticket, counter, at=at)
    announce_queue_change(ticket.premises_id, at=at)
    return ticket


def _back(ticket: Ticket, behind: int) -> None:
    """Put a called ticket back into the queue `behind` others; no counter has it any more."""
    ticket.state, ticket.behind = Ticket.State.WAITING, behind
    ticket.counter, ticket.officer, ticket.served_at = None, None, None


def _at_counter(counter_id: int, by: Staff) -> Counter:
    """The counter under its unit's lock, where `by` has an open session."""
    found = Counter.objects.filter(pk=counter_id, active=True)
    premises_id = found.values_list("premises_id", flat=True).first()
    if premises_id is None:
        raise NotAllowed("Quầy này không còn dùng.")
    lock_premises(premises_id)
    _in_session(counter_id, by)
    return found.select_related("room").prefetch_related("fields").get()


def _in_session(counter_id: int, by: Staff) -> None:
    if not by.is_active or not CounterSession.objects.filter(counter_id=counter_id, staff=by, closed_at=None).exists():
        raise NotAllowed("Bạn chưa ngồi ở quầy này. Hãy mở quầy rồi gọi số.")


def _free(counter: Counter, at: datetime) -> None:
    busy = Ticket.objects.filter(counter=counter, state__in=AT_A_COUNTER, day=localise(at).date()).first()
    if busy is not None:
        raise AlreadyDone(f"Quầy {counter.number} đang có số {busy.code}.")
    # What was forgotten here on a past day holds the counter no longer.
    Ticket.objects.filter(counter=counter, state__in=AT_A_COUNTER).update(state=Ticket.State.DONE, ended_at=at)


def _own(ticket_id: int, by: Staff, *states: str) -> Ticket:
    """The ticket at the counter where `by` sits, in one of the states it must be in."""
    ticket = locked_ticket(ticket_id)
    if ticket.counter_id is None or ticket.state not in AT_A_COUNTER:
        raise AlreadyDone(f"Số {ticket.code} không còn ở quầy của bạn.")
    _in_session(ticket.counter_id, by)
    if ticket.state not in states:
        raise AlreadyDone(f"Số {ticket.code} đã được phục vụ.")
    return ticket


def _counter_of(ticket: Ticket) -> Counter:
    if ticket.counter is None:
        raise AlreadyDone(f"Số {ticket.code} không còn ở quầy nào.")
    return ticket.counter


def _minutes(ticket: Ticket, at: datetime) -> int:
    return int((at - ticket.queued_at).total_seconds() // 60)
