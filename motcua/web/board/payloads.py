"""Messages of a unit's streams, the same for the live server and for pages that poll."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from motcua.assistance.queries.contact_points import contacts_of
from motcua.clock.queries import now
from motcua.directives.queries import today_notice
from motcua.door.boards.queries.snapshot import RoomOccupancy, TicketStatus, UnitSnapshot, ended_ticket, snapshot_of
from motcua.rulebook.vietnamese import say_time
from motcua.rulebook.work_calendar import localise
from motcua.web.board.speech import say_call

CONTACTS_SHOWN: Final = 2
KINDS: Final = frozenset({"bang", "so", "cua"})
"""Boards, tickets, gates: the second part of a stream's address."""


@dataclass(frozen=True, slots=True)
class UnitState:
    """All messages of one unit at one moment: `tickets` by token, those in line and just ended."""

    at: datetime
    board: dict[str, Any]
    gate: dict[str, Any]
    tickets: dict[str, dict[str, Any]]

    def of(self, kind: str, key: str) -> dict[str, Any] | None:
        """The message for one stream; None for a ticket that ended before."""
        if kind == "so":
            return self.tickets.get(key)
        return self.board if kind == "bang" else self.gate


def unit_state(premises_id: int, at: datetime | None = None) -> UnitState:
    """Read one unit's state at `at` (aware), or now for the live server, which has no request."""
    moment = at or now()
    snapshot = snapshot_of(premises_id, moment)
    return UnitState(
        at=moment,
        board=_board(snapshot),
        gate={"rooms": [_room(room) for room in snapshot.rooms]},
        tickets={token: ticket_message(ticket) for token, ticket in snapshot.tickets.items()},
    )


def ended_message(token: str, at: datetime) -> dict[str, Any] | None:
    """The message of a ticket that has ended at `at` (aware); None for one that waits or is called."""
    ticket = ended_ticket(token, at)
    return None if ticket is None else ticket_message(ticket)


def ticket_message(ticket: TicketStatus) -> dict[str, Any]:
    """state, code, before, minutes, plus_minus, counter, place, call; `say` only while it is called."""
    said = say_call(ticket.code, ticket.counter) if ticket.state == "called" and ticket.counter is not None else ""
    return {**asdict(ticket), "say": said}


def milliseconds(at: datetime) -> int:
    """A moment as milliseconds since 1970, as browsers count."""
    return int(at.timestamp() * 1000)


def _board(snapshot: UnitSnapshot) -> dict[str, Any]:
    return {
        "now": [
            {
                "code": call.code,
                "counter": call.counter,
                "place": call.place,
                "state": call.state,
                "call": call.call,
                "since": say_time(localise(call.at).time()),
                "say": say_call(call.code, call.counter),
            }
            for call in snapshot.now
        ],
        "next": list(snapshot.next),
        "waiting": snapshot.waiting,
        "rooms": [_room(room) for room in snapshot.rooms],
        "announcements": [asdict(sentence) for sentence in snapshot.sentences],
        "notice": today_notice(snapshot.office.path, snapshot.at),
        "contacts": _contacts(snapshot),
    }


def _contacts(snapshot: UnitSnapshot) -> list[dict[str, str]]:
    """The published contact people of the unit."""
    return [
        {"name": contact.name, "phone": contact.phone, "field": contact.field.name if contact.field else ""}
        for contact in contacts_of(snapshot.office, localise(snapshot.at).date())[:CONTACTS_SHOWN]
    ]


def _room(one: RoomOccupancy) -> dict[str, Any]:
    count = str(one.inside) if one.cap is None else f"{one.inside}/{one.cap}"
    return {**asdict(one), "count": count}
