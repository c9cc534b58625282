"""Pages that take a ticket: on a phone after the QR at the door, or at the kiosk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.directives.actions.exceptions import record_exception_use
from motcua.directives.channels import best_first
from motcua.directives.queries import channels_for
from motcua.door.booking.day_limit import day_limit_of
from motcua.door.messages import ticket_address
from motcua.door.places.queries.places import premises_by_door
from motcua.door.queue.actions import tickets
from motcua.door.queue.queries.queue import queue_of
from motcua.door.queue.queries.tickets import ticket_by_token, waiting_among
from motcua.people.actions.throttle import count_attempt
from motcua.rulebook.work_calendar import localise
from motcua.web.attempts import attempt
from motcua.web.qr_codes import qr_picture
from motcua.web.queue import appointment_ticket
from motcua.web.queue.choices import (
    PURPOSES,
    TicketChoice,
    fields_here,
    groups_without_appointment,
    procedures_here,
    queue_groups_offered,
    ticket_choice_of,
)
from motcua.web.queue.declaration_notice import declaring_of
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.door.models import Premises, Ticket

_OWN: Final = "tickets"
_REMEMBERED: Final = 10
# How many tickets one address may take without a pause so long: a whole hall may share one.
_LIMITS: Final = {"phone": (20, timedelta(seconds=30)), "kiosk": (8, timedelta(seconds=10))}


@require_http_methods(["GET", "HEAD", "POST"])
def take_ticket_page(request: HttpRequest, door_key: str) -> HttpResponse:
    """Ask on a phone for purpose, matter and details, then show the ticket's page."""
    return _answer_page(request, door_key, "phone")


@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, door_key: str) -> HttpResponse:
    """Ask the same at the kiosk, with big buttons and a printed slip at the end."""
    return _answer_page(request, door_key, "kiosk")


@require_safe
def kiosk_slip(request: HttpRequest, door_key: str, token: str) -> HttpResponse:
    """Show the slip that the kiosk prints: number, QR of its page, people before; then the kiosk begins anew."""
    premises = _premises_or_404(door_key)
    ticket = ticket_by_token(token)
    if ticket is None or ticket.premises_id != premises.pk:
        raise Http404
    place = queue_of(premises.pk, moment_of(request)).place_of_ticket(ticket.pk)
    link = ticket_address(ticket)
    page = {
        "premises": premises,
        "ticket": ticket,
        "queue_place": place,
        "link": link,
        "qr": qr_picture(link, border=2),
    }
    return render(request, "queue/slip.html", page)


def own_tokens(request: HttpRequest) -> list[str]:
    """Tokens of the last tickets that this browser took."""
    return [str(value) for value in request.session.get(_OWN, [])]


def _premises_or_404(door_key: str) -> Premises:
    premises = premises_by_door(door_key)
    if premises is None:
        raise Http404
    return premises


def _answer_page(request: HttpRequest, door_key: str, source: str) -> HttpResponse:
    premises = _premises_or_404(door_key)
    if (request.POST if request.method == "POST" else request.GET).get("viec") == appointment_ticket.PURPOSE:
        found = appointment_ticket.with_appointment(request, premises, source)
        return found if isinstance(found, HttpResponse) else _go_to_ticket(request, premises, found, source)
    choice = ticket_choice_of(request, premises.office)
    if request.method == "POST" and choice.step == "details":
        if "khong-dung-duoc" in request.POST:
            return _cannot_use(request, premises, choice)
        return _take_ticket(request, premises, choice, source)
    return _show_step(request, premises, choice, source)


def _show_step(
    request: HttpRequest,
    premises: Premises,
    choice: TicketChoice,
    source: str,
    *,
    errors: dict[str, str] | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    moment = moment_of(request)
    page: dict[str, Any] = {
        "frame": f"queue/{source}.html",
        "source": source,
        "premises": premises,
        "office": premises.office,
        "choice": choice,
        "errors": errors or {},
        "refused": refused,
        "again": request.path,
    }
    if choice.step == "purpose":
        page["purposes"] = PURPOSES
        page["declaring"] = declaring_of(premises, moment, picture=source == "kiosk")
        if source == "phone":
            page["mine"] = waiting_among(own_tokens(request), premises.pk, localise(moment).date())
        return render(request, "queue/purpose.html", page)
    if choice.step == "matter":
        page["procedures"] = procedures_here(premises.office, choice)
        page["fields"] = [] if choice.q or choice.field else fields_here(premises.office)
        page["without_field"] = request.path + "?" + urlencode({"viec": choice.purpose})
        return render(request, "queue/matter.html", page)
    offers = best_first(_channel_offers(premises, choice, moment))
    counter = next((offer for offer in offers if offer.channel == "counter"), None)
    shut = counter is not None and not counter.is_open
    booking = counter is not None and choice.purpose == "hand_in" and counter.appointment
    free = groups_without_appointment(premises.office, choice.procedure, moment) if booking == "required" else []
    limited = choice.purpose != "ask" and not shut
    page |= {
        "counter": counter,
        "shut": shut,
        "others": [offer for offer in offers if offer.is_open and offer.channel != "counter"] if shut else [],
        "booking": booking,
        "purpose_booked": appointment_ticket.PURPOSE,
        "must_book": booking == "required" and not free,
        "groups": free if booking == "required" else queue_groups_offered(moment),
        "limit": day_limit_of(premises, moment, procedure=choice.procedure) if limited else None,
        "said": request.POST.getlist("nhom"),
        "code_typed": request.POST.get("ma-ho-so", "")[:60],
        "phone_typed": request.POST.get("dien-thoai", "")[:30],
        "outside_typed": request.POST.get("ngoai", ""),
        "key": request.POST.get("key") or uuid4(),
    }
    return render(request, "queue/details.html", page, status=status)


def _channel_offers(premises: Premises, choice: TicketChoice, moment: Any) -> Any:
    """The channels of the policy in force for this matter; guidance counts as for a person who uses neither."""
    return channels_for(
        office=premises.office,
        procedure=choice.procedure,
        at=moment,
        uses_neither=choice.uses_neither or choice.procedure is None,
        direction="return" if choice.purpose == "pick_up" else "receive",
    )


def _take_ticket(request: HttpRequest, premises: Premises, choice: TicketChoice, source: str) -> HttpResponse:
    """Take the ticket by one action; a device that already waits for the matter gets its present ticket."""
    moment, sent = moment_of(request), request.POST
    if source == "phone":
        for waiting in waiting_among(own_tokens(request), premises.pk, localise(moment).date()):
            if waiting.purpose == choice.purpose and waiting.procedure == choice.procedure:
                return redirect("web:ticket", waiting.token)
    with attempt() as tried:
        most, wait = _LIMITS[source]
        count_attempt(f"ticket-{source}:{premises.pk}:{request.META['REMOTE_ADDR']}", most=most, wait=wait, at=moment)
        ticket = tickets.take_ticket(
            premises_id=premises.pk,
            purpose=choice.purpose,
            source=source,
            procedure=choice.procedure,
            field=choice.field,
            groups=sent.getlist("nhom")[:10],
            dossier_code=sent.get("ma-ho-so", "")[:60] if choice.purpose == "pick_up" else "",
            name=sent.get("ten", "")[:120],
            phone=sent.get("dien-thoai", "")[:30],
            outside=source == "phone" and bool(sent.get("ngoai")),
            uses_neither=choice.uses_neither,
            key=sent.get("key", "")[:80],
            at=moment,
        )
        return _go_to_ticket(request, premises, ticket, source)
    if tried.seconds:
        words = _("Đang có nhiều người lấy số. Hãy thử lại sau %(seconds)s giây.") % {"seconds": tried.seconds + 1}
        return _show_step(request, premises, choice, source, refused=words, status=429)
    if tried.errors:
        return _show_step(request, premises, choice, source, errors=tried.errors, status=422)
    return _show_step(request, premises, choice, source, refused=tried.refused, status=409)


def _go_to_ticket(request: HttpRequest, premises: Premises, ticket: Ticket, source: str) -> HttpResponse:
    """Redirect to the slip, or to the ticket's page; only a phone is kept as the holder's."""
    if source == "kiosk":
        return redirect("web:kiosk_slip", premises.door_key, ticket.token)
    _remember(request, ticket)
    return redirect("web:ticket", ticket.token)


def _cannot_use(request: HttpRequest, premises: Premises, choice: TicketChoice) -> HttpResponse:
    """Journal that the person cannot use the channels, then show the page for such a person."""
    if choice.procedure is not None:
        record_exception_use(
            procedure=choice.procedure, office=premises.office, channel="counter", at=moment_of(request)
        )
    values = {"viec": choice.purpose, "thu-tuc": choice.procedure.code if choice.procedure else "", "ngoai-le": "1"}
    return redirect(f"{request.path}?{urlencode(values)}")


def _remember(request: HttpRequest, ticket: Ticket) -> None:
    known = [token for token in own_tokens(request) if token != ticket.token]
    request.session[_OWN] = [*known, ticket.token][-_REMEMBERED:]
