"""The queue of one unit today: who waits in which order and why, who is called where, and about how long it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua.door.booking.models import Appointment
from motcua.door.places.models import Counter, CounterSession
from motcua.door.places.services import counter_serves
from motcua.door.queue.models import Ticket
from motcua.people.models import Staff
from motcua.rulebook.queue_order import Placed, QueuedTicket, order
from motcua.rulebook.waiting import Ahead, Estimate, Service, service_of, waits
from motcua.rulebook.work_calendar import localise

RECENT: Final = 60
PUBLISHED_MINUTES: Final = 15  # of a ticket without a procedure
AT_A_COUNTER: Final = (Ticket.State.CALLED, Ticket.State.SERVING)
IN_LINE: Final = (Ticket.State.WAITING, *AT_A_COUNTER)


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """One waiting ticket: its place in the whole queue from 1, why, and who of the others goes before it.

    `before` counts those who may be called to a counter that is open for this ticket (everybody ahead while none
    is); `open_at` are the numbers of those counters; `estimate` is None while none is open.
    """

    ticket: Ticket
    place: int
    reason: str
    past_patience: bool
    before: int
    open_at: tuple[int, ...]
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class CounterTurn:
    """One counter: who sits there, and the ticket called or being served; None where there is none."""

    counter: Counter
    staff: Staff | None
    ticket: Ticket | None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of `premises_id` at `at` (aware)."""

    premises_id: int
    at: datetime
    waiting: tuple[QueuePlace, ...]
    counters: tuple[CounterTurn, ...]

    def place_of_ticket(self, ticket_id: int) -> QueuePlace | None:
        """Where this ticket stands; None where it does not wait."""
        return next((place for place in self.waiting if place.ticket.pk == ticket_id), None)

    def line_of(self, counter: Counter) -> list[tuple[Ticket, Placed]]:
        """The tickets this counter serves, in the order in which it calls them."""
        return counter_line(counter, [place.ticket for place in self.waiting], self.at)


def queue_of(premises_id: int, at: datetime) -> Queue:
    """Read the queue at `at` (aware), in six queries whatever its length or history."""
    counters = list(counters_in_use(premises_id))
    sessions = {
        row.counter_id: row
        for row in CounterSession.objects.filter(counter__premises_id=premises_id, closed_at=None).select_related(
            "staff"
        )
    }
    tickets = tickets_in_line(premises_id, localise(at).date())
    here = {row.counter_id: row for row in tickets if row.state in AT_A_COUNTER}
    service = _Services(premises_id, localise(at).date()).of
    open_counters = [row for row in counters if row.pk in sessions]
    return Queue(
        premises_id,
        at,
        tuple(_places([row for row in tickets if row.state == Ticket.State.WAITING], here, open_counters, service, at)),
        tuple(
            CounterTurn(
                row,
                sessions[row.pk].staff if row.pk in sessions else None,
                here.get(row.pk),
                sessions[row.pk].opened_at if row.pk in sessions else None,
            )
            for row in counters
        ),
    )


def counters_in_use(premises_id: int) -> Iterable[Counter]:
    """The unit's counters in use, their rooms and fields loaded."""
    return (
        Counter.objects.filter(premises_id=premises_id, active=True).select_related("room").prefetch_related("fields")
    )


def tickets_in_line(premises_id: int, day: date) -> list[Ticket]:
    """Tickets of the day that wait or are at a counter."""
    found = Ticket.objects.filter(premises_id=premises_id, day=day, state__in=IN_LINE)
    return list(found.select_related("procedure", "field", "appointment", "counter", "only_counter"))


def as_queued_ticket(ticket: Ticket) -> QueuedTicket:
    """The ticket (its appointment loaded) as the rulebook sees it."""
    return QueuedTicket(
        number=ticket.pk,
        queued_at=ticket.queued_at,
        groups=frozenset(map(str, ticket.groups)),
        appointed=_appointed(ticket.appointment),
        behind=ticket.behind,
    )


def counter_line(counter: Counter, tickets: Iterable[Ticket], at: datetime) -> list[tuple[Ticket, Placed]]:
    """Those of the waiting `tickets` that the counter serves, in the order in which it calls them at `at`."""
    served = {row.pk: row for row in tickets if counter_takes(counter, row)}
    return [(served[placed.ticket.number], placed) for placed in order(map(as_queued_ticket, served.values()), at)]


def _appointed(row: Appointment | None) -> datetime | None:
    return row.during.lower if row is not None else None


class _Services:
    """How long services take here today: by procedure where it was measured, else as published."""

    def __init__(self, premises_id: int, day: date) -> None:
        rows = (
            Ticket.objects.filter(premises_id=premises_id, day=day, state=Ticket.State.DONE, served_at__isnull=False)
            .order_by("-ended_at")
            .values_list("procedure_id", "served_at", "ended_at")[:RECENT]
        )
        self._measured: defaultdict[int | None, list[float]] = defaultdict(list)
        for procedure, since, until in rows:
            if since is not None and until is not None:
                self._measured[procedure].append((until - since).total_seconds() / 60)
        self._known: dict[int | None, Service] = {}

    def of(self, ticket: Ticket) -> Service:
        """The service of one with the ticket, worked out once for each procedure."""
        if ticket.procedure_id not in self._known:
            prior = ticket.procedure.service_minutes if ticket.procedure else PUBLISHED_MINUTES
            self._known[ticket.procedure_id] = service_of(self._measured.get(ticket.procedure_id, ()), prior)
        return self._known[ticket.procedure_id]


def _places(
    waiting: list[Ticket],
    here: Mapping[int | None, Ticket],
    counters: list[Counter],
    service: Callable[[Ticket], Service],
    at: datetime,
) -> Iterable[QueuePlace]:
    """The whole queue in order; each ticket's wait is the work of those before it at the counters it may go to."""
    numbers = {row.pk: row.number for row in counters}
    rows = {row.pk: row for row in waiting}
    open_for = CountersFor(counters)
    at_counters = [
        Ahead(frozenset({row.counter_id}), service(row), left=0.5) for row in here.values() if row.counter_id in numbers
    ]
    line = order(map(as_queued_ticket, waiting), at)
    ahead = [Ahead(open_for(row), service(row)) for row in (rows[placed.ticket.number] for placed in line)]
    for placed, own, wait in zip(line, ahead, waits(ahead, at_counters), strict=True):
        yield QueuePlace(
            ticket=rows[placed.ticket.number],
            place=placed.place,
            reason=placed.reason,
            past_patience=placed.past_patience,
            before=wait.before,
            open_at=tuple(sorted(numbers[pk] for pk in own.counters)),
            estimate=wait.estimate,
        )


def counter_takes(counter: Counter, ticket: Ticket) -> bool:
    """Whether the counter (its fields loaded) takes the ticket: the one it was sent to, else by purpose and field."""
    if ticket.only_counter_id is not None:
        return ticket.only_counter_id == counter.pk
    return counter_serves(counter, purpose=ticket.purpose, field_id=ticket.field_id)


class CountersFor:
    """The keys of those of `counters` that serve a ticket, worked out once for all tickets of a kind."""

    def __init__(self, counters: Iterable[Counter]) -> None:
        self._counters = list(counters)
        self._known: dict[tuple[str, int | None, int | None], frozenset[int]] = {}

    def __call__(self, ticket: Ticket) -> frozenset[int]:
        kind = (ticket.purpose, ticket.field_id, ticket.only_counter_id)
        if kind not in self._known:
            self._known[kind] = frozenset(counter.pk for counter in self._counters if counter_takes(counter, ticket))
        return self._known[kind]
