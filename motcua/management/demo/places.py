"""Rooms and counters of a demo's units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from motcua.catalog.models import Field
from motcua.door.models import Counter, Premises, Room
from motcua.management.demo.story import Place
from motcua.people.models import Office

RESULTS: Final = "Trả kết quả"
"""A counter of this name hands results out and takes nothing in."""


def load_places(places: Sequence[Place]) -> int:
    """Add the premises that are missing, with their rooms and counters; returns how many units got theirs."""
    offices = {office.code: office for office in Office.objects.filter(code__in=[place.office for place in places])}
    fields = {field.name: field for field in Field.objects.all()}
    made = 0
    for place in places:
        premises, new = Premises.objects.get_or_create(office=offices[place.office])
        if not new:
            continue
        made += 1
        rooms = [
            Room.objects.create(premises=premises, position=position, **row)
            for position, row in enumerate(place.rooms, start=1)
        ]
        # Along the upper wall, as far apart as the room allows.
        step = min(30, (rooms[0].width - 4) // len(place.counters))
        for number, name, names in place.counters:
            counter = Counter.objects.create(
                premises=premises,
                room=rooms[0],
                number=number,
                name=name,
                takes_in=name != RESULTS,
                x=4 + step * (number - 1),
                y=5,
            )
            counter.fields.set(fields[name] for name in names if name in fields)
    return made
