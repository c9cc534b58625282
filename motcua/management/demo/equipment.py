"""Equipment counted at two units of the demo, before any letter asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.clock.queries import VIETNAM
from motcua.door.models import Counter, Equipment, Premises, Room
from motcua.management.demo.cast import CENTRE, NGUYEN_TRAI_UNIT
from motcua.people.models import Staff

COUNTED_AT: Final = datetime(2020, 3, 27, 16, 30, tzinfo=VIETNAM)
# Unit, who counted, shields at these counters (number: working), sanitiser and thermometers in the service room.
COUNTED: Final = (
    (CENTRE, "khanh.cua", {1: 1, 2: 1, 3: 1, 4: 0}, 2, 1),
    (NGUYEN_TRAI_UNIT, "dao.cua", {1: 1, 2: 1}, 1, 2),
)


def load_equipment() -> int:
    """Write the counts that are missing; returns how many were."""
    before = Equipment.objects.count()
    people = {person.username: person for person in Staff.objects.filter(username__in=[line[1] for line in COUNTED])}
    for code, username, shields, sanitiser, thermometer in COUNTED:
        premises, by = Premises.objects.filter(office__code=code).first(), people.get(username)
        if premises is None or by is None:
            continue
        room = Room.objects.filter(premises=premises, kind=Room.Kind.SERVICE).first()
        counters = {counter.number: counter for counter in Counter.objects.filter(premises=premises)}
        rows: list[tuple[str, Room | None, Counter | None, int]] = [
            ("droplet_shield", counters[number].room, counters[number], working)
            for number, working in shields.items()
            if number in counters
        ]
        rows += [("sanitiser", room, None, sanitiser), ("thermometer", room, None, thermometer)]
        Equipment.objects.bulk_create(
            [
                Equipment(
                    premises=premises,
                    room=where,
                    counter=counter,
                    item=item,
                    present=max(working, 1),
                    working=working,
                    note="" if working else "Nứt, chờ thay",
                    checked_at=COUNTED_AT,
                    checked_by=by,
                )
                for item, where, counter, working in rows
            ],
            ignore_conflicts=True,
        )
    return Equipment.objects.count() - before
