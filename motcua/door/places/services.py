"""Which counters serve which purpose and field, for the queue, for booking and for the signs at the door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from motcua.door.places.models import Counter
from motcua.rulebook.vietnamese import sort_key

PICK_UP: Final = "pick_up"  # as in Appointment.Purpose and Ticket.Purpose


def counter_fields(counter: Counter) -> frozenset[int]:
    """The fields (their keys) for which the counter takes dossiers in; empty is all of them."""
    return frozenset(field.pk for field in counter.fields.all())


def counter_serves(counter: Counter, *, purpose: str, field_id: int | None) -> bool:
    """Whether the counter (its fields loaded) serves who comes for `purpose`; `field_id` None is not known yet.

    Results of every field are handed out where the counter hands out. Taking in and guidance go by the field.
    """
    if purpose == PICK_UP:
        return counter.picks_up
    if not counter.takes_in:
        return False
    fields = counter_fields(counter)
    return not fields or field_id is None or field_id in fields


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where one goes for what, by the counters' numbers: for a field by its name, for every field, for results."""

    by_field: tuple[tuple[str, tuple[int, ...]], ...]
    every: tuple[int, ...]
    pick_up: tuple[int, ...]


def signpost(counters: Iterable[Counter]) -> Signpost:
    """The counters (their fields loaded) as they are shown to people; the fields in the order of the alphabet."""
    known = sorted(counters, key=lambda counter: counter.number)
    takes_in = [counter for counter in known if counter.takes_in]
    names = {field.pk: field.name for counter in takes_in for field in counter.fields.all()}
    by_field = [
        (name, tuple(counter.number for counter in takes_in if key in counter_fields(counter)))
        for key, name in sorted(names.items(), key=lambda item: sort_key(item[1]))
    ]
    return Signpost(
        by_field=tuple(by_field),
        every=tuple(counter.number for counter in takes_in if not counter_fields(counter)),
        pick_up=tuple(counter.number for counter in known if counter.picks_up),
    )
