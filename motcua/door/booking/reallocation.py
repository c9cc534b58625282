"""Find other times for many appointments at once: in their order, each as near as possible, no time twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from motcua.door.booking.availability import BookingUnit, Wish, bookable_days, times_taken, wish_of
from motcua.door.booking.models import Appointment
from motcua.rulebook.slots import Slot, Span, Taken
from motcua.rulebook.work_calendar import localise

NOTICE: Final = timedelta(hours=2)
"""A person who must come at another time than planned hears of it at least so long before."""

_Key = tuple[int | None, str, bool, timedelta]


@dataclass(slots=True)
class Reallocation:
    """Gives out a unit's free times. `shut`: nothing is given in these times, of the room `shut_room` or of all."""

    unit: BookingUnit
    at: datetime
    shut: Span | None = None
    shut_room: int | None = None
    taken: dict[date, list[Taken]] = field(default_factory=dict)
    _full: set[tuple[date, _Key]] = field(default_factory=set)

    @classmethod
    def of(
        cls, unit: BookingUnit, at: datetime, *, shut: Span | None = None, shut_room: int | None = None
    ) -> Reallocation:
        """Begin with what is taken already; one query."""
        days = bookable_days(unit.premises, at)
        return cls(unit, at, shut, shut_room, times_taken(unit.premises.pk, days[0], days[-1]))

    def release(self, rows: Sequence[Appointment]) -> None:
        """Release these times: they may be given again."""
        gone = {(row.counter_id, row.during.lower) for row in rows}
        for day, held in self.taken.items():
            self.taken[day] = [held_row for held_row in held if (held_row.desk, held_row.starts) not in gone]
        self._full.clear()

    def hold(self, slot: Slot) -> None:
        """Hold this time: nobody else is given it."""
        held = Taken(slot.desk, slot.room, slot.starts, slot.ends)
        self.taken.setdefault(localise(slot.starts).date(), []).append(held)

    def next_for(self, row: Appointment) -> Slot | None:
        """The free time nearest to the appointment's own: the first from then on, else the last before it."""
        length = row.during.upper - row.during.lower
        wish = wish_of(row)
        own = row.during.lower
        later = next(self._from(wish, length, max(own, self.at + NOTICE)), None)
        if later is not None or own <= self.at + NOTICE:
            return later
        earlier = [slot for slot in self._from(wish, length, self.at + NOTICE) if slot.starts < own]
        return earlier[-1] if earlier else None

    def same_time_in_room(self, row: Appointment) -> Slot | None:
        """Another counter of the same room that can take the person at the very same time."""
        day = localise(row.during.lower).date()
        slots = self._day(day, wish_of(row), row.during.upper - row.during.lower, row.during.lower)
        room = row.counter.room_id
        return next((slot for slot in slots if slot.starts == row.during.lower and slot.room == room), None)

    def _from(self, wish: Wish, length: timedelta, since: datetime) -> Iterator[Slot]:
        for day in bookable_days(self.unit.premises, self.at):
            if day >= localise(since).date():
                yield from self._day(day, wish, length, since)

    def _day(self, day: date, wish: Wish, length: timedelta, since: datetime) -> list[Slot]:
        key = (day, (wish.procedure.pk if wish.procedure else None, wish.purpose, wish.uses_neither, length))
        if key in self._full:
            return []
        earliest = self.at + NOTICE
        taken = self.taken.get(day, [])
        _, slots = self.unit.free(day, wish, taken=taken, after=min(since, earliest), length=length)
        found = [slot for slot in slots if not self._is_shut(slot)]
        if not found:  # nothing all day long: not asked again for the next person
            self._full.add(key)
        return [slot for slot in found if slot.starts >= since]

    def _is_shut(self, slot: Slot) -> bool:
        if self.shut is None or (self.shut_room is not None and slot.room != self.shut_room):
            return False
        return slot.starts < self.shut[1] and self.shut[0] < slot.ends
