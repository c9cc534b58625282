"""Begin a procedure online while waiting, with what the ticket knows; the place in the queue stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.catalog.forms import form_pages
from motcua.catalog.models import Procedure
from motcua.catalog.standard_forms import standard_form
from motcua.directives.permissions import may_receive
from motcua.door.queue.actions.events import record_ticket_event
from motcua.door.queue.actions.tickets import locked_ticket
from motcua.door.queue.models import Ticket
from motcua.dossiers.actions import save_draft_page, start_draft
from motcua.dossiers.models import Draft
from motcua.people.models import Office
from motcua.refusals import NotAllowed
from motcua.refusals import NotAllowed as DraftRefused

ONLINE_LEVEL = 3
"""From this level a procedure is handed in online in full (Decree 43/2011 Art. 3)."""


def can_start_online(ticket: Ticket, at: datetime) -> bool:
    """Whether the ticket (procedure, unit loaded) waits for something that can be handed in online at `at` (aware)."""
    procedure = ticket.procedure
    if procedure is None or ticket.state != Ticket.State.WAITING or ticket.purpose == Ticket.Purpose.PICK_UP:
        return False
    return office_takes_online(procedure, ticket.premises.office, at)


def office_takes_online(procedure: Procedure, office: Office, at: datetime) -> bool:
    """Whether this unit takes the procedure online in full at `at` (aware)."""
    if procedure.online_level < ONLINE_LEVEL or not procedure.active:
        return False
    return may_receive(office=office, procedure=procedure, channel="online", at=at).allowed


@transaction.atomic
def start_ticket_online(*, ticket_id: int, at: datetime) -> Draft:
    """Begin the ticket's procedure online, its name and phone filled in; the ticket goes on waiting.

    NotAllowed where the ticket no longer waits or the policy in force does not take the procedure online.
    """
    ticket = locked_ticket(ticket_id)
    if ticket.procedure is None or not can_start_online(ticket, at):
        raise NotAllowed("Việc này hiện chưa làm trực tuyến được.")
    draft = start_filled_draft(
        procedure=ticket.procedure, office=ticket.premises.office, name=ticket.name, phone=ticket.phone, at=at
    )
    if not ticket.went_online:
        ticket.went_online = True
        ticket.save(update_fields=["went_online"])
        record_ticket_event("ticket.went_online", ticket, by=None, at=at, procedure=ticket.procedure.code)
    return draft


@transaction.atomic
def start_filled_draft(*, procedure: Procedure, office: Office, name: str, phone: str, at: datetime) -> Draft:
    """Start a draft at `at` (aware) with the known name and phone. NotAllowed where it is not taken online now."""
    try:
        draft = start_draft(procedure=procedure, office=office, at=at)
    except DraftRefused as refused:
        raise NotAllowed(str(refused)) from refused
    known = {"applicant_name": name, "applicant_phone": phone}
    schema = draft.form.schema if draft.form is not None else standard_form()
    for number, page in enumerate(form_pages(schema), start=1):
        answers = {field.name: known[field.name] for field in page.fields if known.get(field.name)}
        if answers:
            save_draft_page(draft=draft, page=str(number), answers=answers, at=at)
    draft.refresh_from_db()
    return draft
