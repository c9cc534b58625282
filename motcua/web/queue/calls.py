"""The officer's page of calls: sit down at a counter, call the next with the reason, act on the ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.door.booking.day_limit import day_limit_of
from motcua.door.permissions import CALLS_TICKETS
from motcua.door.places.queries.places import premises_with_role
from motcua.door.queue.actions import calls as acts
from motcua.door.queue.actions.counter_sessions import close_counter, open_counter
from motcua.door.queue.queries.queue import CounterTurn, Queue, queue_of
from motcua.door.queue.queries.tickets import absent_tickets, counter_session_of, tickets_done_at, tickets_visible_to
from motcua.refusals import InvalidInput
from motcua.rulebook.queue_order import BEHIND_AFTER_SKIP, MOST_SKIPS
from motcua.rulebook.work_calendar import localise
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.places.missing_places import missing_places_page
from motcua.web.queue.choices import PURPOSES, desk_groups_offered, fields_here
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.catalog.models import Field
    from motcua.door.models import Counter, Premises, Ticket

_ACTS: Final[dict[str, Callable[..., Ticket]]] = {
    "goi-lai": acts.call_again,
    "bo-qua": acts.skip_ticket,
    "bat-dau": acts.start_serving,
    "xong": acts.finish_serving,
}


def _transfers(places: list[CounterTurn], fields: list[Field]) -> list[tuple[str, str]]:
    """The counters and fields that a ticket may be transferred to."""
    shown = []
    for place in places:
        number = _("Quầy %(number)s") % {"number": place.counter.number}
        closed = "" if place.staff else f" ({_('đóng')})"
        shown.append((f"quay:{place.counter.pk}", f"{number} {place.counter.name}{closed}"))
    return shown + [(f"linh-vuc:{field.code}", f"{_('Lĩnh vực')}: {field.name}") for field in fields]


@login_required
@require_safe
def calling(request: HttpRequest) -> HttpResponse:
    """Show the counter with its ticket and line; without one, the counters to open."""
    staff, moment = staff_of(request), moment_of(request)
    places = premises_with_role(staff, CALLS_TICKETS, moment)
    if not places:
        return missing_places_page(request, CALLS_TICKETS)
    session = counter_session_of(staff)
    if session is None or session.counter.premises_id not in {place.pk for place in places}:
        found = [(place, queue_of(place.pk, moment)) for place in places]
        return render(request, "queue/counters.html", {"places": found})
    counter = session.counter
    queue = queue_of(counter.premises_id, moment)
    here = next((place.ticket for place in queue.counters if place.counter.pk == counter.pk), None)
    day = localise(moment).date()
    fields = fields_here(counter.premises.office)
    page: dict[str, Any] = {
        "counter": counter,
        "premises": counter.premises,
        "ticket": here,
        "lines": _lines(queue, counter),
        "others": _others(queue, counter),
        "absent": absent_tickets(counter.premises_id, day),
        "done": tickets_done_at(counter.pk, day),
        "queue": queue,
        "to_counters": [place for place in queue.counters if place.counter.pk != counter.pk],
        "transfers": _transfers([place for place in queue.counters if place.counter.pk != counter.pk], fields),
        "fields": fields,
        "key": uuid4(),
        "groups": desk_groups_offered(counter.premises.office, moment),
        "limit": day_limit_of(counter.premises, moment),
        "purposes": PURPOSES,
        "behind": BEHIND_AFTER_SKIP,
        "most_skips": MOST_SKIPS,
    }
    return render(request, "queue/calling.html", page)


@login_required
@require_POST
def calling_counter(request: HttpRequest, counter_id: int, act: str) -> HttpResponse:
    """Open a counter ("mo"), close it ("dong"), call the next to it ("goi"), or one who was absent ("co-mat")."""
    staff, moment = staff_of(request), moment_of(request)
    at_counter: dict[str, Any] = {"counter_id": _counter_or_404(request, counter_id), "by": staff, "at": moment}
    with attempt(request):
        if act == "mo":
            open_counter(**at_counter)
        elif act == "dong":
            close_counter(**at_counter)
        elif act == "goi":
            if acts.call_next(**at_counter) is None:
                messages.info(request, _("Không còn ai chờ ở quầy này."))
        elif act == "co-mat":
            ticket_id = request.POST.get("so", "")
            acts.call_absent(ticket_id=_ticket_or_404(request, ticket_id).pk, **at_counter)
        else:
            raise Http404
    return redirect("web:calling")


@login_required
@require_POST
def calling_ticket(request: HttpRequest, ticket_id: int, act: str) -> HttpResponse:
    """Do one act on the counter's ticket: a key of the table, or "chuyen" to another counter or field."""
    row = _ticket_or_404(request, str(ticket_id))
    done: dict[str, Any] = {"ticket_id": row.pk, "by": staff_of(request), "at": moment_of(request)}
    with attempt(request):
        if act == "chuyen":
            acts.transfer_ticket(**done, **_whither(request, row.premises))
        elif act in _ACTS:
            _ACTS[act](**done)
            if act == "goi-lai":  # nothing else on this page shows that the boards have said it again
                messages.success(request, _("Đã gọi lại số %(code)s.") % {"code": row.code})
        else:
            raise Http404
        if act == "xong" and "tiep" in request.POST and row.counter_id is not None:
            acts.call_next(counter_id=row.counter_id, by=done["by"], at=done["at"])
    return redirect("web:calling")


def _whither(request: HttpRequest, premises: Premises) -> dict[str, Any]:
    """The counter or field that the form names: "quay:7" or "linh-vuc:HT"."""
    kind, _colon, value = request.POST.get("den", "").partition(":")
    if kind == "quay" and value.isascii() and value.isdecimal() and len(value) < 10:
        return {"to_counter_id": int(value)}
    if kind == "linh-vuc":
        return {"field": next((field for field in fields_here(premises.office) if field.code == value), None)}
    raise InvalidInput({"to": _("Hãy chọn quầy hoặc lĩnh vực chuyển đến.")})


def _counter_or_404(request: HttpRequest, counter_id: int) -> int:
    """The counter, where the person calls people. Http404 for any other."""
    moment = moment_of(request)
    for place in premises_with_role(staff_of(request), CALLS_TICKETS, moment):
        if place.counters.filter(pk=counter_id).exists():
            return counter_id
    raise Http404


def _ticket_or_404(request: HttpRequest, ticket_id: str) -> Ticket:
    if not (ticket_id.isascii() and ticket_id.isdecimal() and len(ticket_id) < 15):
        raise Http404
    row = tickets_visible_to(staff_of(request), moment_of(request)).filter(pk=int(ticket_id)).first()
    if row is None:
        raise Http404
    return row


def _lines(queue: Queue, counter: Counter) -> list[dict[str, Any]]:
    """The counter's line: each ticket with its reason, its wait so far, and whether it was absent."""
    return [
        {
            "ticket": ticket,
            "place": number,
            "reason": placed.reason,
            "past": placed.past_patience,
            "waited": int((queue.at - ticket.queued_at).total_seconds() // 60),
        }
        for number, (ticket, placed) in enumerate(queue.line_of(counter), start=1)
    ]


def _others(queue: Queue, counter: Counter) -> int:
    """How many tickets wait for other counters alone."""
    return len(queue.waiting) - len(queue.line_of(counter))
