"""The page that gives a ticket for an appointment's code, at the kiosk or on a phone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.door.booking.queries.appointments import appointment_by_code
from motcua.door.queue.actions import tickets
from motcua.people.actions.throttle import count_attempt
from motcua.web.attempts import attempt
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.door.models import Premises, Ticket

PURPOSE: Final = "hen"
# A code is short: few guesses for one address.
_GUESSES: Final = 8
_WAIT: Final = timedelta(minutes=2)


def with_appointment(request: HttpRequest, premises: Premises, source: str) -> HttpResponse | Ticket:
    """Ask for the code, or make the ticket of today's appointment with this code."""
    if request.method != "POST":
        return _show(request, premises, source)
    moment, typed = moment_of(request), request.POST.get("ma-hen", "")[:20]
    with attempt() as tried:
        count_attempt(f"ticket-code:{premises.pk}:{request.META['REMOTE_ADDR']}", most=_GUESSES, wait=_WAIT, at=moment)
    if tried.seconds:
        words = _("Đang có nhiều người lấy số. Hãy thử lại sau %(seconds)s giây.") % {"seconds": tried.seconds + 1}
        return _show(request, premises, source, wrong=words, status=429)
    found = appointment_by_code(premises_id=premises.pk, code=typed, at=moment)
    if found is None:
        words = _("Hôm nay ở đây không có lịch hẹn với mã này. Hãy xem lại tin nhắn, hoặc lấy số như người chưa hẹn.")
        return _show(request, premises, source, wrong=words, status=422)
    with attempt() as tried:
        return tickets.take_ticket(
            premises_id=premises.pk,
            purpose=found.purpose,
            source=source,
            appointment_id=found.pk,
            groups=request.POST.getlist("nhom")[:10],
            at=moment,
        )
    return _show(request, premises, source, wrong=tried.refused, status=409)


def _show(request: HttpRequest, premises: Premises, source: str, *, wrong: str = "", status: int = 200) -> HttpResponse:
    page: dict[str, Any] = {
        "frame": f"queue/{source}.html",
        "source": source,
        "office": premises.office,
        "again": request.path,
        "wrong": wrong,
        "typed": request.POST.get("ma-hen", "")[:20],
        "purpose": PURPOSE,
    }
    return render(request, "queue/booked.html", page, status=status)
