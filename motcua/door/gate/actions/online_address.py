"""Begin the procedure online for a person kept out by a fever, with what the door knows of the person."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings

from motcua.catalog.models import Procedure
from motcua.door.booking.models import Appointment
from motcua.door.gate.guests import Guest
from motcua.door.person_keys import phone_key
from motcua.door.places.models import Premises
from motcua.door.queue.actions.online_start import office_takes_online, start_filled_draft
from motcua.door.queue.models import Ticket
from motcua.dossiers.actions.draft_links import make_draft_link
from motcua.refusals import NotAllowed
from motcua.rulebook.work_calendar import localise

_IN_LINE: Final = (Ticket.State.WAITING, Ticket.State.CALLED, Ticket.State.SERVING)
_EXPECTED: Final = (Appointment.State.BOOKED, Appointment.State.ARRIVED, Appointment.State.MISSED)


def online_address_for(guest: Guest, premises: Premises, at: datetime) -> str:
    """The absolute address where this person goes on at `at` (aware), in the caller's transaction.

    Where an appointment or a ticket says what for, a draft with the name and the phone, opened once within a day;
    else the first page of the procedure, or of the portal.
    """
    procedure = _matter(guest, premises, at)
    if procedure is None or not office_takes_online(procedure, premises.office, at):
        return online_link(guest)
    try:
        draft = start_filled_draft(
            procedure=procedure, office=premises.office, name=guest.full_name, phone=guest.phone, at=at
        )
    except NotAllowed:
        return online_link(guest)
    return make_draft_link(draft=draft, phone=guest.phone, at=at)


def _matter(guest: Guest, premises: Premises, at: datetime) -> Procedure | None:
    """What the guest came for: by the appointment, the ticket, or what is known today under the phone."""
    day = localise(at).date()
    booked = Appointment.objects.filter(premises=premises, purpose=Appointment.Purpose.HAND_IN, state__in=_EXPECTED)
    tickets = Ticket.objects.filter(premises=premises, day=day, state__in=_IN_LINE).exclude(
        purpose=Ticket.Purpose.PICK_UP
    )
    if guest.appointment_id is not None:
        booked, tickets = booked.filter(pk=guest.appointment_id), tickets.filter(appointment_id=guest.appointment_id)
    elif guest.ticket_id is not None:
        booked, tickets = booked.none(), tickets.filter(pk=guest.ticket_id)
    elif guest.phone:
        booked, tickets = booked.filter(phone_digest=phone_key(guest.phone)), tickets.filter(phone=guest.phone)
    else:
        return None
    rows = [
        appointment
        for appointment in booked.select_related("procedure")
        if localise(appointment.during.lower).date() == day
    ]
    found: list[Appointment | Ticket] = [*rows, *tickets.select_related("procedure").order_by("-pk")]
    return next((row.procedure for row in found if row.procedure is not None), None)


def online_link(guest: Guest) -> str:
    """The address for going on from home: the procedure of the appointment, else the first page."""
    code = (
        Appointment.objects.filter(pk=guest.appointment_id).values_list("procedure__code", flat=True).first()
        if guest.appointment_id is not None
        else None
    )
    return f"{settings.PUBLIC_URL}/nop-ho-so/{code}/" if code else f"{settings.PUBLIC_URL}/"
