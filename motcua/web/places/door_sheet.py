"""The sheet for the door: QR code, room capacity, checks at the entry with their clauses."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from motcua.directives.channels import say_clauses
from motcua.directives.queries import answers_for
from motcua.door.places.queries.equipment import equipment_places_visible_to
from motcua.door.places.queries.places import place_status
from motcua.door.places.queries.rounds import SUBJECTS, measures_of
from motcua.rulebook.policy.terms import Answer
from motcua.web.desk.access import language_of, staff_of
from motcua.web.places.access import LARGEST_KEY
from motcua.web.qr_codes import qr_picture
from motcua.web.request_moment import moment_of


@login_required
@require_safe
def door_sheet(request: HttpRequest, premises_id: int) -> HttpResponse:
    """Show the A4 sheet for the door, to the staff who may see the place's equipment."""
    staff, at = staff_of(request), moment_of(request)
    premises = (
        None if premises_id >= LARGEST_KEY else equipment_places_visible_to(staff, at).filter(pk=premises_id).first()
    )
    if premises is None:
        raise Http404
    now = place_status(premises, at)
    answers = answers_for(office=premises.office, at=at)
    link = door_link(premises.door_key)
    context = {
        "premises": premises,
        "link": link,
        # Read from far and with a corner torn off; the sheet leaves its quiet edge.
        "qr": qr_picture(link, error="q", border=0),
        "rooms": [room for room in now.rooms if room.room.kind == "service"],
        "unit_cap": now.unit_limit,
        "checks": checks_of(answers, language_of(request)),
        "at": at,
    }
    return render(request, "places/door_sheet.html", context)


def checks_of(answers: Mapping[str, Answer], language: str) -> list[tuple[str, bool, str]]:
    """The checks in force: words, whether officers are checked too, and the clauses."""
    found: dict[str, tuple[str, bool, str]] = {}
    for subject in SUBJECTS:
        for measure in measures_of(answers, subject):
            words, staff_too, clauses = measure.label(language), subject == "staff", say_clauses(measure.because)
            if measure.name in found:
                staff_too = staff_too or found[measure.name][1]
            found[measure.name] = (words, staff_too, clauses)
    return [found[name] for name in sorted(found)]


def door_link(key: str) -> str:
    """The absolute address that the code on the door opens."""
    try:
        path = reverse("web:take_ticket", args=[key])
    except NoReverseMatch:
        path = f"/lay-so/{key}/"
    return f"{settings.PUBLIC_URL}{path}"
