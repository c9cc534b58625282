"""Let people in and count them out, under the unit's lock, which gives the order and under which the cap is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from motcua.directives.queries import policy_context_of
from motcua.door.booking.actions.changes import record_arrival
from motcua.door.gate.actions.online_address import online_address_for
from motcua.door.gate.actions.visit_log import end_earlier_days, write_entry, write_exit, write_unmatched_exit
from motcua.door.gate.door_shares import PlaceSource, place_for, share_held_at
from motcua.door.gate.entry_rules import EntryRefusal, no_place_left, read_checks, refusal_of_person
from motcua.door.gate.events import record_entry, record_exit, record_refusal
from motcua.door.gate.guests import Guest
from motcua.door.gate.models import GateAct, GateDevice, TurnedAway, Visit
from motcua.door.gate.occupancy import Occupancy, occupancies, open_devices
from motcua.door.gate.queries.visits import moment_in_order, most_likely_gone, open_visit_of
from motcua.door.health.actions.incidents import open_incident
from motcua.door.health.models import DoorIncident
from motcua.door.live import send_live_update
from motcua.door.messages import send_fever_advice
from motcua.door.permissions import may_control_gate
from motcua.door.places.locking import lock_premises, rooms_of
from motcua.door.places.models import Premises, Room
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

NOT_YOURS = "Bạn không được giao kiểm soát cửa của đơn vị này."


@dataclass(frozen=True, slots=True)
class Admission:
    """The outcome: a visit, or a refusal. `again` where the same act had been counted before.

    `online` is the address where one with a fever goes on from home.
    """

    visit: Visit | None
    refusal: EntryRefusal | None = None
    again: bool = False
    online: str = ""


@dataclass(slots=True)
class LockedDoors:
    """One unit's door under its lock: its rooms, open devices, and the one that asks."""

    premises: Premises
    rooms: dict[int, Room]
    devices: list[GateDevice]
    device: GateDevice | None

    def room(self, room_id: int) -> Room:
        """An active room of the unit. Raises InvalidInput for another."""
        room = self.rooms.get(room_id)
        if room is None:
            raise InvalidInput({"room": "Phòng này không còn dùng."})
        return room


def lock_gate(*, room_id: int, by: Staff, at: datetime, device_id: int | None = None) -> LockedDoors:
    """Take the unit's lock for an act at one of its rooms, in the caller's transaction.

    Raises InvalidInput for a room that is not there, NotAllowed where the person does not control this unit's doors.
    """
    unit = Room.objects.filter(pk=room_id).values_list("premises_id", flat=True).first()
    if unit is None:
        raise InvalidInput({"room": "Không có phòng này."})
    premises = lock_premises(unit)
    if not may_control_gate(by, premises, at):
        raise NotAllowed(NOT_YOURS)
    rooms = {room.pk: room for room in rooms_of(premises)}
    devices = open_devices(premises)
    end_earlier_days(premises, rooms, at)
    return LockedDoors(premises, rooms, devices, next((device for device in devices if device.pk == device_id), None))


@transaction.atomic
def admit(
    *,
    room_id: int,
    guest: Guest,
    checks: Mapping[str, Any],
    by: Staff,
    at: datetime,
    device_id: int | None = None,
    key: UUID | None = None,
) -> Admission:
    """Let one person in at `at` (aware), or say why not; either is written, and the same `key` is one act.

    Raises NotAllowed where the person does not control the door, InvalidInput for a reading no thermometer shows.
    """
    kept = read_checks(checks)
    gate = lock_gate(room_id=room_id, by=by, at=at, device_id=device_id)
    room = gate.room(room_id)
    known = GateAct.objects.select_related("visit").filter(key=key).first() if key is not None else None
    if known is not None:
        return Admission(known.visit, again=True)
    policy_context = policy_context_of(office=gate.premises.office, at=at)
    occupancy = occupancies(gate.premises, gate.rooms.values(), gate.devices, at, policy_context)[room.pk]
    here = open_visit_of(guest, gate.premises)
    refusal = refusal_of_person(
        guest=guest, checks=kept, occupancy=occupancy, open_visit=here, at=at, policy_context=policy_context
    ) or _without_place(guest, occupancy, gate, here, at)
    if refusal is not None:
        _write_refusal(refusal, gate, occupancy, by, at)
        if refusal.reason == "fever":
            open_incident(
                premises_id=gate.premises.pk,
                kind=DoorIncident.Kind.FEVER,
                what=f"{refusal.words} Chưa vào phòng.",
                by=by,
                at=at,
                room_id=room.pk,
            )
            online = online_address_for(guest, gate.premises, at)
            send_fever_advice(gate.premises, guest.phone, at, online=online)
            return Admission(None, refusal, online=online)
        return Admission(None, refusal)
    at = moment_in_order(room, at)
    if here is not None and here.room_id in gate.rooms:  # from one room of the unit into another
        _out(here, Visit.Left.SCANNED, gate, by, at, uuid4())
    visit = write_entry(
        room=room,
        guest=guest,
        checks=kept,
        key=key or uuid4(),
        device=gate.device,
        by=by,
        at=at,
        told_at=at,
    )
    record_entry(visit, gate.premises, occupancy, by=by, at=at)
    _record_arrival_of(guest, by, at)
    send_live_update(gate.premises.pk)
    return Admission(visit)


@transaction.atomic
def count_out(
    *,
    room_id: int,
    by: Staff,
    at: datetime,
    visit_id: int | None = None,
    device_id: int | None = None,
    key: UUID | None = None,
) -> Visit | None:
    """Count one out at `at` (aware): the visit that was scanned, or who is most likely gone. The same `key` is one act.

    None for a person let in by a door without network that has not reported yet: the visit ends when it does.
    Raises InvalidInput where by the book nobody is inside, NotAllowed where the person does not control the door.
    """
    gate = lock_gate(room_id=room_id, by=by, at=at, device_id=device_id)
    room = gate.room(room_id)
    known = GateAct.objects.select_related("visit").filter(key=key).first() if key is not None else None
    if known is not None:
        return known.visit
    moment = moment_in_order(room, at)
    if visit_id is not None:
        visit = Visit.objects.filter(pk=visit_id, room__premises=gate.premises).first()
        if visit is None or visit.left_at is not None or visit.room_id not in gate.rooms:
            raise InvalidInput({"": "Người này không còn trong phòng theo sổ."})
        how = Visit.Left.SCANNED
    else:
        visit, how = most_likely_gone(room, moment), Visit.Left.COUNTED
        if visit is None:
            _out_unknown(room, gate, key or uuid4(), moment)
            return None
    return _out(visit, how, gate, by, moment, key or uuid4())


@transaction.atomic
def turn_away(*, room_id: int, reason: str, by: Staff, at: datetime, device_id: int | None = None) -> None:
    """Record that the marshal sent somebody away ("check", "other"). Raises as `admit` does."""
    if reason not in {"check", "declaration", "fever", "other"}:
        raise InvalidInput({"reason": "Hãy chọn lý do."})
    gate = lock_gate(room_id=room_id, by=by, at=at, device_id=device_id)
    room = gate.room(room_id)
    occupancy = occupancies(gate.premises, gate.rooms.values(), gate.devices, at)[room.pk]
    _write_refusal(EntryRefusal(reason, "Người kiểm soát cửa chưa cho vào.", "online"), gate, occupancy, by, at)


def _without_place(
    guest: Guest, occupancy: Occupancy, gate: LockedDoors, here: Visit | None, at: datetime
) -> EntryRefusal | None:
    """Take a place for the guest, of the open ones or of the door's own; the refusal where there is none."""
    if guest.is_staff and not occupancy.cap.counts_officers:
        return None
    door = gate.device if gate.device is not None and gate.device.room_id == occupancy.room.pk else None
    own = share_held_at(door.share, door.share_until, at) if door is not None else 0
    # Who comes from another room of the unit is in the unit's count already.
    moves = here is not None and here.room_id in gate.rooms and gate.rooms[here.room_id].kind != Room.Kind.OUTSIDE
    taken = place_for(occupancy.open_in_room if moves else occupancy.open_now, own)
    if taken is PlaceSource.NONE:
        return no_place_left(occupancy)
    if taken is PlaceSource.OWN and door is not None:
        door.share = own - 1
        door.save(update_fields=["share"])
    return None


def _record_arrival_of(guest: Guest, by: Staff, at: datetime) -> None:
    """Record the arrival of a guest with an appointment; where it no longer stands, the guest is let in anyway."""
    if guest.appointment_id is None:
        return
    try:
        with transaction.atomic():
            record_arrival(appointment_id=guest.appointment_id, by=by, at=at)
    except (AlreadyDone, NotAllowed):
        return


def _write_refusal(refusal: EntryRefusal, gate: LockedDoors, occupancy: Occupancy, by: Staff, at: datetime) -> None:
    TurnedAway.objects.create(
        premises=gate.premises,
        room=occupancy.room,
        at=at,
        reason=refusal.reason,
        check_name=refusal.check,
        because=refusal.because,
        inside=occupancy.inside,
        cap=occupancy.cap.value,
        other_way=refusal.other_way,
        device=gate.device,
        by=by,
    )
    record_refusal(refusal, gate.premises, occupancy, by=by, at=at)
    send_live_update(gate.premises.pk)  # doors with network hear it and give back what they hold


def _out_unknown(room: Room, gate: LockedDoors, key: UUID, at: datetime) -> None:
    """Count somebody out where nobody is inside by the log: who entered by a door without network, or a mistake."""
    if not any(
        share_held_at(device.share, device.share_until, at) for device in gate.devices if device.room_id == room.pk
    ):
        raise InvalidInput({"": "Theo sổ, trong phòng không còn ai."})
    write_unmatched_exit(room=room, key=key, device=gate.device, at=at, told_at=at)


def _out(visit: Visit, how: str, gate: LockedDoors, by: Staff, at: datetime, key: UUID) -> Visit:
    room = gate.rooms[visit.room_id]
    write_exit(visit=visit, how=how, room=room, key=key, device=gate.device, at=at, told_at=at)
    record_exit(visit, gate.premises, room, by=by, at=at)
    send_live_update(gate.premises.pk)
    return visit
