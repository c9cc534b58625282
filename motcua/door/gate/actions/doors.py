"""Open, keep alive and close a marshal's door, with the share of the cap it may use without network."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import Q

from motcua.door.gate.actions.admission import NOT_YOURS, LockedDoors, lock_gate
from motcua.door.gate.door_shares import (
    SHARE_LASTS,
    SHARE_MARGIN,
    free_places_at,
    share_end,
    share_held_at,
    share_to_add,
    share_to_give_back,
)
from motcua.door.gate.events import record_device
from motcua.door.gate.models import GateDevice
from motcua.door.gate.occupancy import Occupancy, occupancies, open_devices
from motcua.door.gate.queries.visits import SILENT
from motcua.door.live import send_live_update
from motcua.door.permissions import CLOSES_LOST_GATES, may_close_lost_gate, may_control_gate
from motcua.door.places.locking import rooms_of
from motcua.door.places.models import Premises
from motcua.people.calendars import calendar_of
from motcua.people.encryption import keyed_digest
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook.work_calendar import localise

LONGEST_DOOR = 60


@dataclass(frozen=True, slots=True)
class DoorState:
    """The state of a door. `free` is None where nothing limits; `give_back` is asked of it at once.

    `share` places are its own until `share_until`, measured from the answer that said so.
    """

    device: GateDevice
    occupancy: Occupancy
    free: int | None
    share: int
    give_back: int


def device_key_digest(key: str) -> str:
    """The digest by which a gate device is found; the key itself is kept only on the device."""
    return keyed_digest(f"gate:{key}")


@transaction.atomic
def open_gate(*, room_id: int, door: str, by: Staff, at: datetime) -> tuple[GateDevice, str]:
    """Open a door of a room for this person's device at `at` (aware); the key is known now and never again.

    Raises InvalidInput for a room or door that is not there, NotAllowed where the person does not control the unit's.
    """
    gate = lock_gate(room_id=room_id, by=by, at=at)
    room = gate.room(room_id)
    if room.doors and door not in room.doors:
        raise InvalidInput({"door": "Hãy chọn cửa."})
    _forget_older_doors(gate.premises, at)
    key = secrets.token_urlsafe(24)
    device = GateDevice.objects.create(
        key=device_key_digest(key),
        premises=gate.premises,
        room=room,
        door=door[:LONGEST_DOOR],
        staff=by,
        opened_at=at,
        seen_at=at,
    )
    record_device("gate.opened", device, gate.premises, room, by=by, at=at)
    send_live_update(gate.premises.pk)
    return device, key


def heartbeat(*, device_id: int, by: Staff, at: datetime, alone: bool = True) -> DoorState:
    """Record at `at` (aware) that a door has network; returns its state, its share renewed or added to.

    `alone` is whether it can go on without network at all: a page without script cannot, and is given no share.
    The lock is taken only when something changes. Raises AlreadyDone for a closed door, NotAllowed.
    """
    device = _open_device(device_id)
    if not may_control_gate(by, device.premises, at):
        raise NotAllowed(NOT_YOURS)
    state = _state(device, _occupancy_of(device, at), at)
    if at - device.seen_at > SILENT / 6:
        GateDevice.objects.filter(pk=device.pk, closed_at=None).update(seen_at=at)
    if not alone or not _changes(state, at):
        return state
    return _renew(device_id=device_id, by=by, at=at)


@transaction.atomic
def give_share_back(*, device_id: int, places: int, by: Staff, at: datetime) -> DoorState:
    """Give `places` of a door's share back to all; the door has deducted them. Raises AlreadyDone, NotAllowed."""
    gate, device = _locked(device_id, by, at)
    device.share -= min(max(0, places), device.share)
    device.seen_at = at
    device.save(update_fields=["share", "seen_at"])
    send_live_update(gate.premises.pk)
    return _state(device, _occupancy_in(gate, device, at), at)


@transaction.atomic
def close_gate(*, device_id: int, by: Staff, at: datetime) -> None:
    """Close the marshal's own door; what it held is open to all. Closing it twice is closing it once."""
    device = GateDevice.objects.filter(pk=device_id).first()
    if device is None or device.closed_at is not None:
        return
    gate, device = _locked(device_id, by, at)
    _close(gate, device, by, at, lost=False)


@transaction.atomic
def close_lost_gate(*, device_id: int, by: Staff, at: datetime, is_off: bool = False) -> None:
    """Close the door of a lost phone, as the unit's head: after its share ended, or when sure that the phone is off.

    Raises NotAllowed for another person, InvalidInput while the phone may still let people in on its share.
    """
    gate, device = _locked(device_id, by, at)
    if not may_close_lost_gate(by, gate.premises, at):
        raise NotAllowed(only_roles(CLOSES_LOST_GATES, "đóng được cửa của máy bị mất."))
    if share_held_at(device.share, device.share_until, at) and not is_off:
        until = device.share_until + SHARE_MARGIN if device.share_until is not None else at
        raise InvalidInput(
            {
                "is_off": f"Máy này còn được tự cho vào {device.share} người đến {localise(until):%H:%M}. "
                "Chỉ đóng khi biết chắc máy đã tắt."
            }
        )
    _close(gate, device, by, at, lost=True)


def _forget_older_doors(premises: Premises, at: datetime) -> None:
    """Close the doors of earlier days that nobody closed and that hold nothing any more."""
    today = datetime.combine(localise(at).date(), time(), localise(at).tzinfo)
    older = GateDevice.objects.filter(premises=premises, closed_at=None, opened_at__lt=today)
    older.filter(Q(share_until=None) | Q(share_until__lt=at - SHARE_MARGIN)).update(closed_at=at, share=0)


def _close(gate: LockedDoors, device: GateDevice, by: Staff, at: datetime, *, lost: bool) -> None:
    device.share, device.share_from, device.share_until, device.closed_at = 0, None, None, at
    device.save(update_fields=["share", "share_from", "share_until", "closed_at"])
    room = gate.rooms.get(device.room_id) or device.room
    record_device("gate.closed", device, gate.premises, room, by=by, at=at, lost=lost)
    send_live_update(gate.premises.pk)


@transaction.atomic
def _renew(*, device_id: int, by: Staff, at: datetime) -> DoorState:
    """Add to the share and lengthen it, under the lock."""
    gate, device = _locked(device_id, by, at)
    renew_share(gate, device, by, at)
    return _state(device, _occupancy_in(gate, device, at), at)


def renew_share(gate: LockedDoors, device: GateDevice, by: Staff, at: datetime) -> None:
    """Give the door what may be given now, in the caller's transaction; told only when it got more or for longer."""
    before = device.share
    device.share = share_held_at(device.share, device.share_until, at)
    occupancy = _occupancy_in(gate, device, at)
    if occupancy.room.closed_at is None:
        device.share += share_to_add(occupancy.open_now, device.share, occupancy.room.offline_places)
    until = share_end(at, _closing(device, at))
    longer = device.share_until is None or until > device.share_until
    if device.share and longer and (device.share_until is None or _half_gone(device, at) or device.share > before):
        device.share_from, device.share_until = at, until
    device.seen_at = at
    device.save(update_fields=["share", "share_from", "share_until", "seen_at"])
    if device.share > before:
        record_device("gate.share_taken", device, gate.premises, occupancy.room, by=by, at=at)


def _open_device(device_id: int) -> GateDevice:
    rows = GateDevice.objects.select_related("room", "premises__office")
    device = rows.filter(pk=device_id, closed_at=None).first()
    if device is None:
        raise AlreadyDone("Cửa này đã đóng. Hãy mở lại.")
    return device


def _locked(device_id: int, by: Staff, at: datetime) -> tuple[LockedDoors, GateDevice]:
    found = _open_device(device_id)
    gate = lock_gate(room_id=found.room_id, by=by, at=at, device_id=device_id)
    if gate.device is None:
        raise AlreadyDone("Cửa này đã đóng. Hãy mở lại.")
    return gate, gate.device


def _occupancy_of(device: GateDevice, at: datetime) -> Occupancy:
    rooms = rooms_of(device.premises)
    found = occupancies(device.premises, rooms, open_devices(device.premises), at)
    return _pick(found, device)


def _occupancy_in(gate: LockedDoors, device: GateDevice, at: datetime) -> Occupancy:
    return _pick(occupancies(gate.premises, gate.rooms.values(), gate.devices, at), device)


def _pick(found: dict[int, Occupancy], device: GateDevice) -> Occupancy:
    occupancy = found.get(device.room_id)
    if occupancy is None:
        raise AlreadyDone("Phòng của cửa này không còn dùng. Hãy chọn cửa khác.")
    return occupancy


def _state(device: GateDevice, occupancy: Occupancy, at: datetime) -> DoorState:
    share = share_held_at(device.share, device.share_until, at)
    if occupancy.room.closed_at is not None:
        return DoorState(device, occupancy, 0, share, share)
    return DoorState(
        device,
        occupancy,
        free_places_at(occupancy.open_now, share),
        share,
        share_to_give_back(occupancy.open_now, share),
    )


def _changes(state: DoorState, at: datetime) -> bool:
    device, room = state.device, state.occupancy.room
    if room.closed_at is not None:
        return False
    if device.share != state.share:  # it ended
        return True
    more = share_to_add(state.occupancy.open_now, state.share, room.offline_places)
    return more > 0 or (state.share > 0 and _half_gone(device, at))


def _half_gone(device: GateDevice, at: datetime) -> bool:
    return device.share_until is not None and device.share_until - at < SHARE_LASTS / 2 and _lengthens(device, at)


def _lengthens(device: GateDevice, at: datetime) -> bool:
    until = share_end(at, _closing(device, at))
    return device.share_until is None or until > device.share_until + SHARE_MARGIN


def _closing(device: GateDevice, at: datetime) -> datetime | None:
    calendar, day = calendar_of(device.premises.office), localise(at).date()
    return calendar.closing(day) if calendar.is_working_day(day) else None
