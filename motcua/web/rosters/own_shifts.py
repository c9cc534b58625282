"""One's own shifts, changes asked for, absences and calendar address."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.rosters.permissions import offices_overseen, offices_planned
from motcua.rosters.queries.feed import has_feed
from motcua.rosters.queries.shifts import offices_near, own_absences, own_shifts
from motcua.rosters.queries.swaps import swaps_of
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.rosters.shift_lines import KINDS, shift_line_of


@login_required
@require_safe
def rosters(request: HttpRequest) -> HttpResponse:
    """The first page: one's own shifts; who plans for a unit comes to the unit's week first."""
    staff, at = staff_of(request), moment_of(request)
    if "cua-toi" not in request.GET and (office := offices_planned(staff, at).first()):
        return redirect("web:roster_week", code=office.code)
    return render(request, "rosters/own.html", own_context(request))


def back_to_own() -> HttpResponse:
    """To one's own shifts, for heads too."""
    return redirect(f"{reverse('web:rosters')}?cua-toi")


def own_context(request: HttpRequest) -> dict[str, Any]:
    """What the page of one's own shifts shows."""
    staff, at = staff_of(request), moment_of(request)
    lines = [shift_line_of(shift) for shift in own_shifts(staff, at)]
    swaps = [
        {
            "swap": swap,
            "gives": shift_line_of(swap.shift),
            "takes": shift_line_of(swap.other) if swap.other else None,
            "asked_of_me": swap.to_id == staff.pk,
        }
        for swap in swaps_of(staff)
    ]
    return {
        "days": [(day, list(rows)) for day, rows in groupby(lines, key=lambda item: item.day)],
        "swaps": swaps,
        "absences": [(absence, KINDS[absence.kind]) for absence in own_absences(staff, at)],
        "has_feed": has_feed(staff),
        "tabs": tabs_of(request, "own"),
        "now": at,
    }


def tabs_of(request: HttpRequest, here: str) -> dict[str, Any]:
    """The pages of the room this person has: own shifts, the weeks of units nearby, gaps. A few small queries."""
    staff, at = staff_of(request), moment_of(request)
    return {
        "here": here,
        "offices": list(offices_near(staff, at)[:6]),
        "gaps": offices_overseen(staff, at).exists(),
    }
