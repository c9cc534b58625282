"""The one lock of a unit: every act that changes who is inside, or gives a time, takes it first."""

from __future__ import annotations

from motcua.door.places.models import Premises, Room


def lock_premises(premises_id: int) -> Premises:
    """Lock the unit's row until the transaction ends, its office loaded; entries and exits queue behind it."""
    return Premises.objects.select_for_update(of=("self",)).select_related("office").get(pk=premises_id)


def rooms_of(premises: Premises) -> list[Room]:
    """The active rooms of the premises under the lock, in their order, each with the premises loaded."""
    rooms = list(Room.objects.filter(premises=premises, active=True))
    for room in rooms:
        room.premises = premises
    return rooms
