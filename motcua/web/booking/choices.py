"""The first pages of booking: purpose, procedure, unit, day and hour; every choice is in the address."""

from __future__ import annotations

from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.catalog.queries.procedures import active_procedures
from motcua.catalog.search import search_procedures
from motcua.directives.actions.exceptions import record_exception_use
from motcua.directives.channels import best_first
from motcua.directives.queries import channels_for
from motcua.door.booking.day_limit import day_limit_of
from motcua.door.booking.queries.slots import DayOffer, days_offered, units_offered
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.booking.lookup import procedure_or_404, receiving_place_or_404, wish_to_hand_in
from motcua.web.request_moment import moment_of

MOST_FOUND = 20


@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """Ask whether to hand in or to pick up."""
    return render(request, "booking/what.html")


@require_safe
def book_procedures(request: HttpRequest) -> HttpResponse:
    """Choose the procedure: search results, or all by field."""
    text = request.GET.get("q", "").strip()[:200]
    found = search_procedures(text, MOST_FOUND) if text else []
    fields: dict[str, list[object]] = {}
    if not found:
        for procedure in active_procedures():
            fields.setdefault(procedure.field.name, []).append(procedure)
    page = {"q": text, "found": found, "fields": sorted(fields.items())}
    return render(request, "booking/procedures.html", page)


@require_safe
def book_units(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the unit; the one with the nearest free day comes first."""
    procedure = procedure_or_404(code)
    wish = wish_to_hand_in(request, procedure)
    found = units_offered(wish=wish, at=moment_of(request))
    page = {"procedure": procedure, "units": found, "uses_neither": wish.uses_neither}
    return render(request, "booking/units.html", page)


@require_safe
def book_days(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Choose the day, and with ?ngay= its hour."""
    procedure = procedure_or_404(code)
    premises = receiving_place_or_404(unit, procedure)
    wish = wish_to_hand_in(request, procedure)
    at = moment_of(request)
    offers = days_offered(premises=premises, wish=wish, at=at)
    days = days_page(offers, request.GET.get("ngay", ""))
    chosen = days["chosen"]
    visit = datetime.combine(chosen.day, time(12), VIETNAM) if isinstance(chosen, DayOffer) else at
    offered = channels_for(office=premises.office, procedure=procedure, at=visit, only="counter")
    page = {
        **days,
        "counter": next((offer for offer in offered if offer.appointment), None),
        "limit": day_limit_of(premises, visit, procedure=procedure),
        "procedure": procedure,
        "premises": premises,
        "uses_neither": wish.uses_neither,
        "carried": "ngoai-le=1" if wish.uses_neither else "",
        "neither_days": f"{request.path}?ngoai-le=1",
        "exception": not wish.uses_neither and any(offer.exception for offer in offers),
        "ways": [
            way
            for way in best_first(channels_for(office=premises.office, procedure=procedure, at=at))
            if way.is_open and way.channel != "counter"
        ],
    }
    return render(request, "booking/days.html", page)


@require_POST
def book_cannot_use(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Journal that the person can use neither online nor post, then show that person's days."""
    procedure = procedure_or_404(code)
    premises = receiving_place_or_404(unit, procedure)
    record_exception_use(procedure=procedure, office=premises.office, channel="counter", at=moment_of(request))
    return redirect(f"{reverse('web:book_days', args=[code, unit])}?ngoai-le=1")


def days_page(offers: list[DayOffer], chosen: str) -> dict[str, object]:
    """Context of a page of days: the chosen day with its hours, mornings apart from afternoons."""
    day = _day(chosen)
    offer = next((offer for offer in offers if offer.day == day), None)
    times = offer.times if offer else ()
    parts = [[time for time in times if time.hour < 12], [time for time in times if time.hour >= 12]]
    return {
        "offers": offers,
        "chosen": offer,
        "morning": parts[0],
        "afternoon": parts[1],
        "any_free": any(offer.times for offer in offers),
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
