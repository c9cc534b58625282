"""Record the events of the gate in the journal, without a name, a number or an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.door.gate.entry_rules import EntryRefusal
from motcua.door.gate.models import GateDevice, Visit
from motcua.door.gate.occupancy import Occupancy
from motcua.door.places.models import Premises, Room
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor


def record_gate_event(
    name: str,
    premises: Premises,
    room: Room,
    *,
    by: Staff,
    at: datetime,
    because: Sequence[dict[str, Any]] = (),
    **data: Any,
) -> None:
    """Record one event about a room of the unit."""
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"room:{room.pk}",
        subject_label=room.name,
        office_path=premises.office.path,
        because=because,
        data=data,
    )


def record_entry(visit: Visit, premises: Premises, occupancy: Occupancy, *, by: Staff, at: datetime) -> None:
    """Record an entry; `inside` is the count with the person who came in."""
    inside = occupancy.cap.counted(occupancy.room)
    record_gate_event(
        "entry.admitted", premises, occupancy.room, by=by, at=at,
        visit=visit.pk, who=visit.who, device=visit.device_in_id, inside=inside, cap=occupancy.cap.value,
    )  # fmt: skip


def record_exit(visit: Visit, premises: Premises, room: Room, *, by: Staff, at: datetime) -> None:
    """Record an exit."""
    record_gate_event(
        "entry.left", premises, room, by=by, at=at,
        visit=visit.pk, who=visit.who, how=visit.left_how, device=visit.device_out_id,
        inside=room.inside_visitors, staff=room.inside_staff,
    )  # fmt: skip


def record_refusal(refusal: EntryRefusal, premises: Premises, occupancy: Occupancy, *, by: Staff, at: datetime) -> None:
    """Record that somebody was not let in, and because of which clause."""
    record_gate_event(
        "entry.refused", premises, occupancy.room, by=by, at=at, because=refusal.because,
        reason=refusal.reason, check=refusal.check, inside=occupancy.inside, held=occupancy.held,
        cap=occupancy.cap.value, other_way=refusal.other_way,
    )  # fmt: skip


def record_device(
    name: str, device: GateDevice, premises: Premises, room: Room, *, by: Staff, at: datetime, **data: Any
) -> None:
    """Record that a door was opened or closed, took its share, or reported what it had counted alone."""
    record_gate_event(
        name, premises, room, by=by, at=at, device=device.pk, door=device.door, share=device.share, **data
    )
