"""The page of one ticket on the holder's phone: number, people before, time to wait, what to do meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.door.queue.actions import online_start, ratings, tickets
from motcua.door.queue.queries.queue import queue_of
from motcua.door.queue.queries.tickets import is_rated, ticket_by_token, waiting_areas
from motcua.refusals import AlreadyDone
from motcua.rulebook.work_calendar import localise
from motcua.web.attempts import attempt
from motcua.web.citizen.hand_in.access import address, remember_draft
from motcua.web.queue.declaration_notice import declaring_of
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.door.models import Ticket

SCORES: Final = (
    (5, gettext_lazy("Rất hài lòng")),
    (4, gettext_lazy("Hài lòng")),
    (3, gettext_lazy("Bình thường")),
    (2, gettext_lazy("Chưa hài lòng")),
    (1, gettext_lazy("Rất không hài lòng")),
)


@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Show the ticket as it stands; a live stream or a reload keeps it current."""
    return _show(request, _ticket_or_404(token))


@require_POST
def ticket_outside(request: HttpRequest, token: str) -> HttpResponse:
    """Record that the holder waits outside."""
    row = _ticket_or_404(token)
    with attempt(request, shown_by_page=True) as tried:
        tickets.wait_outside(ticket_id=row.pk, phone=request.POST.get("dien-thoai", "")[:30], at=moment_of(request))
    if tried.errors:
        return _show(request, row, errors=tried.errors, status=422)
    return redirect("web:ticket", token)


@require_http_methods(["GET", "HEAD", "POST"])
def ticket_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Give the ticket up, after a second question."""
    row = _ticket_or_404(token)
    if request.method != "POST":
        return render(request, "queue/leave.html", {"ticket": row})
    with attempt(request):
        tickets.leave_queue(ticket_id=row.pk, at=moment_of(request))
    return redirect("web:ticket", token)


@require_POST
def ticket_online(request: HttpRequest, token: str) -> HttpResponse:
    """Begin the procedure online with the ticket's data."""
    row = _ticket_or_404(token)
    with attempt(request):
        draft = online_start.start_ticket_online(ticket_id=row.pk, at=moment_of(request))
        remember_draft(request, draft)
        return redirect(address("draft", draft))
    return redirect("web:ticket", token)


@require_POST
def ticket_rate(request: HttpRequest, token: str) -> HttpResponse:
    """Take the holder's rating, once."""
    row = _ticket_or_404(token)
    score = request.POST.get("muc", "")
    with attempt() as tried:
        ratings.rate_service(
            ticket_id=row.pk,
            score=int(score) if score in {"1", "2", "3", "4", "5"} else 0,
            remark=request.POST.get("gop-y", "")[:4000],
            at=moment_of(request),
        )
    if tried.errors:
        return _show(request, row, errors=tried.errors, status=422)
    if tried.refused and not isinstance(tried.refusal, AlreadyDone):  # that it was rated already the page says itself
        messages.warning(request, tried.refused, extra_tags="soon")
    return redirect("web:ticket", token)


def _ticket_or_404(token: str) -> Ticket:
    row = ticket_by_token(token)
    if row is None:
        raise Http404
    return row


def _show(
    request: HttpRequest, row: Ticket, *, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    moment = moment_of(request)
    page: dict[str, Any] = {"ticket": row, "errors": errors or {}, "scores": SCORES}
    page["phone_typed"] = request.POST.get("dien-thoai", "")[:30]
    page["remark_typed"] = request.POST.get("gop-y", "")[:4000]
    page["today"] = row.day == localise(moment).date()
    if row.state == "waiting" and page["today"]:
        place = queue_of(row.premises_id, moment).place_of_ticket(row.pk)
        page |= {
            "queue_place": place,
            "where": " · ".join(room.name for room in waiting_areas(row.premises_id)),
            "online": online_start.can_start_online(row, moment),
            "declaring": declaring_of(row.premises, moment),
        }
    if row.state == "done":
        page["rated"] = is_rated(row)
    page["title"] = _("Số %(code)s") % {"code": row.code}
    return render(request, "queue/ticket.html", page, status=status)
