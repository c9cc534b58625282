"""Recognise what was scanned or typed at the door: its kind, and who it is at this unit today."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet

from motcua.door.booking.models import Appointment
from motcua.door.booking.queries.appointments import appointment_by_code, appointment_by_token
from motcua.door.gate.guests import PASS_WORDS, Guest
from motcua.door.gate.models import Visit
from motcua.door.gate.queries.visits import open_visit_of
from motcua.door.health.queries.passes import PREFIX, find_pass, token_in_scan
from motcua.door.person_keys import person_key, phone_key
from motcua.door.places.models import Premises
from motcua.door.queue.models import Ticket
from motcua.people import checks
from motcua.people.models import Staff
from motcua.rulebook.identity_card import LONGEST_SCAN, looks_scanned, read_card_text
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import localise

MOST_NAMES: Final = 8
_TICKET: Final = re.compile(r"([A-Za-z]{1,2})\s*-?\s*(\d{1,4})")
_APPOINTMENT: Final = re.compile(r"(?=.*\d)[A-Za-z0-9]{4}[\s.\-]?[A-Za-z0-9]{2}")
_EXPECTED: Final = (Appointment.State.BOOKED, Appointment.State.ARRIVED, Appointment.State.MISSED)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was read: `kind` pass, staff, appointment, ticket, card, number, phone, name, or nobody.

    `problem` says in words why it is no good, or what to look at; `stop` is set where nobody may enter on it. `visit`
    is where the person already is in the unit. `choices` are several people of one name.
    """

    kind: str
    guest: Guest = field(default_factory=Guest)
    problem: str = ""
    stop: bool = False
    alerts: tuple[str, ...] = ()
    visit: Visit | None = None
    appointment: Appointment | None = None
    ticket: Ticket | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several people: what to type to mean this one."""

    text: str
    name: str
    said: str


def recognise(text: str, *, premises: Premises, at: datetime) -> Arrival:
    """Read what a scanner or a person typed at one unit at `at` (aware). Never raises: what is not known is a name."""
    plain = " ".join(text.replace("\0", "").replace("\ufeff", "").split()) if not looks_scanned(text) else text
    if not plain.strip():
        return Arrival("nobody")
    found = _read(plain[:LONGEST_SCAN], premises, at)
    return replace(found, visit=open_visit_of(found.guest, premises))


def arrival_of_staff(staff: Staff, *, premises: Premises) -> Arrival:
    """A member of staff chosen by name."""
    guest = Guest(who=Visit.Who.STAFF, full_name=staff.full_name, staff=staff)
    return Arrival("staff", guest, visit=open_visit_of(guest, premises))


def staff_of_unit(premises: Premises) -> list[Staff]:
    """Who works at the unit, by name."""
    return list(Staff.objects.filter(office=premises.office, is_active=True).order_by("full_name"))


def _read(plain: str, premises: Premises, at: datetime) -> Arrival:
    if looks_scanned(plain):
        return _of_card(plain)
    if plain[: len(PREFIX)].upper() == PREFIX:
        return _of_pass(plain, premises, at)
    if "/" in plain or re.fullmatch(r"[\w-]{16,64}", plain):
        return _of_address(plain, premises, at)
    if (number := checks.id_number(plain)).ok:
        guest = Guest(person=person_key(id_number=number.value))
        return Arrival("number", guest, problem=number.warning)
    if (phone := checks.phone(plain)).ok:
        return _of_phone(phone.value, premises, at)
    if (ticket := _ticket_by_code(plain, premises, at)) is not None:
        return _of_ticket(ticket)
    if _APPOINTMENT.fullmatch(plain):
        booked = appointment_by_code(premises_id=premises.pk, code=plain, at=at)
        if booked is not None:
            return _of_appointment(booked, premises, at)
        return Arrival("appointment", problem="Không có lịch hẹn với mã này hôm nay ở đây.", stop=True)
    if any(sign.isdigit() for sign in plain) and not any(sign.isspace() for sign in plain):
        return Arrival("nobody", problem="Không đọc được mã này. Hãy quét lại, hoặc gõ họ tên.", stop=True)
    return _of_name(plain, premises, at)


def _of_card(plain: str) -> Arrival:
    card = read_card_text(plain)
    number = checks.id_number(card.number, card.born, card.sex)
    if not card.is_whole or number.error:
        words = "Mã trên thẻ đọc không trọn. Hãy quét lại, hoặc gõ số trên thẻ."
        return Arrival("card", Guest(full_name=card.full_name), problem=words, stop=not card.full_name)
    problem = number.warning
    if "full_name" in card.unreadable:
        problem = "Không đọc được họ tên trên thẻ; số thẻ đã nhận."
    return Arrival("card", Guest(full_name=card.full_name, person=person_key(id_number=number.value)), problem=problem)


def _of_pass(plain: str, premises: Premises, at: datetime) -> Arrival:
    found = find_pass(plain, premises_id=premises.pk, at=at)
    if found.row is None or found.problem:
        return Arrival("pass", problem=PASS_WORDS[found.problem or "unknown"], stop=True)
    row = found.row
    guest = Guest(
        who=Visit.Who.STAFF if row.staff is not None else Visit.Who.VISITOR,
        full_name=row.full_name or (row.staff.full_name if row.staff is not None else ""),
        phone=row.phone,
        person=row.person,
        given_pass=row,
        staff=row.staff,
    )
    return Arrival("staff" if row.staff is not None else "pass", guest, alerts=tuple(found.alerts))


def _of_address(plain: str, premises: Premises, at: datetime) -> Arrival:
    """A page's address or a bare token: of a ticket, of an appointment, else of a pass."""
    token = token_in_scan(plain)[:64]
    tickets = Ticket.objects.select_related("procedure", "appointment")
    ticket = tickets.filter(premises=premises, token=token, day=localise(at).date()).first()
    if ticket is not None:
        return _of_ticket(ticket)
    booked = appointment_by_token(token)
    if booked is not None:
        return _of_appointment(booked, premises, at)
    return _of_pass(plain, premises, at)


def _of_ticket(ticket: Ticket) -> Arrival:
    guest = Guest(
        full_name=ticket.name,
        phone=ticket.phone,
        person=person_key(phone=ticket.phone),
        ticket_id=ticket.pk,
        appointment_id=ticket.appointment_id,
    )
    if ticket.state in {Ticket.State.DONE, Ticket.State.LEFT}:
        return Arrival("ticket", guest, problem=f"Số {ticket.code} đã xong.", ticket=ticket)
    return Arrival("ticket", guest, ticket=ticket)


def _of_appointment(booked: Appointment, premises: Premises, at: datetime) -> Arrival:
    begins = booked.during.lower
    if booked.premises_id != premises.pk:
        return Arrival("appointment", problem="Lịch hẹn này ở đơn vị khác.", stop=True)
    if booked.state not in _EXPECTED or localise(begins).date() != localise(at).date():
        words = f"Lịch hẹn này là của {localise(begins):%H:%M ngày %d/%m}, không dùng được hôm nay."
        if booked.state not in _EXPECTED and localise(begins).date() == localise(at).date():
            words = "Lịch hẹn này không còn hiệu lực."
        return Arrival("appointment", problem=words, appointment=booked, stop=True)
    ticket = Ticket.objects.filter(appointment=booked).first()
    guest = Guest(
        full_name=booked.name,
        phone=booked.phone,
        person=person_key(phone=booked.phone),
        appointment_id=booked.pk,
        ticket_id=ticket.pk if ticket is not None else None,
    )
    return Arrival("appointment", guest, appointment=booked, ticket=ticket)


def _of_phone(phone: str, premises: Premises, at: datetime) -> Arrival:
    booked = _booked_today(premises, at).filter(phone_digest=phone_key(phone)).first()
    if booked is not None:
        return _of_appointment(booked, premises, at)
    ticket = _tickets_today(premises, at).filter(phone=phone).first()
    if ticket is not None:
        return _of_ticket(ticket)
    return Arrival("phone", Guest(phone=phone, person=person_key(phone=phone)))


def _of_name(name: str, premises: Premises, at: datetime) -> Arrival:
    booked = list(_booked_today(premises, at).filter(name__iexact=name)[:MOST_NAMES])
    if len(booked) == 1:
        return _of_appointment(booked[0], premises, at)
    tickets = list(_tickets_today(premises, at).filter(name__iexact=name, appointment=None)[:MOST_NAMES])
    if not booked and len(tickets) == 1:
        return _of_ticket(tickets[0])
    choices = [
        Choice(appointment.code, appointment.name, f"hẹn {localise(appointment.during.lower):%H:%M}")
        for appointment in booked
    ]
    choices += [Choice(ticket.code, ticket.name, f"số {ticket.code}") for ticket in tickets]
    return Arrival("name", Guest(full_name=name[:120]), choices=tuple(choices[:MOST_NAMES]))


def _ticket_by_code(plain: str, premises: Premises, at: datetime) -> Ticket | None:
    read = _TICKET.fullmatch(plain)
    if read is None:
        return None
    rows = Ticket.objects.select_related("procedure", "appointment")
    return rows.filter(premises=premises, day=localise(at).date(), series=read[1].upper(), number=int(read[2])).first()


def _booked_today(premises: Premises, at: datetime) -> QuerySet[Appointment]:
    begins = datetime.combine(localise(at).date(), time(), VIETNAM)
    rows = Appointment.objects.filter(premises=premises, state__in=_EXPECTED, purged_at=None)
    return rows.filter(during__startswith__gte=begins, during__startswith__lt=begins + timedelta(days=1)).order_by(
        "during"
    )


def _tickets_today(premises: Premises, at: datetime) -> QuerySet[Ticket]:
    waiting = (Ticket.State.WAITING, Ticket.State.CALLED, Ticket.State.SERVING)
    rows = Ticket.objects.select_related("procedure", "appointment")
    return rows.filter(premises=premises, day=localise(at).date(), state__in=waiting).order_by("pk")
