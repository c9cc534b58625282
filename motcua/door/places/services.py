"""Which counters serve this: asked by the queue, by booking and by the plan at the door, answered here alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.door.places.models import Counter
from motcua.door.queue.models import Ticket
from motcua.rulebook.vietnamese import sort_key

PICK_UP = Ticket.Purpose.PICK_UP.value


def fields_of(counter: Counter) -> frozenset[int]:
    """The fields (their keys) for which the counter takes dossiers in; empty is all of them."""
    return frozenset(field.pk for field in counter.fields.all())


def serves(counter: Counter, *, purpose: str, field_id: int | None) -> bool:
    """Whether the counter (its fields loaded) serves who comes for `purpose`; `field_id` None is not known yet.

    Results of every field are handed out where the counter hands out. Taking in and guidance go by the field.
    """
    if purpose == PICK_UP:
        return counter.picks_up
    if not counter.takes_in:
        return False
    fields = fields_of(counter)
    return not fields or field_id is None or field_id in fields


def may_serve(counter: Counter, ticket: Ticket) -> bool:
    """Whether the counter (its fields loaded) takes the ticket: the one it was sent to, else by purpose and field."""
    if ticket.only_counter_id is not None:
        return ticket.only_counter_id == counter.pk
    return serves(counter, purpose=ticket.purpose, field_id=ticket.field_id)


class OpenFor:
    """The keys of those of `counters` that serve a ticket, worked out once for all tickets of a kind."""

    def __init__(self, counters: Iterable[Counter]) -> None:
        self._counters = list(counters)
        self._known: dict[tuple[str, int | None, int | None], frozenset[int]] = {}

    def __call__(self, ticket: Ticket) -> frozenset[int]:
        kind = (ticket.purpose, ticket.field_id, ticket.only_counter_id)
        if kind not in self._known:
            self._known[kind] = frozenset(one.pk for one in self._counters if may_serve(one, ticket))
        return self._known[kind]


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where one goes for what, by the counters' numbers: for a field by its name, for every field, for results."""

    by_field: tuple[tuple[str, tuple[int, ...]], ...]
    every: tuple[int, ...]
    pick_up: tuple[int, ...]


def signpost(counters: Iterable[Counter]) -> Signpost:
    """The counters (their fields loaded) as they are shown to people; the fields in the order of the alphabet."""
    known = sorted(counters, key=lambda one: one.number)
    takes_in = [one for one in known if one.takes_in]
    names = {field.pk: field.name for one in takes_in for field in one.fields.all()}
    by_field = [
        (name, tuple(one.number for one in takes_in if key in fields_of(one)))
        for key, name in sorted(names.items(), key=lambda item: sort_key(item[1]))
    ]
    return Signpost(
        by_field=tuple(by_field),
        every=tuple(one.number for one in takes_in if not fields_of(one)),
        pick_up=tuple(one.number for one in known if one.picks_up),
    )
