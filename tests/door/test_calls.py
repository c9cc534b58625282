"""Calling: in order and explained, one at a time, never the same ticket twice, only from one's own counter."""

from __future__ import annotations

import itertools
from collections import Counter as Tally
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.catalog.models import Field
from motcua.door.models import Ticket, TicketCall
from motcua.door.queue.actions.calls import (
    call_absent,
    call_again,
    call_next,
    finish_serving,
    skip_ticket,
    start_serving,
    transfer_ticket,
)
from motcua.door.queue.actions.counter_sessions import close_counter
from motcua.journal.models import Event
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook.queue_order import MOST_SKIPS
from tests.door.gate_scene import Door, make_door, person
from tests.door.queue_scene import later, sit, take, waiting_codes
from tests.faults.conftest import own_files  # noqa: F401


def test_a_ticket_is_called_served_and_finished_and_each_is_written(door: Door) -> None:
    counter, officer = sit(door)
    take(door)
    old = take(door, groups=["elderly"], at=later(1))
    called = call_next(counter_id=counter, by=officer, at=later(2))
    assert called == old and called.state == "called" and called.calls == 1
    assert TicketCall.objects.get().why == "Người cao tuổi, lấy số lúc 9 giờ 01"
    start_serving(ticket_id=old.pk, by=officer, at=later(3))
    done = finish_serving(ticket_id=old.pk, by=officer, at=later(13))
    assert (done.state, done.served_at, done.ended_at) == ("done", later(3), later(13))
    names = list(Event.objects.filter(subject=f"ticket:{old.pk}").order_by("id").values_list("name", flat=True))
    assert names == ["ticket.taken", "ticket.called", "ticket.served", "ticket.finished"]


def test_pressed_twice_the_second_is_told(door: Door) -> None:
    counter, officer = sit(door)
    first, second = take(door), take(door)
    call_next(counter_id=counter, by=officer, at=later(1))
    with pytest.raises(AlreadyDone, match=first.code):
        call_next(counter_id=counter, by=officer, at=later(1))
    finish_serving(ticket_id=first.pk, by=officer, at=later(2))
    for act in (finish_serving, skip_ticket, call_again, start_serving):
        with pytest.raises(AlreadyDone):
            act(ticket_id=first.pk, by=officer, at=later(2))
    assert call_next(counter_id=counter, by=officer, at=later(3)) == second
    finish_serving(ticket_id=second.pk, by=officer, at=later(4))
    assert call_next(counter_id=counter, by=officer, at=later(5)) is None


def test_only_who_sits_there_calls_there(door: Door) -> None:
    counter, officer = sit(door)
    ticket = take(door)
    stranger = person("nobody", "receiving_officer", door.office)
    with pytest.raises(NotAllowed):
        call_next(counter_id=counter, by=stranger, at=later(1))
    with pytest.raises(NotAllowed):
        call_next(counter_id=door.counters[1].pk, by=officer, at=later(1))
    with pytest.raises(NotAllowed):
        call_next(counter_id=0, by=officer, at=later(1))
    call_next(counter_id=counter, by=officer, at=later(1))
    for act in (finish_serving, skip_ticket, call_again, start_serving):
        with pytest.raises(NotAllowed):
            act(ticket_id=ticket.pk, by=stranger, at=later(2))
    finish_serving(ticket_id=ticket.pk, by=officer, at=later(2))
    close_counter(counter_id=counter, by=officer, at=later(3))
    with pytest.raises(NotAllowed):
        call_next(counter_id=counter, by=officer, at=later(4))


def test_the_absent_goes_behind_the_next_three(door: Door) -> None:
    counter, officer = sit(door)
    tickets = [take(door, at=later(n)) for n in range(5)]
    call_next(counter_id=counter, by=officer, at=later(6))
    skip_ticket(ticket_id=tickets[0].pk, by=officer, at=later(7))
    assert waiting_codes(door, later(7)) == ["A002", "A003", "A004", "A001", "A005"]
    order = []
    for minute in range(8, 13):
        called = call_next(counter_id=counter, by=officer, at=later(minute))
        assert called is not None
        order.append(called.code)
        finish_serving(ticket_id=called.pk, by=officer, at=later(minute))
    assert order == ["A002", "A003", "A004", "A001", "A005"]


def test_after_too_many_absences_it_ends_but_who_comes_is_called(door: Door) -> None:
    counter, officer = sit(door)
    ticket, never_missed = take(door), take(door, at=later(90), purpose="ask")
    for minute in range(MOST_SKIPS + 1):
        if minute:
            call_absent(ticket_id=ticket.pk, counter_id=counter, by=officer, at=later(minute))
        else:
            call_next(counter_id=counter, by=officer, at=later(minute))
        gone = skip_ticket(ticket_id=ticket.pk, by=officer, at=later(minute))
    assert (gone.state, gone.counter) == ("skipped", None) and gone.ended_at is not None
    with pytest.raises(NotAllowed, match="ngoài lượt"):
        call_absent(ticket_id=never_missed.pk, counter_id=counter, by=officer, at=later(9))
    back = call_absent(ticket_id=ticket.pk, counter_id=counter, by=officer, at=later(9))
    assert (back.state, back.ended_at, back.calls) == ("called", None, MOST_SKIPS + 2)
    assert TicketCall.objects.filter(ticket=ticket).count() == back.calls
    assert TicketCall.objects.latest("id").why == "Đã gọi trước đó, nay có mặt"


def test_a_repetition_is_no_new_call(door: Door) -> None:
    counter, officer = sit(door)
    ticket = take(door)
    call_next(counter_id=counter, by=officer, at=later(1))
    assert call_again(ticket_id=ticket.pk, by=officer, at=later(2)).calls == 1
    assert list(TicketCall.objects.order_by("id").values_list("again", flat=True)) == [False, True]


def test_a_transfer_keeps_the_time_and_goes_to_its_counter_alone(door: Door) -> None:
    first, officer = sit(door)
    second, colleague = sit(door, 1)
    ticket = take(door)
    call_next(counter_id=first, by=officer, at=later(1))
    start_serving(ticket_id=ticket.pk, by=officer, at=later(1))
    with pytest.raises(InvalidInput):
        transfer_ticket(ticket_id=ticket.pk, to_counter_id=first, by=officer, at=later(2))
    with pytest.raises(InvalidInput):
        transfer_ticket(ticket_id=ticket.pk, by=officer, at=later(2))
    moved = transfer_ticket(ticket_id=ticket.pk, to_counter_id=second, by=officer, at=later(2))
    assert (moved.state, moved.queued_at, moved.served_at) == ("waiting", ticket.queued_at, None)
    newer = take(door, at=later(3))
    assert call_next(counter_id=first, by=officer, at=later(4)) == newer
    assert call_next(counter_id=second, by=colleague, at=later(4)) == ticket


def test_a_transfer_to_a_field_finds_the_counters_of_the_field(door: Door) -> None:
    land = Field.objects.create(code="DD", name="Đất đai")
    civil = door.world.procedure.field
    for counter, field in zip(door.counters, (civil, land, civil), strict=True):
        counter.fields.set([field])
    first, officer = sit(door)
    second, colleague = sit(door, 1)
    ticket = take(door)
    assert call_next(counter_id=second, by=colleague, at=later(1)) is None, "civil status is not served there"
    call_next(counter_id=first, by=officer, at=later(1))
    transfer_ticket(ticket_id=ticket.pk, field=land, by=officer, at=later(2))
    assert call_next(counter_id=first, by=officer, at=later(3)) is None
    moved = call_next(counter_id=second, by=colleague, at=later(3))
    assert moved == ticket and moved.procedure is None and moved.field == land


def test_the_database_holds_one_ticket_at_a_counter(door: Door) -> None:
    counter, officer = sit(door)
    take(door)
    other = take(door)
    call_next(counter_id=counter, by=officer, at=later(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=other.pk).update(state="called", counter_id=counter)


@pytest.mark.django_db(transaction=True)
def test_three_officers_who_press_at_once_never_get_the_same(own_files: None) -> None:  # noqa: F811
    """Eight rounds, a barrier before each press: every ticket is called once, and in the declared order."""
    door = make_door()
    desks = [sit(door, number) for number in range(3)]
    tickets = [take(door, at=later(n / 10), groups=["elderly"] if n % 3 == 0 else []) for n in range(24)]
    start, called = Barrier(3), []

    def press(desk: tuple[int, object]) -> None:
        counter, officer = desk
        for _ in range(8):
            start.wait(timeout=30)
            ticket = call_next(counter_id=counter, by=officer, at=later(10))  # type: ignore[arg-type]
            assert ticket is not None
            called.append(ticket.pk)
            finish_serving(ticket_id=ticket.pk, by=officer, at=later(10))  # type: ignore[arg-type]
        connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(press, desks))
    assert Tally(called) == Tally(ticket.pk for ticket in tickets)
    by_call = list(TicketCall.objects.order_by("id").values_list("ticket__groups", flat=True))
    assert by_call == [["elderly"]] * 8 + [[]] * 16


@pytest.mark.django_db(transaction=True)
def test_one_officer_in_two_tabs_calls_one(own_files: None) -> None:  # noqa: F811
    door = make_door()
    counter, officer = sit(door)
    for _ in range(4):
        take(door)
    start = Barrier(4)

    def press(_: int) -> str:
        start.wait(timeout=30)
        try:
            found = call_next(counter_id=counter, by=officer, at=later(1))
        except AlreadyDone:
            return ""
        finally:
            connection.close()
        return found.code if found else "none"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(press, range(4)))
    assert answers == ["", "", "", "A001"]


@pytest.mark.django_db(transaction=True)
def test_taps_at_once_are_one_ticket_and_numbers_are_gapless(own_files: None) -> None:  # noqa: F811
    door = make_door()
    start = Barrier(6)

    def tap(number: int) -> int:
        start.wait(timeout=30)
        try:
            return take(door, key=f"key-{number % 3}").number
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        numbers = sorted(pool.map(tap, range(6)))
    assert numbers == list(itertools.chain.from_iterable((n, n) for n in (1, 2, 3)))
    assert Ticket.objects.count() == 3
