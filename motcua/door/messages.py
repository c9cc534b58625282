"""Every sentence the door sends to people: of appointments, of tickets, after a fever at the gate, of an incident.

Functions that take an event are lines of motcua.reactions; each event has one message, sent once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings

from motcua.journal.queries import Event
from motcua.notices.actions import queue_message
from motcua.people import checks
from motcua.people.models import Staff
from motcua.rulebook.work_calendar import localise

if TYPE_CHECKING:
    from motcua.door.health.models import IncidentStep
    from motcua.door.places.models import Counter, Premises, Room
    from motcua.door.queue.models import Ticket

# --- appointments ---


def _send(event: Event, word: str, text: str) -> None:
    queue_message(
        to=str(event.private.get("phone", "")),
        text=text.format(code=event.subject_label, **{**event.data, **event.private}),
        reference=f"{event.subject}:{word}:{event.data.get('offer', event.pk)}",
        subject=event.subject,
        at=event.at,
    )


def send_appointment_code(event: Event) -> None:
    """Send the code that proves the phone; it is kept in the outbox alone."""
    _send(
        event, "code", "Một cửa: mã đặt lịch của bạn là {secret}, dùng trong {minutes} phút. Không đưa mã này cho ai."
    )


def send_appointment_booked(event: Event) -> None:
    """Send the time, the place and the code of the appointment."""
    _send(event, "booked", "Một cửa: bạn có lịch hẹn {when}, {where}. Mã hẹn {code}. Đổi hoặc hủy: {link}")


def send_appointment_changed(event: Event) -> None:
    """Send the new time of a moved appointment; or that the old time stands after all."""
    if event.data.get("restored"):
        _send(event, "restored", "Một cửa: lịch hẹn {code} lúc {when} của bạn vẫn giữ như cũ, {where}. Xem: {link}")
        return
    _send(event, "changed", "Một cửa: lịch hẹn {code} đã đổi sang {when}, {where}. Xem: {link}")


def send_appointment_cancelled(event: Event) -> None:
    """Send the cancellation, where the unit cancelled: whoever cancels in person has just seen it."""
    if event.data.get("by_unit"):
        _send(event, "cancelled", "Một cửa: rất tiếc, lịch hẹn {code} ({when}) đã hủy. Lý do: {why}. Đặt lại: {link}")


def send_appointment_displaced(event: Event) -> None:
    """Send what took the time away and the time kept instead, or the other channels where there is none."""
    if event.data.get("offer"):
        text = (
            "Một cửa: xin lỗi, lịch hẹn {was} của bạn không còn được vì {why}. Chúng tôi giữ cho bạn {when}, đến "
            "{held_until}. Nhận, chọn giờ khác hoặc cách khác: {link}"
        )
    else:
        text = (
            "Một cửa: xin lỗi, lịch hẹn {was} của bạn không còn được vì {why}. Hiện chưa có giờ khác; bạn có thể nộp "
            "trực tuyến hoặc qua bưu điện, hoặc chọn lại sau: {link}"
        )
    _send(event, "displaced", text)


def say_displacement(because: Sequence[Mapping[str, Any]]) -> str:
    """The `{why}` of `send_appointment_displaced`: the reasons with their documents, "nghỉ lễ (theo 45/2019/QH14)"."""
    notes = dict.fromkeys(str(reason.get("note", "")) for reason in because)
    sources = dict.fromkeys(str(reason.get("document", "")) for reason in because)
    note = "; ".join(filter(None, notes)) or "đơn vị thay đổi lịch tiếp nhận"
    document = "; ".join(filter(None, sources))
    text = note[:1].lower() + note[1:]
    return f"{text} (theo {document})" if document else text


def say_room_closed(room: Room) -> str:
    """The reason of an appointment lost because its room is closed."""
    return f"{room.name} đóng: {room.closed_why or 'việc đột xuất'}"


def say_counter_unstaffed() -> str:
    """The reason of an appointment lost because nobody is at a counter at that time."""
    return "quầy không có người trực giờ đó"


def send_offer_accepted(event: Event) -> None:
    """Send that the offered time is booked, or another that the person chose instead."""
    _send(event, "accepted", "Một cửa: đã xác nhận lịch hẹn mới {when}, {where}. Mã hẹn {code}. Xem: {link}")


def send_offer_lapsed(event: Event) -> None:
    """Send that the kept time has been given up, as nobody answered."""
    _send(
        event, "lapsed", "Một cửa: giờ giữ cho bạn ({when}) đã hết hạn trả lời. Bạn đặt lại lúc nào cũng được: {link}"
    )


def send_appointment_reminder(event: Event) -> None:
    """Send the reminder, on the afternoon before the appointment."""
    _send(event, "reminder", "Một cửa: nhắc bạn lịch hẹn {when}, {where}. Mã hẹn {code}. Cần mang gì, đổi giờ: {link}")


# --- tickets ---


def send_ticket_called(ticket: Ticket, counter: Counter, *, at: datetime) -> None:
    """Send the call to a person who waits outside: once for each call in turn, not when a call is repeated."""
    queue_message(
        to=ticket.phone,
        text=f"Số {ticket.code}: mời bạn vào quầy {counter.number}, {counter.room.name}. {ticket_address(ticket)}",
        reference=f"ticket:{ticket.pk}:called:{ticket.calls}",
        subject=f"ticket:{ticket.pk}",
        at=at,
    )


def send_ticket_soon(ticket: Ticket, before: int, *, at: datetime) -> None:
    """Send to a person who waits outside that the turn is near: `before` others come first."""
    people = f"còn {before} người trước bạn" if before else "sắp đến lượt bạn"
    queue_message(
        to=ticket.phone,
        text=f"Số {ticket.code}: {people}. Mời bạn trở lại gần cửa. {ticket_address(ticket)}",
        reference=f"ticket:{ticket.pk}:soon",
        subject=f"ticket:{ticket.pk}",
        at=at,
    )


def ticket_address(ticket: Ticket) -> str:
    """The whole address of the ticket's page, for a message or a QR code."""
    return f"{settings.PUBLIC_URL}/so/{ticket.token}/"


# --- the gate ---


def send_fever_advice(premises: Premises, phone: str, at: datetime, *, online: str) -> None:
    """Send to a person kept out because of a fever where to go on from home (`online`), if the phone is valid."""
    checked = checks.mobile(phone)
    if not phone or not checked.ok:
        return
    text = (
        f"{premises.office.name}: hôm nay bạn chưa vào phòng vì thân nhiệt cao. Bạn nghỉ ngơi, gọi y tế xã khi cần; "
        f"hồ sơ làm tiếp ở nhà tại {online}"
    )
    queue_message(
        to=checked.value, text=text, reference=f"gate-fever:{uuid4()}", subject=f"premises:{premises.pk}", at=at
    )


# --- incidents ---


def send_incident_notice(step: IncidentStep, staff: Staff, *, kind: str, at: datetime) -> None:
    """Send to Health or the unit's head what happened (`kind` in a word) and where; nothing about the person."""
    incident = step.incident
    where = f", {incident.room.name}" if incident.room is not None else ""
    text = (
        f"{incident.premises.office.name}{where}: {kind}, {localise(incident.opened_at):%H:%M %d/%m}. "
        f"Xem sự việc số {incident.pk}."
    )
    _send_of_incident(step, to=staff.phone, text=text, number=staff.pk, at=at)


def send_incident_delay(step: IncidentStep, ticket: Ticket, *, at: datetime) -> None:
    """Send to a person who waits with a ticket that it takes longer, and that the matter can be done online."""
    office = step.incident.premises.office
    text = f"{office.name}: số {ticket.code} của bạn phải chờ thêm vì có việc ở quầy. Bạn có thể làm trực tuyến."
    _send_of_incident(step, to=ticket.phone, text=text, number=ticket.pk, at=at)


def _send_of_incident(step: IncidentStep, *, to: str, text: str, number: int, at: datetime) -> None:
    incident = step.incident
    reference = f"door_incident:{incident.pk}:{step.position}:{number}"
    queue_message(to=to, text=text, reference=reference, subject=f"door_incident:{incident.pk}", at=at)
