"""What the journal and the person hear of the gate. No name, number or answer goes into the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings

from motcua.door.booking.models import Appointment
from motcua.door.gate.entry_rules import Refusal
from motcua.door.gate.guests import Guest
from motcua.door.gate.models import GateDevice, Visit
from motcua.door.gate.occupancy import Standing, counted
from motcua.door.places.models import Premises, Room
from motcua.journal.actions import record
from motcua.notices.actions import queue_message
from motcua.people import checks
from motcua.people.models import Staff
from motcua.people.queries import staff_actor


def note(
    name: str,
    premises: Premises,
    room: Room,
    *,
    by: Staff,
    at: datetime,
    because: Sequence[dict[str, Any]] = (),
    **data: Any,
) -> None:
    """One line about a room of the unit."""
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


def tell_entry(visit: Visit, premises: Premises, standing: Standing, *, by: Staff, at: datetime) -> None:
    """Somebody came in; `inside` is the count with him."""
    inside = counted(standing.room, standing.cap)
    note(
        "entry.admitted", premises, standing.room, by=by, at=at,
        visit=visit.pk, who=visit.who, device=visit.device_in_id, inside=inside, cap=standing.cap.value,
    )  # fmt: skip


def tell_exit(visit: Visit, premises: Premises, room: Room, *, by: Staff, at: datetime) -> None:
    """Somebody went out."""
    note(
        "entry.left", premises, room, by=by, at=at,
        visit=visit.pk, who=visit.who, how=visit.left_how, device=visit.device_out_id,
        inside=room.inside_visitors, staff=room.inside_staff,
    )  # fmt: skip


def tell_refusal(refusal: Refusal, premises: Premises, standing: Standing, *, by: Staff, at: datetime) -> None:
    """Somebody was not let in, and because of which clause."""
    note(
        "entry.refused", premises, standing.room, by=by, at=at, because=refusal.because,
        reason=refusal.reason, check=refusal.check, inside=standing.inside, held=standing.held,
        cap=standing.cap.value, other_way=refusal.other_way,
    )  # fmt: skip


def tell_device(
    name: str, device: GateDevice, premises: Premises, room: Room, *, by: Staff, at: datetime, **data: Any
) -> None:
    """A door was opened or closed, took its share, or told what it had counted alone."""
    note(name, premises, room, by=by, at=at, device=device.pk, door=device.door, share=device.share, **data)


def online_link(guest: Guest) -> str:
    """Where the person does it from home: the procedure of his appointment, else the first page."""
    code = (
        Appointment.objects.filter(pk=guest.appointment_id).values_list("procedure__code", flat=True).first()
        if guest.appointment_id is not None
        else None
    )
    return f"{settings.PUBLIC_URL}/nop-ho-so/{code}/" if code else f"{settings.PUBLIC_URL}/"


def tell_fever(premises: Premises, guest: Guest, at: datetime, *, online: str) -> None:
    """To the phone of one who was not let in because of a fever: `online` is where he goes on from home.

    Nobody known: nothing sent.
    """
    phone = checks.mobile(guest.phone)
    if not guest.phone or not phone.ok:
        return
    text = (
        f"{premises.office.name}: hôm nay bạn chưa vào phòng vì thân nhiệt cao. Bạn nghỉ ngơi, gọi y tế xã khi cần; "
        f"hồ sơ làm tiếp ở nhà tại {online}"
    )
    queue_message(
        to=phone.value, text=text, reference=f"gate-fever:{uuid4()}", subject=f"premises:{premises.pk}", at=at
    )
