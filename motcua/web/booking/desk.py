"""The unit's appointments by day and counter, with arrivals and unanswered offers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalog.queries.procedures import procedure_by_code, procedures_in
from motcua.door.booking.actions.bookings import Booker, book_appointment
from motcua.door.booking.actions.changes import cancel_appointment, record_arrival, record_missed_appointment
from motcua.door.booking.availability import Wish
from motcua.door.booking.queries.appointments import (
    Appointment,
    appointment_among,
    appointments_of_day,
    displaced_count_of,
)
from motcua.door.booking.queries.slots import days_offered
from motcua.door.booking.refusals import AlreadyBooked
from motcua.door.permissions import BOOKS_FOR_OTHERS
from motcua.door.places.queries.places import premises_with_role
from motcua.rulebook.work_calendar import localise
from motcua.web import formats
from motcua.web.attempts import attempt
from motcua.web.booking.forms import CallerForm
from motcua.web.booking.lookup import moment_or_none
from motcua.web.day_asked import day_asked
from motcua.web.desk.access import staff_of
from motcua.web.places.missing_places import missing_places_page
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.door.models import Premises

ACTS = ("den", "vang", "huy")


@login_required
@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """Show one day of one unit; ?don-vi= and ?ngay= choose, the first unit and today otherwise."""
    places = premises_with_role(staff_of(request), BOOKS_FOR_OTHERS, moment_of(request))
    if not places:
        return missing_places_page(request, BOOKS_FOR_OTHERS)
    chosen = next((place for place in places if place.office.code == request.GET.get("don-vi")), places[0])
    return _day_page(request, chosen, places)


@login_required
@require_POST
def appointment_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Record that the person came or did not come, or cancel with a reason."""
    places = _places(request)
    row = appointment_among(places, pk)
    if row is None or act not in ACTS:
        raise Http404
    by, at = staff_of(request), moment_of(request)
    shown = localise(row.during.lower).date()
    with attempt() as tried:
        if act == "den":
            record_arrival(appointment_id=pk, by=by, at=at)
        elif act == "vang":
            record_missed_appointment(appointment_id=pk, by=by, at=at)
        else:
            cancel_appointment(appointment_id=pk, by=by, at=at, why=request.POST.get("why", ""))
        return redirect(f"{reverse('web:appointments')}?don-vi={row.premises.office.code}&ngay={shown.isoformat()}")
    premises = next(place for place in places if place.pk == row.premises_id)
    if "why" in tried.errors:
        wrong = {"pk": pk, "why": request.POST.get("why", ""), "error": tried.errors["why"]}
        return _day_page(request, premises, places, shown=shown, wrong=wrong)
    return _day_page(request, premises, places, shown=shown, refused=tried.refused)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_book(request: HttpRequest, premises_id: int) -> HttpResponse:
    """Book for a person who calls: procedure and day first, then the hour and the person."""
    premises = next((place for place in _places(request) if place.pk == premises_id), None)
    if premises is None:
        raise Http404
    at = moment_of(request)
    procedures = [(procedure.code, str(procedure)) for procedure in procedures_in(level=premises.office.level)]
    code = request.POST.get("procedure") or request.GET.get("procedure") or ""
    procedure = procedure_by_code(code) if code in dict(procedures) else None
    neither = (request.POST.get("neither") or request.GET.get("neither")) == "1"
    wish = Wish(procedure, "hand_in", neither)
    offers = days_offered(premises=premises, wish=wish, at=at) if procedure else []
    times = [
        (
            formats.format_day(offer.day),
            [(f"{time:%Y-%m-%dT%H:%M}", formats.format_moment(time)) for time in offer.times],
        )
        for offer in offers
        if offer.times
    ]
    typed = request.POST if request.method == "POST" else None
    form = CallerForm(typed, procedures=procedures, times=times, initial={"procedure": code})
    refused, known = "", None
    if form.is_bound and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        starts = moment_or_none(given["when"])
        booker = Booker(phone=given["phone"], name=given["name"], groups=given["groups"], staff=staff_of(request))
        with attempt(form=form, shown_by_page=True) as tried:
            if starts is not None:
                made = book_appointment(premises=premises, wish=wish, starts=starts, booker=booker, at=at)
                query = f"don-vi={premises.office.code}&ngay={localise(made.during.lower).date().isoformat()}"
                return redirect(f"{reverse('web:appointments')}?{query}#hen-{made.pk}")
        refused = tried.refused
        known = tried.refusal.appointment if isinstance(tried.refusal, AlreadyBooked) else None
    page = {
        "premises": premises,
        "form": form,
        "procedure": procedure,
        "procedures": procedures,
        "neither": neither,
        "times": times,
        "offers": offers,
        "refused": refused,
        "known": known,
    }
    return render(request, "booking/book_for.html", page, status=409 if refused else 200)


def _places(request: HttpRequest) -> list[Premises]:
    """The places whose appointments the person keeps; 404 for anybody else."""
    found = premises_with_role(staff_of(request), BOOKS_FOR_OTHERS, moment_of(request))
    if not found:
        raise Http404
    return found


def _day_page(
    request: HttpRequest,
    premises: Premises,
    places: list[Premises],
    *,
    shown: date | None = None,
    refused: str = "",
    wrong: dict[str, Any] | None = None,
) -> HttpResponse:
    """`wrong`: the appointment (`pk`) whose reason of cancelling cannot stay as typed (`why`), and the `error`."""
    at = moment_of(request)
    today = localise(at).date()
    asked_day = day_asked(shown.isoformat() if shown else request.GET.get("ngay", ""), today)
    shown = asked_day.day
    rows = appointments_of_day(premises, shown)
    counters: dict[int, list[Appointment]] = {}
    for row in rows:
        counters.setdefault(row.counter.number, []).append(row)
    page = {
        "premises": premises,
        "places": places,
        "day": shown,
        "today": today,
        "before": shown - timedelta(days=1),
        "after": shown + timedelta(days=1),
        "counters": [(found[0].counter, found) for _, found in sorted(counters.items())],
        "count": len(rows),
        "arrived": sum(row.state in {"arrived", "done"} for row in rows),
        "missed": sum(row.state == "missed" for row in rows),
        "waiting": sum(row.state == "booked" for row in rows),
        "displaced": displaced_count_of(premises, at),
        "refused": refused,
        "wrong": wrong,
        "lines": [*asked_day.lines, *([(f"why-{wrong['pk']}", wrong["error"])] if wrong else [])],
        "asked_day": asked_day,
        "now": at,
    }
    return render(request, "booking/desk.html", page, status=409 if refused else 422 if wrong else 200)
