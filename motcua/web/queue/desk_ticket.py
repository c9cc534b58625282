"""Tickets that an officer takes for a person at the desk."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.door.permissions import CALLS_TICKETS
from motcua.door.places.queries.places import premises_with_role
from motcua.door.queue.actions.tickets import take_ticket
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.queue.choices import ticket_choice_of
from motcua.web.request_moment import moment_of


@login_required
@require_POST
def calling_take(request: HttpRequest) -> HttpResponse:
    """Take a ticket for a person; urgent groups count on the officer's word."""
    staff, moment, sent = staff_of(request), moment_of(request), request.POST
    unit = sent.get("don-vi", "")
    premises = next(
        (premises for premises in premises_with_role(staff, CALLS_TICKETS, moment) if premises.office.code == unit),
        None,
    )
    if premises is None:
        raise Http404
    choice = ticket_choice_of(request, premises.office)
    with attempt(request):
        ticket = take_ticket(
            premises_id=premises.pk,
            purpose=choice.purpose,
            source="desk",
            procedure=choice.procedure,
            field=choice.field,
            groups=sent.getlist("nhom")[:10],
            name=sent.get("ten", "")[:120],
            phone=sent.get("dien-thoai", "")[:30],
            id_number=sent.get("so-dinh-danh", "")[:20],
            uses_neither=choice.uses_neither,
            by=staff,
            at=moment,
            key=sent.get("key", "")[:80],
        )
        messages.success(request, _("Đã lấy số %(code)s.") % {"code": ticket.code})
    return redirect("web:calling")
