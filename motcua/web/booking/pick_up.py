"""Booking to pick up a result. Only the dossier's own phone learns whether its code exists."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.door.booking.availability import Wish
from motcua.door.booking.queries.appointments import result_waiting
from motcua.door.booking.queries.slots import days_offered
from motcua.door.places.queries.places import premises_of
from motcua.web.account.phone_sign_in import wait_words
from motcua.web.attempts import attempt
from motcua.web.booking.browser_state import ask_code, vouches
from motcua.web.booking.choices import days_page
from motcua.web.booking.forms import PickUpForm
from motcua.web.booking.lookup import moment_or_none
from motcua.web.booking.person import book_chosen_time
from motcua.web.request_moment import moment_of

_CHOSEN: Final = "booking_dossier"


@require_http_methods(["GET", "HEAD", "POST"])
def book_pick_up(request: HttpRequest) -> HttpResponse:
    """Ask for the dossier and its phone; the answer is the same whether or not the dossier exists."""
    form = PickUpForm(
        request.POST if request.method == "POST" else None, initial={"dossier": request.GET.get("ma", "")}
    )
    status = 200
    if form.is_bound and form.is_valid():
        dossier, phone = form.cleaned_data["dossier"], form.cleaned_data["phone"]
        if vouches(request, phone):
            remember_dossier(request, dossier, phone)
            return redirect("web:book_pick_up_days")
        with attempt() as tried:
            ask_code(request, {"dossier": dossier, "phone": phone})
            return redirect("web:book_code")
        form.add_error("phone", wait_words(tried.seconds))
        status = 429
    return render(request, "booking/pick_up.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def book_pick_up_days(request: HttpRequest) -> HttpResponse:
    """Choose day and hour at the unit where the result waits; the button books."""
    chosen: dict[str, Any] | None = request.session.get(_CHOSEN)
    if chosen is None or not vouches(request, chosen["phone"]):
        return redirect("web:book_pick_up")
    dossier = result_waiting(chosen["dossier"], chosen["phone"])
    premises = premises_of(dossier.office) if dossier else None
    if dossier is None or premises is None:
        page = {"form": PickUpForm(), "missing": True, "office": dossier.office if dossier else None}
        return render(request, "booking/pick_up.html", page, status=404)
    wish = Wish(dossier.procedure, "pick_up")
    starts = moment_or_none(request.POST.get("luc", ""))
    if request.method == "POST" and starts is not None:
        given: dict[str, object] = {"name": dossier.applicant_name, "phone": chosen["phone"]}
        return book_chosen_time(
            request, premises=premises, wish=wish, starts=starts, given=given, dossier_code=dossier.code
        )
    offers = days_offered(premises=premises, wish=wish, at=moment_of(request))
    page = {
        **days_page(offers, request.GET.get("ngay", "")),
        "procedure": dossier.procedure,
        "premises": premises,
        "dossier": dossier,
        "posts": True,
    }
    return render(request, "booking/days.html", page)


def remember_dossier(request: HttpRequest, dossier: str, phone: str) -> None:
    """Keep in the session which dossier this browser may pick up."""
    request.session[_CHOSEN] = {"dossier": dossier, "phone": phone}
