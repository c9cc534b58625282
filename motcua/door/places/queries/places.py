"""Which units' places a person may see or run, and what stands in one of them: rooms, counters, people, caps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Prefetch, QuerySet

from motcua.door.permissions import OVERSEES_PLACES, reach_of
from motcua.door.places.capacity import Cap, RoomLimit, cap_context_of, cap_of, counts_towards_unit
from motcua.door.places.models import Counter, CounterSession, Premises, Room
from motcua.people.models import Office, OfficeKind, Staff

RECEIVES_PEOPLE: Final = (OfficeKind.PROVINCIAL_CENTRE, OfficeKind.DISTRICT_UNIT, OfficeKind.COMMUNE_UNIT)


def premises_of(office: Office) -> Premises | None:
    """The unit's place, its office loaded; None where none was set up."""
    return Premises.objects.select_related("office").filter(office=office).first()


def premises_by_door(key: str) -> Premises | None:
    """The place whose door shows a QR with this key."""
    return _by("door_key", key)


def premises_by_board(key: str) -> Premises | None:
    """The place whose screens open with this key."""
    return _by("board_key", key)


def premises_at(code: str) -> Premises | None:
    """The place of the working unit with this code."""
    return _by("office__code", code)


def _by(column: str, value: str) -> Premises | None:
    if not value or "\0" in value or len(value) > 40:
        return None
    return Premises.objects.select_related("office").filter(office__active=True, **{column: value}).first()


def counter_numbers_of(office: Office) -> list[tuple[int, str]]:
    """Number and name of the counters in use at the unit, in order; [] where it has no place set up. One query."""
    found = Counter.objects.filter(premises__office=office, active=True, room__active=True)
    return list(found.order_by("number").values_list("number", "name"))


def premises_with_role(staff: Staff, roles: Iterable[str], at: datetime) -> list[Premises]:
    """Places of the units where the person holds one of `roles` at `at` (aware), delegated ones too, in tree order.

    Roles that oversee, and the health officer's, reach the units below the office at which they are held.
    """
    where = reach_of(staff, roles, at, column="office__path")
    if where is None:
        return []
    found = Premises.objects.select_related("office").filter(where, office__active=True)
    return list(found.order_by("office__path"))


def places_visible_to(staff: Staff, at: datetime) -> QuerySet[Premises]:
    """Places the person may look at: that of the own unit, or those below an office that the person oversees."""
    where = reach_of(staff, OVERSEES_PLACES, at, column="office__path")
    found = Premises.objects.select_related("office")
    return found.none() if where is None else found.filter(where, office__active=True).order_by("office__path")


def units_visible_to(staff: Staff, at: datetime) -> QuerySet[Office]:
    """Units that receive people and that the person heads or oversees, with or without a place set up."""
    where = reach_of(staff, OVERSEES_PLACES, at)
    found = Office.objects.filter(kind__in=RECEIVES_PEOPLE, active=True)
    return found.none() if where is None else found.filter(where).select_related("premises").order_by("path")


@dataclass(frozen=True, slots=True)
class CounterStatus:
    """A counter with the names of its fields (none is all of them) and who sits at it."""

    counter: Counter
    fields: tuple[str, ...]
    session: CounterSession | None

    @property
    def officer(self) -> str:
        """The name of who sits there, "" where nobody does."""
        return self.session.staff.full_name if self.session else ""


@dataclass(frozen=True, slots=True)
class RoomStatus:
    """A room with its cap, the people counted against it, and its counters."""

    room: Room
    cap: Cap
    inside: int
    counters: tuple[CounterStatus, ...]

    @property
    def free(self) -> int | None:
        """How many more may enter; never below 0, None where nothing limits the room."""
        return None if self.cap.value is None else max(0, self.cap.value - self.inside)

    @property
    def over(self) -> int:
        """How many more are inside than may be: nobody is thrown out, nobody enters."""
        return 0 if self.cap.value is None else max(0, self.inside - self.cap.value)

    @property
    def enters_again_at(self) -> int | None:
        """The number of people inside at which one may enter again, where now nobody may."""
        if self.cap.value is None or self.inside < self.cap.value or self.cap.value == 0:
            return None
        return self.cap.value - 1


@dataclass(frozen=True, slots=True)
class PlaceStatus:
    """One unit's place as it stands; `inside` is the whole unit's count where a limit of the unit holds."""

    premises: Premises
    rooms: tuple[RoomStatus, ...]
    unused_rooms: tuple[Room, ...]
    unused_counters: tuple[Counter, ...]

    @property
    def inside(self) -> int:
        return sum(status.inside for status in self.rooms if counts_towards_unit(status.room))

    @property
    def unit_limit(self) -> RoomLimit | None:
        """The limit of the whole unit, which its rooms' caps all carry; None without one, or without rooms."""
        return self.rooms[0].cap.unit_limit if self.rooms else None

    @property
    def counters(self) -> tuple[CounterStatus, ...]:
        """All counters in use, by number."""
        return tuple(sorted((c for status in self.rooms for c in status.counters), key=lambda c: c.counter.number))


def place_status(premises: Premises, at: datetime) -> PlaceStatus:
    """All of one place at `at` (aware); the same few queries whatever its size."""
    ground = cap_context_of(premises.office, at)
    rooms = list(Room.objects.filter(premises=premises))
    sessions = CounterSession.objects.filter(closed_at=None).select_related("staff")
    counters = list(
        Counter.objects.filter(premises=premises).prefetch_related(
            "fields", Prefetch("sessions", queryset=sessions, to_attr="open_sessions")
        )
    )
    found = []
    for room in rooms:
        if not room.active:
            continue
        room.premises = premises
        cap = cap_of(room, at, ground)
        here = tuple(_counter_now(counter) for counter in counters if counter.room_id == room.pk and counter.active)
        found.append(RoomStatus(room, cap, cap.counted(room), here))
    return PlaceStatus(
        premises,
        tuple(found),
        tuple(room for room in rooms if not room.active),
        tuple(counter for counter in counters if not counter.active),
    )


def _counter_now(counter: Counter) -> CounterStatus:
    sessions: list[CounterSession] = getattr(counter, "open_sessions", [])
    return CounterStatus(
        counter, tuple(field.name for field in counter.fields.all()), sessions[0] if sessions else None
    )
