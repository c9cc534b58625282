"""Gaps of the rosters in the next two weeks, of one unit or of all that the person watches over."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.rosters.permissions import may_plan, offices_overseen
from motcua.rosters.queries.gaps import DAYS, gaps_of
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.rosters.access import clean
from motcua.web.rosters.own_shifts import tabs_of
from motcua.web.rosters.shift_lines import missing_of


@login_required
@require_safe
def roster_gaps(request: HttpRequest) -> HttpResponse:
    """List the units with gaps, worst first; for a single or chosen one, its days."""
    staff, at = staff_of(request), moment_of(request)
    found = offices_overseen(staff, at)
    code = clean(request.GET.get("don-vi", ""))
    offices = list(found.filter(code=code) if code else found)
    if not offices:
        raise Http404
    units = gaps_of(offices, at)
    context = {"units": units, "count": DAYS, "tabs": tabs_of(request, "gaps"), "many": found.count() > 1}
    if len(units) > 1:
        return render(request, "rosters/gaps_of_all.html", context)
    (unit,) = units
    context |= {"unit": unit, "missing": missing_of(unit.lines), "plans": may_plan(staff, unit.office, at)}
    return render(request, "rosters/gaps.html", context)
