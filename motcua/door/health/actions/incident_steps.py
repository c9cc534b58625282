"""Do by the system what a ticked step of an incident asks for, and say in words what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from motcua.door.booking.actions.rebooking import displace_appointments
from motcua.door.booking.models import Appointment
from motcua.door.health.models import DoorIncident, IncidentStep
from motcua.door.messages import send_incident_delay, send_incident_notice
from motcua.door.permissions import INFORMED_ABOVE, INFORMED_AT_UNIT
from motcua.door.places.actions.rooms import close_room, reopen_room
from motcua.door.places.models import Room
from motcua.door.queue.models import Ticket
from motcua.people.models import Office, Staff
from motcua.people.paths import ancestors
from motcua.refusals import AlreadyDone, NotAllowed
from motcua.rosters.actions.reserve import call_in_reserve
from motcua.rulebook.work_calendar import localise

_MOST_TOLD: Final = 50


@dataclass(frozen=True, slots=True)
class StepContext:
    """Who ticks, when (aware), and how long appointments are to be moved away (aware; None: the end of the day)."""

    by: Staff
    at: datetime
    until: datetime | None = None


def do_step_by_kind(step: IncidentStep, given: StepContext) -> str:
    """Do what a step of this kind does by itself; "" for a step done by hand. The unit is locked by the caller.

    Raises NotAllowed and InvalidInput of the act itself.
    """
    act = _ACTS.get(step.kind)
    return act(step, given) if act is not None else ""


def health_and_head(office: Office) -> list[Staff]:
    """The people to inform of an incident: the unit's head, and health officers at the offices above; each once."""
    above = ancestors(office.path)
    who = Q(roles__role__in=INFORMED_ABOVE, roles__office__path__in=above)
    who |= Q(roles__role__in=INFORMED_AT_UNIT, roles__office=office)
    return list(Staff.objects.filter(who, is_active=True).distinct().order_by("full_name", "pk"))


def _close_room(step: IncidentStep, given: StepContext) -> str:
    room = _room(step.incident)
    if room is None:
        return "Sự việc không ở phòng nào."
    kind = DoorIncident.Kind(step.incident.kind).label
    try:
        closed = close_room(room_id=room.pk, why=f"Xử lý sự việc: {kind}", by=given.by, at=given.at)
    except AlreadyDone as done:
        return str(done)
    return f"Đã đóng {closed.name}."


def _reopen_room(step: IncidentStep, given: StepContext) -> str:
    room = _room(step.incident)
    if room is None:
        return "Sự việc không ở phòng nào."
    dirty = IncidentStep.objects.filter(incident=step.incident, kind="disinfect", done_at=None).first()
    if dirty is not None:
        raise NotAllowed(f"Chưa mở lại được: bước {dirty.position} “{dirty.text}” chưa làm.")
    try:
        opened = reopen_room(room_id=room.pk, by=given.by, at=given.at)
    except AlreadyDone as done:
        return str(done)
    return f"Đã mở lại {opened.name}."


def _move_appointments(step: IncidentStep, given: StepContext) -> str:
    incident = step.incident
    until = given.until or end_of_day(given.at)
    kind = DoorIncident.Kind(incident.kind).label
    moved = displace_appointments(
        premises_id=incident.premises_id,
        since=given.at,
        until=until,
        because=[{"document": "", "clause": "", "note": f"đơn vị đang xử lý sự việc: {kind.lower()}"}],
        by=given.by,
        at=given.at,
        room_id=incident.room_id,
    )
    till = f"{localise(until - timedelta(minutes=1)):%d/%m}"
    told = "ai để lại số điện thoại đều được nhắn tin, kèm giờ khác"
    if moved:
        return f"Đã dời {moved} lịch hẹn đến hết ngày {till}; {told}."
    if before := _moved_before(incident, given.at, until):
        return f"{before} lịch hẹn đến hết ngày {till} đã dời ngay khi phòng đóng; {told}."
    return f"Không có lịch hẹn nào phải dời đến hết ngày {till}."


def _moved_before(incident: DoorIncident, since: datetime, until: datetime) -> int:
    """How many the closing of the room has moved by itself, before this step was ticked."""
    rows = Appointment.objects.filter(
        premises=incident.premises_id,
        state__in=(Appointment.State.DISPLACED, Appointment.State.MOVED),
        during__overlap=DateTimeTZRange(since, until),
    )
    return rows.filter(counter__room=incident.room_id).count() if incident.room_id is not None else rows.count()


def _call_in_reserve(step: IncidentStep, given: StepContext) -> str:
    office = step.incident.premises.office
    called = call_in_reserve(office=office, day=localise(given.at).date(), by=given.by, at=given.at)
    if not called:
        return "Hôm nay không có ca dự phòng nào để gọi."
    names = list(dict.fromkeys(shift.staff.full_name for shift in called))  # one person may stand by twice in a day
    return f"Đã gọi {len(names)} người dự phòng: {', '.join(names)}."


def _notify_health(step: IncidentStep, given: StepContext) -> str:
    """Send an SMS to Health and the unit's head; a person with no phone in the list is left out."""
    kind = DoorIncident.Kind(step.incident.kind).label
    told = [staff for staff in health_and_head(step.incident.premises.office) if staff.phone][:_MOST_TOLD]
    for staff in told:
        send_incident_notice(step, staff, kind=kind, at=given.at)
    if not told:
        return "Không có số điện thoại của cán bộ y tế, trưởng bộ phận nào trong danh sách: hãy gọi điện."
    return f"Đã nhắn tin báo {len(told)} người: {', '.join(staff.full_name for staff in told)}."


def _message_waiting(step: IncidentStep, given: StepContext) -> str:
    """Send an SMS to those who wait with a ticket today and left a phone."""
    incident = step.incident
    waiting = Ticket.objects.filter(
        premises=incident.premises, day=localise(given.at).date(), state=Ticket.State.WAITING
    )
    told = 0
    for ticket in waiting.exclude(phone="").order_by("id"):
        send_incident_delay(step, ticket, at=given.at)
        told += 1
    left = waiting.filter(phone="").count()
    return f"Đã nhắn tin cho {told} người đang chờ" + (
        f"; {left} người không để lại số: hãy báo tại chỗ." if left else "."
    )


def end_of_day(at: datetime) -> datetime:
    """Midnight after `at` (aware), in Vietnam."""
    local = localise(at)
    return datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)


def _room(incident: DoorIncident) -> Room | None:
    return incident.room


_ACTS: Final[Mapping[str, Callable[[IncidentStep, StepContext], str]]] = {
    "close_room": _close_room,
    "reopen_room": _reopen_room,
    "move_appointments": _move_appointments,
    "call_in_reserve": _call_in_reserve,
    "notify_health": _notify_health,
    "tell_people": _message_waiting,
}
