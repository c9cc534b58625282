"""Which counters serve what: the same answer for the queue, for booking and at the door."""

from __future__ import annotations

import pytest

from motcua.catalog.models import Field
from motcua.door.booking.availability import Wish, read_booking_unit
from motcua.door.models import Counter
from motcua.door.places.services import counter_serves, signpost
from motcua.door.queue.actions.calls import call_next
from motcua.door.queue.queries.queue import counters_in_use, queue_of
from motcua.refusals import NotAllowed
from tests.door.gate_scene import Door
from tests.door.queue_scene import later, sit, take


@pytest.fixture
def results_apart(door: Door) -> Door:
    """Counter 1 takes in one field, counter 2 all of them; counter 3 hands out results and nothing else."""
    Counter.objects.filter(pk=door.counters[0].pk).update(picks_up=False)
    Counter.objects.filter(pk=door.counters[2].pk).update(takes_in=False)
    door.counters[0].fields.set([door.world.procedure.field])
    return door


def test_who_hands_in_or_asks_is_not_sent_to_the_results(results_apart: Door) -> None:
    counters = list(counters_in_use(results_apart.premises.pk))
    field, other = results_apart.world.procedure.field_id, Field.objects.create(code="DD", name="Đất đai").pk

    def numbers(purpose: str, field_id: int | None) -> list[int]:
        return [counter.number for counter in counters if counter_serves(counter, purpose=purpose, field_id=field_id)]

    for purpose in ("hand_in", "ask"):
        assert numbers(purpose, field) == [1, 2]
        assert numbers(purpose, other) == [2]
        assert numbers(purpose, None) == [1, 2]
    assert numbers("pick_up", field) == numbers("pick_up", other) == numbers("pick_up", None) == [2, 3]


def test_the_results_counter_calls_results_alone(results_apart: Door) -> None:
    counter, officer = sit(results_apart, 2)
    take(results_apart)
    assert call_next(counter_id=counter, by=officer, at=later(1)) is None
    fetching = take(results_apart, purpose="pick_up", procedure=None)
    handing, mine = queue_of(results_apart.premises.pk, later(1)).waiting
    assert (handing.open_at, handing.estimate) == ((), None)
    assert (mine.ticket, mine.open_at, mine.before) == (fetching, (3,), 0)
    assert call_next(counter_id=counter, by=officer, at=later(1)) == fetching


def test_no_number_where_nobody_takes_in(results_apart: Door) -> None:
    Counter.objects.update(takes_in=False)
    for purpose in ("hand_in", "ask"):
        with pytest.raises(NotAllowed, match="chưa có quầy"):
            take(results_apart, purpose=purpose)


def test_booking_asks_the_same(results_apart: Door) -> None:
    unit, procedure = read_booking_unit(results_apart.premises), results_apart.world.procedure
    assert [counter.number for counter in unit.bookable(Wish(procedure, "hand_in"))] == [1, 2]
    assert [counter.number for counter in unit.bookable(Wish(procedure, "pick_up"))] == [2, 3]


def test_the_signpost_names_each_counter_for_what_it_does(results_apart: Door) -> None:
    field = results_apart.world.procedure.field
    results_apart.counters[2].fields.set([field])
    shown = signpost(counters_in_use(results_apart.premises.pk))
    assert (shown.by_field, shown.every, shown.pick_up) == (((field.name, (1,)),), (2,), (2, 3))
