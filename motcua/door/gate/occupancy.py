"""The occupancy of a unit's rooms: people inside, places held by doors, places left; read under the unit's lock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.directives.queries import PolicyContext
from motcua.door.gate.door_shares import open_places, share_held_at
from motcua.door.gate.models import GateDevice
from motcua.door.places.capacity import Cap, RoomLimit, cap_context_of, cap_of, counts_towards_unit
from motcua.door.places.models import Premises, Room


@dataclass(frozen=True, slots=True)
class Occupancy:
    """One room now. `inside` counts towards the cap; `held` are places of doors; `open_now` is None without a cap.

    `tight` is the limit that leaves the least, for the words of a refusal.
    """

    room: Room
    cap: Cap
    inside: int
    held: int
    open_now: int | None
    open_in_room: int | None  # by the room's own limit alone
    unit_tight: bool

    @property
    def tight_limit(self) -> RoomLimit | None:
        """The limit that leaves the fewest places: the unit's, or the room's strictest; None where none holds."""
        return self.cap.unit_limit if self.unit_tight else self.cap.strictest

    @property
    def cap_words(self) -> str:
        """The limit that holds, in words with its clause; "" where none does."""
        limit = self.tight_limit
        return limit.words if limit is not None else ""

    @property
    def because(self) -> list[dict[str, str]]:
        """The clauses behind that limit, for the record."""
        limit = self.tight_limit
        return [dict(reason) for reason in limit.because] if limit is not None else []


def occupancies(
    premises: Premises,
    rooms: Iterable[Room],
    devices: Iterable[GateDevice],
    at: datetime,
    policy_context: PolicyContext | None = None,
) -> dict[int, Occupancy]:
    """Every room by its key, at `at` (aware). Waiting places outdoors do not count towards the whole unit's limit."""
    rooms = list(rooms)
    known = cap_context_of(premises.office, at, policy_context)
    held: dict[int, int] = {room.pk: 0 for room in rooms}
    for device in devices:
        if device.room_id in held:
            held[device.room_id] += share_held_at(device.share, device.share_until, at)
    caps = {room.pk: cap_of(room, at, known) for room in rooms}
    inside = {room.pk: caps[room.pk].counted(room) for room in rooms}
    indoors = [room.pk for room in rooms if counts_towards_unit(room)]
    return {
        room.pk: _occupancy(room, caps[room.pk], inside, held, indoors if counts_towards_unit(room) else [])
        for room in rooms
    }


def open_devices(premises: Premises) -> list[GateDevice]:
    """Doors of the unit that are not closed."""
    return list(GateDevice.objects.filter(premises=premises, closed_at=None))


def _occupancy(
    room: Room, cap: Cap, inside: Mapping[int, int], held: Mapping[int, int], indoors: list[int]
) -> Occupancy:
    own = (cap.value, inside[room.pk], held[room.pk])
    unit_limit = cap.unit_limit.value if cap.unit_limit is not None and indoors else None
    unit = (unit_limit, sum(inside[key] for key in indoors), sum(held[key] for key in indoors))
    by_room, by_unit = open_places([own]), open_places([unit])
    return Occupancy(
        room=room,
        cap=cap,
        inside=inside[room.pk],
        held=held[room.pk],
        open_now=open_places([own, unit]),
        open_in_room=by_room,
        unit_tight=by_unit is not None and (by_room is None or by_unit < by_room),
    )
