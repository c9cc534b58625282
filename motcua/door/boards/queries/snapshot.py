"""The live state of a unit for its screens, phones and gates, read once for all: codes, never a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Q, QuerySet

from motcua.door.boards.models import Announcement
from motcua.door.gate.queries.visits import room_counts
from motcua.door.places.models import Counter, Premises
from motcua.door.queue.models import Ticket, TicketCall
from motcua.door.queue.queries.queue import IN_LINE, QueuePlace, queue_of
from motcua.people.models import Office
from motcua.rulebook.work_calendar import localise

NEXT_SHOWN: Final = 8
ENDED_SHOWN: Final = timedelta(minutes=10)
"""How long the live stream of a ticket says how it ended; a page opened later reads it once."""


@dataclass(frozen=True, slots=True)
class CalledTicket:
    """A code at a counter. `call` differs for every call, a second one of the same code too."""

    code: str
    counter: int
    place: str
    state: str
    call: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RoomOccupancy:
    """Who is inside a room against its cap: `cap` and `free` None where nothing limits it, `held` kept by doors without
    network; `closed` says why it is closed."""

    id: int
    name: str
    kind: str
    inside: int
    held: int
    cap: int | None
    free: int | None
    closed: str


@dataclass(frozen=True, slots=True)
class AnnouncedText:
    """An announcement that holds now."""

    id: int
    text: str
    spoken: bool


@dataclass(frozen=True, slots=True)
class TicketStatus:
    """One ticket as its holder may know it. `before` and the estimate only while it waits."""

    state: str
    code: str
    before: int | None = None
    minutes: int | None = None
    plus_minus: int | None = None
    counter: int | None = None
    place: str = ""
    call: int = 0


@dataclass(frozen=True, slots=True)
class UnitSnapshot:
    """A unit's state at `at` (aware): calls newest first, codes in the queue's order, the day's tickets by token."""

    premises_id: int
    office: Office
    at: datetime
    now: tuple[CalledTicket, ...]
    next: tuple[str, ...]
    waiting: int
    rooms: tuple[RoomOccupancy, ...]
    sentences: tuple[AnnouncedText, ...]
    tickets: Mapping[str, TicketStatus]


def premises_watched(kind: str, key: str) -> int | None:
    """The place that a stream shows: by `kind` bang (board key), cua (door key) or so (ticket token) else None."""
    if not key or "\0" in key or len(key) > 40:
        return None
    if kind == "so":
        return Ticket.objects.filter(token=key, purged_at=None).values_list("premises_id", flat=True).first()
    column = {"bang": "board_key", "cua": "door_key"}.get(kind)
    if column is None:
        return None
    found = Premises.objects.filter(office__active=True, **{column: key})
    return found.values_list("pk", flat=True).first()


def ended_ticket(token: str, at: datetime) -> TicketStatus | None:
    """A ticket that has ended or whose day is over at `at` (aware), as it was left; None for any other."""
    here = Q(state__in=IN_LINE, day=localise(at).date())
    ticket = Ticket.objects.filter(token=token).exclude(here).select_related("counter__room").first()
    return None if ticket is None else _ended(ticket)


def snapshot_of(premises_id: int, at: datetime) -> UnitSnapshot:
    """Read everything at `at` (aware); Premises.DoesNotExist where the unit is gone."""
    premises = Premises.objects.select_related("office").get(pk=premises_id)
    queue = queue_of(premises_id, at)
    at_counters = [(turn.counter, turn.ticket) for turn in queue.counters if turn.ticket is not None]
    calls = _last_calls([ticket for _, ticket in at_counters])
    called = [_called(ticket, counter, calls, at) for counter, ticket in at_counters]
    tickets = {ticket.token: _at_counter(ticket, counter, calls) for counter, ticket in at_counters}
    tickets |= {place.ticket.token: _waiting(place) for place in queue.waiting}
    tickets |= {ticket.token: _ended(ticket) for ticket in _just_ended(premises_id, at)}
    return UnitSnapshot(
        premises_id=premises_id,
        office=premises.office,
        at=at,
        now=tuple(sorted(called, key=lambda shown: shown.call, reverse=True)),
        next=tuple(place.ticket.code for place in queue.waiting[:NEXT_SHOWN]),
        waiting=len(queue.waiting),
        rooms=_rooms(premises_id, at),
        sentences=tuple(
            AnnouncedText(announcement.pk, announcement.text, announcement.spoken)
            for announcement in announcements_at(premises_id, at)
        ),
        tickets=tickets,
    )


def announcements_at(premises_id: int, at: datetime) -> list[Announcement]:
    """What the unit's boards announce at `at` (aware), oldest first."""
    holds = Q(shown_until=None) | Q(shown_until__gt=at)
    return list(Announcement.objects.filter(holds, premises=premises_id, shown_from__lte=at).order_by("id"))


def announcements_of(premises_id: int, at: datetime, *, past: int = 10) -> list[Announcement]:
    """The unit's announcements for its head: those that hold or come, then the last `past` that ended."""
    rows = Announcement.objects.filter(premises=premises_id).select_related("by")
    ended = Q(shown_until__lte=at)
    return [*rows.exclude(ended).order_by("shown_from", "id"), *rows.filter(ended).order_by("-shown_until")[:past]]


def _just_ended(premises_id: int, at: datetime) -> QuerySet[Ticket]:
    found = Ticket.objects.filter(premises=premises_id, day=localise(at).date(), ended_at__gte=at - ENDED_SHOWN)
    return found.exclude(state__in=IN_LINE)


def _last_calls(tickets: list[Ticket]) -> dict[int, int]:
    """The newest call of each: calling the same code again is a call too."""
    rows = TicketCall.objects.filter(ticket__in=tickets).values("ticket").annotate(last=Max("pk"))
    return {row["ticket"]: row["last"] for row in rows}


def _called(ticket: Ticket, counter: Counter, calls: Mapping[int, int], at: datetime) -> CalledTicket:
    return CalledTicket(
        code=ticket.code,
        counter=counter.number,
        place=_where(counter),
        state=ticket.state,
        call=calls.get(ticket.pk, 0),
        at=ticket.called_at or at,
    )


def _where(counter: Counter) -> str:
    return " – ".join(part for part in (counter.name, counter.room.name) if part)


def _at_counter(ticket: Ticket, counter: Counter, calls: Mapping[int, int]) -> TicketStatus:
    return TicketStatus(
        ticket.state, ticket.code, counter=counter.number, place=_where(counter), call=calls.get(ticket.pk, 0)
    )


def _waiting(place: QueuePlace) -> TicketStatus:
    guess = place.estimate
    return TicketStatus(
        place.ticket.state,
        place.ticket.code,
        before=place.before,
        minutes=guess.minutes if guess else None,
        plus_minus=guess.plus_minus if guess else None,
    )


def _ended(ticket: Ticket) -> TicketStatus:
    return TicketStatus(ticket.state, ticket.code)


def _rooms(premises_id: int, at: datetime) -> tuple[RoomOccupancy, ...]:
    return tuple(
        RoomOccupancy(
            id=count.room.pk,
            name=count.room.name,
            kind=count.room.kind,
            inside=count.inside,
            held=count.held,
            cap=count.cap.value,
            free=count.free,
            closed=(count.room.closed_why or "Tạm đóng") if count.room.closed_at is not None else "",
        )
        for count in room_counts(premises_id, at)
    )
