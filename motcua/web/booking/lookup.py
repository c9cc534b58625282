"""Finds the procedure, place, moment or appointment that an address of booking names."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from motcua.catalog.queries.procedures import offices_receiving, procedure_by_code
from motcua.door.booking.availability import Wish
from motcua.door.booking.queries.appointments import Appointment, appointment_by_token
from motcua.door.places.queries.places import premises_at
from motcua.rulebook.vietnamese import VIETNAM

if TYPE_CHECKING:
    from motcua.catalog.models import Procedure
    from motcua.door.models import Premises


def procedure_or_404(code: str) -> Procedure:
    """The active procedure with this code. Http404 for any other."""
    found = procedure_by_code(code)
    if found is None:
        raise Http404
    return found


def receiving_place_or_404(code: str, procedure: Procedure) -> Premises:
    """The place of a unit that receives the procedure."""
    found = premises_at(code)
    if found is None or not offices_receiving(procedure).filter(pk=found.office_id).exists():
        raise Http404
    return found


def moment_or_none(text: str) -> datetime | None:
    """The moment that `text` writes ("2020-04-03T08:15") in Vietnam; None for anything else."""
    try:
        found = datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=VIETNAM)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def wish_to_hand_in(request: HttpRequest, procedure: Procedure) -> Wish:
    """A wish to hand in; "?ngoai-le=1" marks a person who declared to use neither online nor post."""
    return Wish(procedure, "hand_in", uses_neither=request.GET.get("ngoai-le") == "1")


def appointment_or_404(token: str) -> Appointment:
    """The appointment with this secret address."""
    found = appointment_by_token(token)
    if found is None:
        raise Http404
    return found
