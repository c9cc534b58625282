"""What a unit's screens, phones and gates show live: read once for all who watch. Codes only, never a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Final

from django.db.models import Q

from motcua.counters.caps import cap_ground, cap_of
from motcua.counters.models import Announcement, Counter, CounterSession, Premises, Room, Ticket
from motcua.rulebook.work_calendar import localise

State: Final = Ticket.State
NEXT_SHOWN: Final = 8
_MINUTES_EACH: Final = 10  # of service, where nobody was served yet today


@dataclass(frozen=True, slots=True)
class Called:
    """A code at a counter. `call` differs for every call, a second one of the same code too."""

    code: str
    counter: int
    place: str
    state: str
    call: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoomCount:
    """Who is inside a room against its cap; both None where nothing limits it, `closed` says why it is closed."""

    id: int
    name: str
    inside: int
    cap: int | None
    free: int | None
    closed: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """An announcement that holds now."""

    id: int
    text: str
    spoken: bool


@dataclass(frozen=True, slots=True)
class TicketNow:
    """One ticket as its holder may know it. `before` and the estimate only while it waits."""

    state: str
    code: str
    before: int | None
    minutes: int | None
    plus_minus: int | None
    counter: int | None
    place: str
    call: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A unit's state at `at` (aware): calls newest first, codes in the queue's order, the day's tickets by token."""

    premises_id: int
    office_name: str
    office_path: str
    at: datetime
    now: tuple[Called, ...]
    next: tuple[str, ...]
    waiting: int
    rooms: tuple[RoomCount, ...]
    sentences: tuple[Sentence, ...]
    tickets: Mapping[str, TicketNow]


def premises_watched(kind: str, key: str) -> int | None:
    """Whose state a stream shows: `kind` bang (board key), cua (door key) or so (ticket token). None where unknown."""
    if not key or "\0" in key or len(key) > 40:
        return None
    if kind == "so":
        return Ticket.objects.filter(token=key, purged_at=None).values_list("premises_id", flat=True).first()
    column = {"bang": "board_key", "cua": "door_key"}.get(kind)
    if column is None:
        return None
    found = Premises.objects.filter(office__active=True, **{column: key})
    return found.values_list("pk", flat=True).first()


def ticket_of_another_day(token: str, at: datetime) -> TicketNow | None:
    """A ticket that is in no snapshot at `at` (aware), for its day is over: as it was left. None for today's."""
    ticket = Ticket.objects.filter(token=token).exclude(day=localise(at).date()).select_related("counter__room").first()
    return None if ticket is None else _ticket_now(ticket, None)


def snapshot_of(premises_id: int, at: datetime) -> Snapshot:
    """Read everything at `at` (aware); Premises.DoesNotExist where the unit is gone."""
    premises = Premises.objects.select_related("office").get(pk=premises_id)
    day = localise(at).date()
    tickets = _tickets_of(premises_id, day)
    waiting = [one for one in tickets if one.state == State.WAITING]
    called = sorted(
        (one for one in tickets if one.state in {State.CALLED, State.SERVING} and one.counter is not None),
        key=lambda one: (one.called_at or one.taken_at, one.pk),
        reverse=True,
    )
    pace = _pace(premises_id, tickets)
    places = {one.pk: _Place(index, *_minutes(index, pace)) for index, one in enumerate(waiting)}
    return Snapshot(
        premises_id=premises_id,
        office_name=premises.office.name,
        office_path=premises.office.path,
        at=at,
        now=tuple(_called(one) for one in called),
        next=tuple(one.code for one in waiting[:NEXT_SHOWN]),
        waiting=len(waiting),
        rooms=_rooms(premises, at),
        sentences=tuple(Sentence(one.pk, one.text, one.spoken) for one in announcements_at(premises_id, at)),
        tickets={one.token: _ticket_now(one, places.get(one.pk)) for one in tickets},
    )


def announcements_at(premises_id: int, at: datetime) -> list[Announcement]:
    """What the unit's boards announce at `at` (aware), oldest first."""
    holds = Q(shown_until=None) | Q(shown_until__gt=at)
    return list(Announcement.objects.filter(holds, premises=premises_id, shown_from__lte=at).order_by("id"))


@dataclass(frozen=True, slots=True)
class _Place:
    before: int
    minutes: int
    plus_minus: int


def _tickets_of(premises_id: int, day: date) -> list[Ticket]:
    """Today's, in the order in which they would be called."""
    found = Ticket.objects.filter(premises=premises_id, day=day).select_related("counter__room")
    return list(found.order_by("queued_at", "id"))


def _pace(premises_id: int, tickets: list[Ticket]) -> float:
    """Minutes from one call to the next."""
    served = [
        (one.ended_at - one.served_at).total_seconds() / 60
        for one in tickets
        if one.state == State.DONE and one.served_at is not None and one.ended_at is not None
    ][-20:]
    mean = sum(served) / len(served) if served else _MINUTES_EACH
    open_now = CounterSession.objects.filter(counter__premises=premises_id, closed_at=None).count()
    return mean / max(1, open_now)


def _minutes(before: int, pace: float) -> tuple[int, int]:
    minutes = ceil((before + 1) * pace)
    return minutes, max(1, ceil(minutes / 3))


def _called(ticket: Ticket) -> Called:
    assert ticket.counter is not None
    return Called(
        code=ticket.code,
        counter=ticket.counter.number,
        place=_where(ticket.counter),
        state=ticket.state,
        call=_call_of(ticket),
        at=ticket.called_at or ticket.taken_at,
    )


def _call_of(ticket: Ticket) -> str:
    return f"{ticket.pk}.{ticket.calls}"


def _where(counter: Counter) -> str:
    return " – ".join(part for part in (counter.name, counter.room.name) if part)


def _ticket_now(ticket: Ticket, place: _Place | None) -> TicketNow:
    counter = ticket.counter if ticket.state in {State.CALLED, State.SERVING} else None
    return TicketNow(
        state=ticket.state,
        code=ticket.code,
        before=place.before if place else None,
        minutes=place.minutes if place else None,
        plus_minus=place.plus_minus if place else None,
        counter=counter.number if counter else None,
        place=_where(counter) if counter else "",
        call=_call_of(ticket) if counter else "",
    )


def _rooms(premises: Premises, at: datetime) -> tuple[RoomCount, ...]:
    rooms = list(Room.objects.filter(premises=premises, active=True))
    if not rooms:
        return ()
    ground = cap_ground(premises.office, at)
    found = []
    for room in rooms:
        room.premises = premises
        cap = cap_of(room, at, ground)
        inside = room.inside_visitors + (room.inside_staff if cap.counts_officers else 0)
        free = None if cap.value is None else max(0, cap.value - inside)
        closed = (room.closed_why or "Tạm đóng") if room.closed_at is not None else ""
        found.append(RoomCount(room.pk, room.name, inside, cap.value, free, closed))
    return tuple(found)
