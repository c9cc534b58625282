"""The page of one appointment at its secret address: see it, change it, take an offered time, cancel it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directives.channels import best_first
from motcua.directives.queries import channels_for
from motcua.door.booking.actions.changes import accept_offer, cancel_appointment, change_appointment_time
from motcua.door.booking.availability import wish_of
from motcua.door.booking.events import appointment_link
from motcua.door.booking.queries.appointments import (
    Appointment,
    appointment_by_token,
    current_appointment_of,
    offer_for,
)
from motcua.door.booking.queries.slots import days_offered
from motcua.door.booking.refusals import AlreadyBooked, SlotTaken
from motcua.web.attempts import attempt
from motcua.web.booking.choices import days_page
from motcua.web.booking.lookup import appointment_or_404, moment_or_none
from motcua.web.qr_codes import qr_picture
from motcua.web.request_moment import moment_of

ENDED_WORDS = {
    "cancelled": gettext_noop("Lịch hẹn này đã hủy."),
    "missed": gettext_noop("Giờ hẹn đã qua. Nếu bạn đang ở cửa, hãy nói với cán bộ; hoặc đặt giờ khác."),
    "done": gettext_noop("Lịch hẹn này đã xong. Cảm ơn bạn."),
    "moved": gettext_noop("Lịch hẹn này đã chuyển sang giờ khác."),
}


@require_safe
def appointment(request: HttpRequest, token: str) -> HttpResponse:
    """Show one appointment; the address of a moved one redirects to the one in its place."""
    return _page(request, appointment_or_404(token))


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_change(request: HttpRequest, token: str) -> HttpResponse:
    """Move the appointment to another day and hour at the same unit."""
    row = _own(token)
    at = moment_of(request)
    nearest: list[object] = []
    starts = moment_or_none(request.POST.get("luc", ""))
    if request.method == "POST" and starts is not None:
        with attempt() as tried:
            made = change_appointment_time(appointment_id=row.pk, starts=starts, at=at)
            return redirect(f"{reverse('web:appointment', args=[made.token])}?moi=1")
        if not isinstance(tried.refusal, SlotTaken):
            return _refused(request, row, tried)
        nearest = list(tried.refusal.nearest)
    page = {
        **days_page(days_offered(premises=row.premises, wish=wish_of(row), at=at), request.GET.get("ngay", "")),
        "procedure": row.procedure,
        "premises": row.premises,
        "row": row,
        "posts": True,
        "taken": request.method == "POST",
        "nearest": nearest,
    }
    return render(request, "booking/days.html", page, status=409 if nearest else 200)


@require_POST
def appointment_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take the time held for a displaced appointment."""
    row = appointment_or_404(token)
    with attempt() as tried:
        made = accept_offer(appointment_id=row.pk, at=moment_of(request))
        return redirect(f"{reverse('web:appointment', args=[made.token])}?moi=1")
    return _refused(request, row, tried)


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel the appointment after a second question."""
    row = _own(token)
    if request.method != "POST":
        return render(request, "booking/cancel.html", {"row": row})
    with attempt() as tried:
        cancel_appointment(appointment_id=row.pk, at=moment_of(request))
        return redirect("web:appointment", row.token)
    return _refused(request, row, tried)


def _own(token: str) -> Appointment:
    """The appointment to act on; for a held time, the displaced appointment."""
    row = appointment_or_404(token)
    kept_for = row.moved_from
    if row.state == Appointment.State.HELD and kept_for is not None:
        return appointment_or_404(kept_for.token)
    return row


def _refused(request: HttpRequest, row: Appointment, tried: attempt) -> HttpResponse:
    known = tried.refusal.appointment if isinstance(tried.refusal, AlreadyBooked) else None
    fresh = appointment_by_token(row.token) or row
    return _page(request, fresh, refused=tried.refused, known=known)


def _page(request: HttpRequest, row: Appointment, *, refused: str = "", known: object = None) -> HttpResponse:
    now = current_appointment_of(row)
    if now.pk != row.pk and not refused:
        return redirect("web:appointment", now.token)
    state, at = row.state, moment_of(request)
    old = row.moved_from if state == Appointment.State.HELD else row
    offer = row if state == Appointment.State.HELD else offer_for(row) if state == "displaced" else None
    displaced = state in {"displaced", "held", "lapsed"}
    ways = channels_for(office=row.premises.office, procedure=row.procedure, at=at) if displaced else ()
    page = {
        "row": row,
        "old": old,
        "offer": offer,
        "displaced": displaced,
        "because": (old.because if old else []) or row.because,
        "stands": state in {"booked", "arrived"},
        "may_change": state == "booked" and at < row.during.lower,
        "fresh": request.GET.get("moi") == "1",
        "qr": qr_picture(appointment_link(row), scale=4, border=2),
        "papers": list(row.procedure.papers.all()) if row.procedure and row.purpose == "hand_in" else [],
        "others": [way for way in best_first(ways) if way.is_open and way.channel != "counter"],
        "refused": refused,
        "known": known,
        "ended": ENDED_WORDS.get(state, "") and _(ENDED_WORDS[state]),
    }
    return render(request, "booking/appointment.html", page, status=409 if refused else 200)
