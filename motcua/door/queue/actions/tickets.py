"""Take a ticket, wait outside, leave the queue; end the tickets left of past days."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from motcua.catalog.models import Field, Procedure
from motcua.door.booking.day_limit import require_below_day_limit
from motcua.door.booking.events import record_appointment_event
from motcua.door.booking.models import Appointment
from motcua.door.person_keys import person_key, phone_key
from motcua.door.places.locking import lock_premises
from motcua.door.places.models import Premises
from motcua.door.queue.actions.events import announce_queue_change, record_ticket_event
from motcua.door.queue.eligibility import require_reception_open, require_ticket_allowed
from motcua.door.queue.models import Ticket
from motcua.door.queue.queries.queue import counter_takes, counters_in_use
from motcua.dossiers.actions.numbers import next_number
from motcua.journal.actor import SYSTEM
from motcua.people import checks
from motcua.people.actions.throttle import count_attempt
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, TooManyTries
from motcua.rulebook.numbering import ticket_counter_key
from motcua.rulebook.queue_order import APPOINTMENT, GROUP_OF
from motcua.rulebook.work_calendar import localise

SERIES: Final = {
    Ticket.Purpose.HAND_IN.value: "A",
    Ticket.Purpose.PICK_UP.value: "B",
    Ticket.Purpose.ASK.value: "C",
}
BY_ONESELF: Final = frozenset({"kiosk", "phone"})
SOURCES: Final = BY_ONESELF | {"gate", "desk"}
OF_ONE_PHONE: Final = 6
COMES: Final = frozenset({Appointment.State.BOOKED, Appointment.State.ARRIVED, Appointment.State.MISSED})
"""States of an appointment that may take a ticket; a late one waits as without it (rulebook.queue_order)."""
PHONE_WAIT: Final = timedelta(minutes=10)
_TEXTS: Final = {"name": 120, "dossier_code": 40}


@transaction.atomic
def take_ticket(
    *,
    premises_id: int,
    purpose: str,
    source: str,
    at: datetime,
    procedure: Procedure | None = None,
    field: Field | None = None,
    groups: Collection[str] = (),
    appointment_id: int | None = None,
    dossier_code: str = "",
    name: str = "",
    phone: str = "",
    outside: bool = False,
    by: Staff | None = None,
    key: str = "",
    uses_neither: bool = False,
    id_number: str = "",
) -> Ticket:
    """Give the next number of the unit's day and series at `at` (aware). The same `key` again gives the same ticket.

    `groups` as in rulebook.queue_order; a group that people may not claim for themselves counts only where staff (`by`)
    gives the ticket or the procedure is urgent. Where a letter limits the numbers of a person a day, the person is
    known by the phone, or by `id_number` as staff typed it, of which a digest is kept. An appointment brings its
    purpose, procedure, name and phone along, and has one ticket. Raises NotAllowed with the clauses where the counter
    does not receive this today, InvalidInput for a field, AlreadyDone where the phone has a ticket waiting for it.
    """
    if source not in SOURCES or purpose not in SERIES:
        raise InvalidInput({"purpose": "Hãy chọn việc bạn cần làm hôm nay."})
    premises = lock_premises(premises_id)
    token = _token_of(premises, key)
    if token and (again := _loaded().filter(token=token).first()) is not None:
        return again
    booked = _booked(premises, appointment_id, at) if appointment_id is not None else None
    if booked is not None:
        if (given := _loaded().filter(appointment=booked).first()) is not None:
            return given
        purpose, procedure = str(booked.purpose), booked.procedure
        groups = {*groups, *booked.groups}
        name, phone = name or booked.name, phone or booked.phone
        dossier_code, uses_neither = dossier_code or booked.dossier_code, uses_neither or booked.uses_neither
    phone = _phone(phone)
    dossier = require_ticket_allowed(
        premises=premises,
        purpose=purpose,
        procedure=procedure,
        dossier_code=dossier_code,
        at=at,
        uses_neither=uses_neither,
        appointed=booked is not None,
        groups=groups,
    )
    if source in BY_ONESELF:
        require_reception_open(premises.office, at)
    procedure = procedure or (dossier.procedure if dossier is not None else None)
    day = localise(at).date()
    if by is None and booked is None:
        _once_a_phone(premises, day, phone, purpose, procedure, at=at)
    person = person_key(id_number=_id_number(id_number)) if id_number.strip() and by is not None else ""
    person = person or (phone_key(phone) if phone else "")
    if booked is None and purpose != Ticket.Purpose.ASK:
        require_below_day_limit(premises, at, person=person, procedure=procedure)
    ticket = Ticket(
        premises=premises,
        day=day,
        series=SERIES[purpose],
        purpose=purpose,
        procedure=procedure,
        field=procedure.field if procedure is not None else field,
        dossier_code=dossier.code if dossier is not None else _text("dossier_code", dossier_code),
        source=source,
        groups=_groups(groups, procedure, booked, by),
        appointment=booked,
        name=_text("name", name),
        phone=phone,
        person=person,
        outside=outside,
        taken_at=at,
        queued_at=at,
    )
    if token:
        ticket.token = token
    if not any(counter_takes(counter, ticket) for counter in counters_in_use(premises.pk)):
        raise NotAllowed("Ở đây chưa có quầy nhận việc này. Hãy hỏi người hướng dẫn ở cửa.")
    ticket.number = next_number(ticket_counter_key(f"{premises.office.code}:{ticket.series}", day))
    ticket.save()
    if booked is not None:
        _came(booked, by=by, at=at)
    record_ticket_event("ticket.taken", ticket, by=by, at=at, purpose=purpose, source=source, uses_neither=uses_neither)
    announce_queue_change(premises.pk, at=at)
    return ticket


@transaction.atomic
def wait_outside(*, ticket_id: int, at: datetime, phone: str = "") -> Ticket:
    """Keep the place and wait outside: called by message where there is a phone, on the ticket's page anyway."""
    ticket = locked_ticket(ticket_id)
    if ticket.state != Ticket.State.WAITING:
        raise NotAllowed("Số này không còn chờ nữa.")
    ticket.phone = _phone(phone) or ticket.phone
    ticket.outside = True
    ticket.save(update_fields=["phone", "outside"])
    announce_queue_change(ticket.premises_id, at=at)
    return ticket


@transaction.atomic
def leave_queue(*, ticket_id: int, at: datetime, by: Staff | None = None) -> Ticket:
    """Give the place up; a second call does nothing. NotAllowed for a ticket being served or ended."""
    ticket = locked_ticket(ticket_id)
    if ticket.state == Ticket.State.LEFT:
        return ticket
    if ticket.state not in {Ticket.State.WAITING, Ticket.State.CALLED}:
        raise NotAllowed("Số này không còn chờ nữa.")
    ticket.state, ticket.ended_at, ticket.behind = Ticket.State.LEFT, at, 0
    ticket.save(update_fields=["state", "ended_at", "behind"])
    record_ticket_event("ticket.left", ticket, by=by, at=at)
    announce_queue_change(ticket.premises_id, at=at)
    return ticket


@transaction.atomic
def close_tickets(*, at: datetime, most: int = 500) -> int:
    """End what is left of days before the one of `at` (aware); returns how many. The rest waits for the next time.

    A waiting ticket becomes LEFT, a called one SKIPPED, one being served DONE.
    """
    ends = {
        Ticket.State.WAITING: (Ticket.State.LEFT, "ticket.left"),
        Ticket.State.CALLED: (Ticket.State.SKIPPED, "ticket.skipped"),
        Ticket.State.SERVING: (Ticket.State.DONE, "ticket.finished"),
    }
    old = (
        Ticket.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("premises__office")
        .filter(day__lt=localise(at).date(), state__in=ends)
        .order_by("pk")[:most]
    )
    found = list(old)
    for ticket in found:
        ticket.state, name = ends[Ticket.State(ticket.state)]
        ticket.ended_at, ticket.behind = at, 0
        ticket.save(update_fields=["state", "ended_at", "behind"])
        record_ticket_event(name, ticket, by=SYSTEM, at=at, day_over=True)
    return len(found)


def locked_ticket(ticket_id: int) -> Ticket:
    """The ticket under its unit's lock, with what its events need."""
    lock_premises(Ticket.objects.values_list("premises_id", flat=True).get(pk=ticket_id))
    return _loaded().select_for_update(of=("self",)).get(pk=ticket_id)


def _loaded() -> QuerySet[Ticket]:
    return Ticket.objects.select_related("premises__office", "procedure", "field", "appointment")


def _token_of(premises: Premises, key: str) -> str:
    """The token of who sends `key`: the same form sent twice is one ticket, and nobody else can make it."""
    if not key:
        return ""
    made = hmac.digest(settings.SECRET_KEY.encode(), f"ticket:{premises.pk}:{key[:80]}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(made).decode()[:24]


def _booked(premises: Premises, appointment_id: int, at: datetime) -> Appointment:
    row = Appointment.objects.select_related("procedure__field").filter(premises=premises, pk=appointment_id).first()
    if row is None:
        raise InvalidInput({"appointment": "Không có lịch hẹn này ở đây."})
    if row.state not in COMES:
        raise NotAllowed(f"Lịch hẹn {row.code} không còn dùng được. Bạn vẫn lấy số như người chưa hẹn.")
    if localise(row.during.lower).date() != localise(at).date():
        raise NotAllowed(f"Lịch hẹn {row.code} không phải của hôm nay.")
    return row


def _came(row: Appointment, *, by: Staff | None, at: datetime) -> None:
    """Record the arrival of a person who takes a number with an appointment."""
    if row.state == Appointment.State.ARRIVED:
        return
    try:
        with transaction.atomic():
            row.state = Appointment.State.ARRIVED
            row.save(update_fields=["state"])
    except IntegrityError:  # late, and the time was given on: the person is there all the same, without it
        row.state = Appointment.State.DONE
        row.save(update_fields=["state"])
    record_appointment_event("appointment.arrived", row, by=by, at=at)


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    checked = checks.mobile(text)
    if checked.error:
        raise InvalidInput({"phone": checked.error})
    return checked.value


def _id_number(text: str) -> str:
    checked = checks.id_number(text)
    if checked.error:
        raise InvalidInput({"id_number": checked.error})
    return checked.value


def _text(name: str, text: str) -> str:
    return text.replace("\0", "").strip()[: _TEXTS[name]]


def _groups(
    groups: Collection[str], procedure: Procedure | None, booked: Appointment | None, by: Staff | None
) -> list[str]:
    """The groups claimed, in the order of the rule, without those that people may not claim for themselves."""
    said = {code for code in groups if code in GROUP_OF and (by is not None or GROUP_OF[code].own_word)}
    said.discard(APPOINTMENT)
    if booked is not None:
        said.add(APPOINTMENT)
    if procedure is not None and procedure.urgent:
        said.add("urgent")
    return sorted(said, key=lambda code: GROUP_OF[code].rank)


def _once_a_phone(
    premises: Premises, day: date, phone: str, purpose: str, procedure: Procedure | None, *, at: datetime
) -> None:
    """One ticket waiting per phone and procedure, and only so many tries."""
    if not phone:
        return
    waiting = Ticket.objects.filter(premises=premises, day=day, phone=phone, state=Ticket.State.WAITING)
    if waiting.filter(purpose=purpose, procedure=procedure).exists():
        raise AlreadyDone("Số điện thoại này đã có một số đang chờ cho việc này.")
    try:
        count_attempt(f"ticket-phone:{phone}", most=OF_ONE_PHONE, wait=PHONE_WAIT, at=at)
    except TooManyTries as many:
        raise NotAllowed("Số điện thoại này lấy số nhiều lần quá. Hãy đợi ít phút, hoặc hỏi người ở cửa.") from many
