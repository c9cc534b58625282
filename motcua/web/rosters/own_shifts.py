"""Pages of one's own shifts, swaps, absences and calendar address."""

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
    """Show one's own shifts; a planner is led to the unit's week."""
    staff, at = staff_of(request), moment_of(request)
    if "cua-toi" not in request.GET and (office := offices_planned(staff, at).first()):
        return redirect("web:roster_week", code=office.code)
    return render(request, "rosters/own.html", own_context(request))


def back_to_own() -> HttpResponse:
    """Redirect to one's own shifts, for planners too."""
    return redirect(f"{reverse('web:rosters')}?cua-toi")


def own_context(request: HttpRequest) -> dict[str, Any]:
    """Context of the page of one's own shifts."""
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
    """The tabs that this person has: own shifts, weeks of nearby units, gaps. A few small queries."""
    staff, at = staff_of(request), moment_of(request)
    return {
        "here": here,
        "offices": list(offices_near(staff, at)[:6]),
        "gaps": offices_overseen(staff, at).exists(),
    }
