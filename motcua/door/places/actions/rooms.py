"""Set up a unit's premises, rooms and waiting areas, and its booking rules; close a room and open it again.

Whatever changes here, nobody inside is thrown out: a cap lowered below those inside only means that nobody enters.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.door.live import send_live_update
from motcua.door.permissions import CLOSES_ROOMS, RUNS_PLACES, may_close_rooms, may_run_places
from motcua.door.places.input import booking_values, room_values
from motcua.door.places.locking import lock_premises
from motcua.door.places.models import Counter, CounterSession, Premises, Room
from motcua.door.places.queries.places import RECEIVES_PEOPLE
from motcua.dossiers.submission.text import one_line
from motcua.journal.actions import record
from motcua.people.models import Office, Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

MOST_WHY: Final = 300


@transaction.atomic
def set_up_premises(*, office_id: int, by: Staff, at: datetime) -> Premises:
    """Set up the premises of a unit, with the keys of its door and screens; returns those it has, where it has some.

    Raises InvalidInput for an office that receives nobody, NotAllowed for one who is not its head.
    """
    office = Office.objects.filter(pk=office_id, active=True, kind__in=RECEIVES_PEOPLE).first()
    if office is None:
        raise InvalidInput({"": "Không có đơn vị tiếp nhận này."})
    _must_run(by, office, at)
    premises, new = Premises.objects.get_or_create(office=office)
    if new:
        _record("room.changed", premises, by=by, at=at, label=office.name, data={"what": "set_up"})
    return premises


@transaction.atomic
def change_booking_rules(*, premises_id: int, given: Mapping[str, Any], by: Staff, at: datetime) -> Premises:
    """Change length of a slot, share kept for the unbooked, days ahead, a note. Raises InvalidInput, NotAllowed."""
    premises = lock_premises(premises_id)
    _must_run(by, premises.office, at)
    changed = _write(premises, booking_values(given))
    if changed:
        premises.save(update_fields=list(changed))
        _record("room.changed", premises, by=by, at=at, label=premises.office.name, data={"changed": changed})
        send_live_update(premises.pk)
    return premises


@transaction.atomic
def save_room(
    *, premises_id: int, given: Mapping[str, Any], by: Staff, at: datetime, room_id: int | None = None
) -> Room:
    """Add a room (`room_id` None) or change one, empty or full: those inside stay whatever the new cap is.

    `given` are columns of Room as typed, `doors` a list of names. Raises InvalidInput with a message for each field,
    NotAllowed for one who is not the unit's head.
    """
    premises = lock_premises(premises_id)
    _must_run(by, premises.office, at)
    values = room_values(given)
    same_name = Room.objects.filter(premises=premises, name__iexact=values["name"]).exclude(pk=room_id or 0).first()
    if same_name is not None:
        unused = "" if same_name.active else " (phòng này đang thôi dùng, có thể dùng lại)"
        raise InvalidInput({"name": f"Đơn vị đã có phòng, khu chờ tên này{unused}."})
    room = Room(premises=premises) if room_id is None else _room_of(premises, room_id)
    _may_lose_doors(room, values["doors"], at)
    if values["kind"] != Room.Kind.SERVICE and Counter.objects.filter(room=room_id or 0, active=True).exists():
        raise InvalidInput({"kind": "Trong phòng còn quầy, nên phải là phòng giao dịch."})
    changed = _write(room, values)
    if room.pk is None:
        room.save()
    elif changed:
        # Only what was typed: the counts of those inside belong to the gate.
        room.save(update_fields=list(changed))
    if changed or room_id is None:
        _record("room.changed", premises, by=by, at=at, label=room.name, data={"room": room.pk, "changed": changed})
        send_live_update(premises.pk)
    return room


@transaction.atomic
def set_room_active(*, room_id: int, active: bool, by: Staff, at: datetime) -> Room:
    """Take a room out of use, or into use again.

    Raises NotAllowed while people are inside, counters stand or a gate holds places there, AlreadyDone where it is so.
    """
    room = _locked(room_id)
    _must_run(by, room.premises.office, at)
    if room.active == active:
        raise AlreadyDone(f"{room.name} đã được dùng lại." if active else f"{room.name} đã thôi dùng.")
    if not active:
        _may_be_dropped(room, at)
    room.active = active
    room.save(update_fields=["active"])
    _record("room.changed", room.premises, by=by, at=at, label=room.name, data={"room": room.pk, "active": active})
    send_live_update(room.premises_id)
    return room


@transaction.atomic
def close_room(*, room_id: int, why: str, by: Staff, at: datetime) -> Room:
    """Close a room at once: nobody enters, those inside stay until they leave.

    Raises InvalidInput without a reason or a room, NotAllowed for one who may not, AlreadyDone where it is closed.
    """
    room = _locked(room_id)
    _must_close(by, room, at)
    reason = one_line(why, MOST_WHY + 1)
    if not reason or len(reason) > MOST_WHY:
        raise InvalidInput({"why": f"Hãy ghi lý do đóng phòng, nhiều nhất {MOST_WHY} chữ."})
    if room.closed_at is not None:
        raise AlreadyDone(f"{room.name} đã đóng: {room.closed_why}")
    room.closed_at, room.closed_why = at, reason
    room.save(update_fields=["closed_at", "closed_why"])
    _record("room.closed", room.premises, by=by, at=at, label=room.name, data={"room": room.pk, "why": reason})
    send_live_update(room.premises_id)
    return room


@transaction.atomic
def reopen_room(*, room_id: int, by: Staff, at: datetime) -> Room:
    """Reopen a room. Raises InvalidInput, NotAllowed as `close_room`, AlreadyDone where it is open."""
    room = _locked(room_id)
    _must_close(by, room, at)
    if room.closed_at is None:
        raise AlreadyDone(f"{room.name} đang mở.")
    since = room.closed_at
    room.closed_at, room.closed_why = None, ""
    room.save(update_fields=["closed_at", "closed_why"])
    data = {"room": room.pk, "closed_since": since.isoformat()}
    _record("room.reopened", room.premises, by=by, at=at, label=room.name, data=data)
    send_live_update(room.premises_id)
    return room


def _must_run(by: Staff, office: Office, at: datetime) -> None:
    if not may_run_places(by, office, at):
        raise NotAllowed(only_roles(RUNS_PLACES, "được sửa phòng, khu chờ, quầy của đơn vị."))


def _must_close(by: Staff, room: Room, at: datetime) -> None:
    if not may_close_rooms(by, room.premises.office, at):
        raise NotAllowed(only_roles(CLOSES_ROOMS, "được đóng, mở phòng."))


def _locked(room_id: int) -> Room:
    """The room as it stands under its unit's lock."""
    premises_id = Room.objects.filter(pk=room_id).values_list("premises_id", flat=True).first()
    if premises_id is None:
        raise InvalidInput({"": "Không có phòng này."})
    return _room_of(lock_premises(premises_id), room_id)


def _room_of(premises: Premises, room_id: int) -> Room:
    room = Room.objects.filter(premises=premises, pk=room_id).first()
    if room is None:
        raise InvalidInput({"": "Không có phòng này."})
    room.premises = premises
    return room


def _may_be_dropped(room: Room, at: datetime) -> None:
    inside = room.inside_visitors + room.inside_staff
    if inside:
        raise NotAllowed(f"Trong {room.name} đang có {inside} người. Chỉ thôi dùng được khi không còn ai.")
    held = CounterSession.objects.filter(counter__room=room, closed_at=None).select_related("counter")
    if numbers := sorted(session.counter.number for session in held):
        raise NotAllowed(f"Quầy số {_list(numbers)} trong {room.name} đang mở. Hãy đóng quầy trước.")
    open_counters = Counter.objects.filter(room=room, active=True).order_by("number")
    if numbers := list(open_counters.values_list("number", flat=True)):
        raise NotAllowed(f"{room.name} còn quầy số {_list(numbers)}. Hãy chuyển sang phòng khác hoặc thôi dùng trước.")
    if room.devices.filter(closed_at=None, share__gt=0, share_until__gt=at).exists():
        raise NotAllowed(f"Một điểm kiểm soát cửa đang giữ chỗ của {room.name}. Hãy đóng điểm đó trước.")


def _may_lose_doors(room: Room, doors: list[str], at: datetime) -> None:
    """A door where a gate stands open is not taken off the plan."""
    gone = set(room.doors) - set(doors)
    if not gone or room.pk is None:
        return
    kept = room.devices.filter(door__in=gone, closed_at=None, share_until__gt=at).first()
    if kept is not None:
        raise InvalidInput({"doors": f"Ở {kept.door} đang có điểm kiểm soát cửa. Hãy đóng điểm đó trước khi bỏ cửa."})


def _list(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _write(row: Any, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Set the columns; returns those that changed with the words of before and after, for the journal."""
    changed = {}
    for name, value in values.items():
        before = getattr(row, name)
        if before != value:
            setattr(row, name, value)
            changed[name] = [_say(before), _say(value)]
    return changed


def _say(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _record(name: str, premises: Premises, *, by: Staff, at: datetime, label: str, data: Mapping[str, Any]) -> None:
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"premises:{premises.pk}",
        subject_label=label,
        office_path=premises.office.path,
        data=data,
    )
