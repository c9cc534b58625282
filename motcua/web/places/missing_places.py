"""What a person sees whose unit has no rooms and counters yet: who sets them up."""

from __future__ import annotations

from collections.abc import Collection

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.people.permissions import powers_of
from motcua.people.queries import Role
from motcua.rulebook.work_calendar import localise
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of


def missing_places_page(
    request: HttpRequest, roles: Collection[Role], *, otherwise: type[Exception] = Http404
) -> HttpResponse:
    """The page for who holds one of `roles` at a unit without rooms; raises `otherwise` for anybody else."""
    powers = powers_of(staff_of(request), localise(moment_of(request)).date())
    if not any(power.role in roles for power in powers):
        raise otherwise
    return render(request, "places/missing_places.html")
