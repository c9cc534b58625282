"""The page that asks for the person's name, phone and groups, then for a code unless the phone is known here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.door.booking.actions.bookings import Booker, book_appointment
from motcua.door.booking.availability import Wish
from motcua.door.booking.refusals import AlreadyBooked, SlotTaken
from motcua.people.queries import proved_phones_of
from motcua.web.account.citizens import citizen_of
from motcua.web.account.phone_sign_in import wait_words
from motcua.web.attempts import attempt
from motcua.web.booking.browser_state import address_of, ask_code, proof_of, session_key_of, vouches
from motcua.web.booking.forms import PersonForm
from motcua.web.booking.lookup import moment_or_none, procedure_or_404, receiving_place_or_404, wish_to_hand_in
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.door.models import Premises


@require_http_methods(["GET", "HEAD", "POST"])
def book_person(request: HttpRequest, code: str, unit: str, when: str) -> HttpResponse:
    """Ask for the person who takes the chosen time."""
    procedure = procedure_or_404(code)
    premises = receiving_place_or_404(unit, procedure)
    starts = moment_or_none(when)
    if starts is None:
        raise Http404
    wish = wish_to_hand_in(request, procedure)
    form = PersonForm(request.POST if request.method == "POST" else None, initial=_known(request))
    status = 200
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        if vouches(request, given["phone"]):
            return book_chosen_time(request, premises=premises, wish=wish, starts=starts, given=given)
        with attempt() as tried:
            ask_code(
                request,
                {
                    **given,
                    "unit": unit,
                    "procedure": code,
                    "when": when,
                    "uses_neither": wish.uses_neither,
                },
            )
            return redirect("web:book_code")
        form.add_error("phone", wait_words(tried.seconds))
        status = 429
    page = {
        "form": form,
        "procedure": procedure,
        "premises": premises,
        "starts": starts,
        "carried": "ngoai-le=1" if wish.uses_neither else "",
    }
    return render(request, "booking/person.html", page, status=status)


def book_chosen_time(
    request: HttpRequest,
    *,
    premises: Premises,
    wish: Wish,
    starts: datetime,
    given: dict[str, object],
    dossier_code: str = "",
) -> HttpResponse:
    """Book for the proved phone; a refusal is shown with what to do instead."""
    session = citizen_of(request)
    phone = str(given["phone"])
    groups = given.get("groups")
    booker = Booker(
        phone=phone,
        name=str(given.get("name", "")),
        groups=[str(group) for group in groups] if isinstance(groups, list) else [],
        proof=proof_of(request, phone),
        citizen=session.citizen if session else None,
        address=address_of(request),
        device=session_key_of(request),
    )
    back = reverse("web:book_pick_up_days")
    if wish.purpose == "hand_in" and wish.procedure is not None:
        back = reverse("web:book_days", args=[wish.procedure.code, premises.office.code])
    page: dict[str, Any] = {
        "premises": premises,
        "wish": wish,
        "back": back,
        "carried": "ngoai-le=1" if wish.uses_neither else "",
    }
    with attempt() as tried:
        made = book_appointment(
            premises=premises, wish=wish, starts=starts, booker=booker, at=moment_of(request), dossier_code=dossier_code
        )
        return redirect(f"{reverse('web:appointment', args=[made.token])}?moi=1")
    match tried.refusal:
        case AlreadyBooked() as known:
            page["known"] = known.appointment
        case SlotTaken() as taken:
            page |= {"nearest": taken.nearest, "taken": True}
        case _:
            page["told"] = wait_words(tried.seconds) if tried.seconds else tried.refused
    return render(request, "booking/refused.html", page, status=429 if tried.seconds else 409)


def _known(request: HttpRequest) -> dict[str, str]:
    """The form's first values, from the citizen signed in."""
    session = citizen_of(request)
    if session is None:
        return {}
    return {"name": session.citizen.full_name, "phone": next(iter(proved_phones_of(session.citizen)), "")}
