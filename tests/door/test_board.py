"""What screens, phones and gates are shown: codes, calls, counts and sentences, never a name."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest

from motcua.door.boards.queries.snapshot import ended_ticket, premises_watched, snapshot_of
from motcua.door.models import Announcement, CounterSession, Ticket
from motcua.door.queue.actions.calls import call_again, call_next, finish_serving, start_serving
from motcua.people.models import Role
from tests.door.gate_scene import Door, person
from tests.dossiers.world import MONDAY


def take(door: Door, number: int, **fields: Any) -> Ticket:
    """A ticket of that number, taken `number` minutes after the start of the day."""
    at = MONDAY + timedelta(minutes=number)
    known: dict[str, Any] = {"series": "A", "source": "kiosk", "name": "Vàng Thị Mỷ", "phone": "0912345678"}
    return Ticket.objects.create(
        premises=door.premises, day=MONDAY.date(), number=number, taken_at=at, queued_at=at, **{**known, **fields}
    )


@pytest.fixture
def officer(door: Door) -> Any:
    """Somebody who sits at counter 1."""
    staff = person("officer", Role.RECEIVING_OFFICER, door.office)
    CounterSession.objects.create(counter=door.counters[0], staff=staff, opened_at=MONDAY)
    return staff


def test_a_call_moves_a_code_from_the_next_to_the_called(door: Door, officer: Any) -> None:
    first, second = take(door, 1), take(door, 2)
    before = snapshot_of(door.premises.pk, MONDAY + timedelta(minutes=5))
    assert (before.now, before.next, before.waiting) == ((), ("A001", "A002"), 2)
    assert [before.tickets[ticket.token].before for ticket in (first, second)] == [0, 1]
    assert before.tickets[second.token].minutes is not None
    call_next(counter_id=door.counters[0].pk, by=officer, at=MONDAY + timedelta(minutes=6))
    after = snapshot_of(door.premises.pk, MONDAY + timedelta(minutes=6))
    assert [(called.code, called.counter, called.state) for called in after.now] == [("A001", 1, "called")]
    assert (after.next, after.waiting) == (("A002",), 1)
    mine = after.tickets[first.token]
    assert (mine.state, mine.counter, mine.place, mine.before) == ("called", 1, "Phòng một cửa", None)


def test_calling_the_same_code_again_is_another_call(door: Door, officer: Any) -> None:
    ticket = take(door, 1)
    call_next(counter_id=door.counters[0].pk, by=officer, at=MONDAY)
    once = snapshot_of(door.premises.pk, MONDAY)
    call_again(ticket_id=ticket.pk, by=officer, at=MONDAY)
    twice = snapshot_of(door.premises.pk, MONDAY)
    assert twice.now[0].code == once.now[0].code
    assert twice.now[0].call > once.now[0].call
    assert twice.tickets[ticket.token].call == twice.now[0].call


def test_who_watches_a_ticket_is_told_its_end_and_who_comes_later_too(door: Door, officer: Any) -> None:
    ticket = take(door, 1)
    at = MONDAY + timedelta(minutes=2)
    call_next(counter_id=door.counters[0].pk, by=officer, at=at)
    start_serving(ticket_id=ticket.pk, by=officer, at=at)
    assert ended_ticket(ticket.token, at) is None
    finish_serving(ticket_id=ticket.pk, by=officer, at=at)
    assert snapshot_of(door.premises.pk, at).tickets[ticket.token].state == "done"
    later = at + timedelta(hours=1)
    assert ticket.token not in snapshot_of(door.premises.pk, later).tickets
    ended = ended_ticket(ticket.token, later)
    assert ended is not None and ended.state == "done"


def test_a_ticket_of_yesterday_waits_no_more(door: Door) -> None:
    ticket = take(door, 1)
    tomorrow = MONDAY + timedelta(days=1)
    assert snapshot_of(door.premises.pk, tomorrow).tickets == {}
    assert ended_ticket(ticket.token, tomorrow) is not None


def test_nothing_personal_is_in_what_is_shown(door: Door, officer: Any) -> None:
    take(door, 1)
    take(door, 2)
    call_next(counter_id=door.counters[0].pk, by=officer, at=MONDAY)
    snapshot = snapshot_of(door.premises.pk, MONDAY)
    shown = str(
        [asdict(ticket) for ticket in (*snapshot.now, *snapshot.rooms, *snapshot.sentences, *snapshot.tickets.values())]
    )
    assert "Mỷ" not in shown and "0912345678" not in shown


def test_rooms_count_against_their_cap(door: Door) -> None:
    door.room.own_cap = 20
    door.room.inside_visitors = 12
    door.room.save()
    room = next(seen for seen in snapshot_of(door.premises.pk, MONDAY).rooms if seen.id == door.room.pk)
    assert (room.inside, room.cap, room.free, room.closed) == (12, 20, 8, "")


def test_a_sentence_shows_only_while_it_holds(door: Door) -> None:
    Announcement.objects.create(
        premises=door.premises,
        text="Nghỉ trưa",
        shown_from=MONDAY,
        shown_until=MONDAY + timedelta(hours=1),
        by=door.head,
    )
    shown = [
        len(snapshot_of(door.premises.pk, MONDAY + timedelta(minutes=minutes)).sentences) for minutes in (-1, 0, 59, 60)
    ]
    assert shown == [0, 1, 1, 0]


def test_a_stream_is_found_by_its_own_kind_of_key_alone(door: Door) -> None:
    ticket = take(door, 1)
    keys = {"bang": door.premises.board_key, "cua": door.premises.door_key, "so": ticket.token}
    for kind in keys:
        found = {name: premises_watched(kind, key) for name, key in keys.items()}
        assert found == {name: door.premises.pk if name == kind else None for name in keys}
    assert premises_watched("bang", "") is None
    assert premises_watched("bang", "x\0") is None
    assert premises_watched("khac", keys["bang"]) is None


def test_the_reading_does_not_grow_with_the_queue(door: Door, officer: Any, django_assert_num_queries: Any) -> None:
    take(door, 1)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    snapshot_of(door.premises.pk, MONDAY)
    with CaptureQueriesContext(connection) as few:
        snapshot_of(door.premises.pk, MONDAY)
    for number in range(2, 30):
        take(door, number)
    with django_assert_num_queries(len(few)):
        snapshot_of(door.premises.pk, MONDAY)
