"""Write the visit log of the gate, a row for each entry and exit, with the rooms' counts, under the unit's lock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import F

from motcua.door.gate.guests import Guest
from motcua.door.gate.models import GateAct, GateDevice, Visit
from motcua.door.places.models import Premises, Room
from motcua.people.calendars import calendar_of
from motcua.people.models import Staff
from motcua.rulebook.work_calendar import localise


def write_entry(
    *,
    room: Room,
    guest: Guest,
    checks: Mapping[str, Any],
    key: UUID,
    device: GateDevice | None,
    by: Staff,
    at: datetime,
    told_at: datetime,
) -> Visit:
    """Count one in at `at`; `told_at` is later where a device without network tells it afterwards."""
    visit = Visit.objects.create(
        key=key,
        room=room,
        who=guest.who,
        staff=guest.staff,
        full_name=guest.full_name[:120],
        phone=guest.phone[:16],
        person=guest.person,
        given_pass=guest.given_pass,
        appointment_id=guest.appointment_id,
        ticket_id=guest.ticket_id,
        entered_at=at,
        checks=dict(checks),
        device_in=device,
        let_in_by=by,
        merged_at=told_at if told_at != at else None,
    )
    _count(room, visit.who, 1)
    GateAct.objects.create(
        key=key, room=room, kind=GateAct.Kind.ENTRY, visit=visit, device=device, at=at, told_at=told_at
    )
    return visit


def write_exit(
    *,
    visit: Visit,
    how: str,
    room: Room,
    key: UUID,
    device: GateDevice | None,
    at: datetime,
    told_at: datetime,
) -> Visit:
    """Count one person out; nobody leaves before having entered, whatever a device measured."""
    visit.left_at = max(at, visit.entered_at)
    visit.left_how = how
    visit.device_out = device
    visit.save(update_fields=["left_at", "left_how", "device_out"])
    _count(room, visit.who, -1)
    GateAct.objects.create(
        key=key, room=room, kind=GateAct.Kind.EXIT, visit=visit, device=device, at=visit.left_at, told_at=told_at
    )
    return visit


def write_unmatched_exit(*, room: Room, key: UUID, device: GateDevice | None, at: datetime, told_at: datetime) -> None:
    """Record that somebody left whom the log does not know yet: let in by a door without network that reports later."""
    GateAct.objects.create(key=key, room=room, kind=GateAct.Kind.EXIT, device=device, at=at, told_at=told_at)


def end_by_earlier_exit(visit: Visit, room: Room) -> None:
    """End a visit that is reported only now by the first later exit that found nobody in the log."""
    waiting = GateAct.objects.filter(room=room, kind=GateAct.Kind.EXIT, visit=None, at__gte=visit.entered_at)
    act = waiting.order_by("at", "id").first()
    if act is None:
        return
    visit.left_at, visit.left_how, visit.device_out = act.at, Visit.Left.COUNTED, act.device
    visit.save(update_fields=["left_at", "left_how", "device_out"])
    act.visit = visit
    act.save(update_fields=["visit"])
    _count(room, visit.who, -1)


def end_earlier_days(premises: Premises, rooms: Mapping[int, Room], at: datetime) -> int:
    """End visits left open on days before that of `at`, at that day's closing; returns how many there were."""
    today = datetime.combine(localise(at).date(), time(), localise(at).tzinfo)
    stale = list(Visit.objects.filter(room__premises=premises, left_at=None, entered_at__lt=today))
    if not stale:
        return 0
    calendar = calendar_of(premises.office)
    for visit in stale:
        day = localise(visit.entered_at).date()
        closing = calendar.closing(day) if calendar.is_working_day(day) else visit.entered_at
        visit.left_at = max(closing, visit.entered_at)
        visit.left_how = Visit.Left.CLOSING
        visit.save(update_fields=["left_at", "left_how"])
        room = rooms.get(visit.room_id)
        if room is not None:
            _count(room, visit.who, -1)
        else:
            _column(visit.room_id, visit.who, -1)
    return len(stale)


def _count(room: Room, who: str, step: int) -> None:
    _column(room.pk, who, step)
    name = "inside_staff" if who == Visit.Who.STAFF else "inside_visitors"
    setattr(room, name, getattr(room, name) + step)


def _column(room_id: int, who: str, step: int) -> None:
    name = "inside_staff" if who == Visit.Who.STAFF else "inside_visitors"
    Room.objects.filter(pk=room_id).update(**{name: F(name) + step})
