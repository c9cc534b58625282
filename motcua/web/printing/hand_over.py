"""The hand-over list of a day's results, from an agency to the unit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.dossiers.actions.slip_printing import print_hand_over
from motcua.dossiers.queries.registers import register_units_of, results_ready
from motcua.rulebook.work_calendar import localise
from motcua.web.day_asked import DayAsked, day_asked
from motcua.web.desk.access import staff_of
from motcua.web.printing.answers import pdf_answer
from motcua.web.request_moment import moment_of


def _asked(request: HttpRequest) -> tuple[list[Any], Any, DayAsked]:
    """The person's units, the chosen one (else the first), and the chosen day (else today)."""
    units = list(register_units_of(staff_of(request), moment_of(request)))
    wanted = request.GET.get("don-vi", "")
    unit = next((unit for unit in units if str(unit.pk) == wanted), units[0] if units and not wanted else None)
    return units, unit, day_asked(request.GET.get("ngay", ""), localise(moment_of(request)).date())


@login_required
@require_safe
def hand_over_page(request: HttpRequest) -> HttpResponse:
    """Show the results of a day that wait at a unit."""
    units, unit, asked_day = _asked(request)
    if units and unit is None:
        raise Http404
    rows = results_ready(unit, asked_day.day) if unit is not None else []
    context = {"units": units, "unit": unit, "asked_day": asked_day, "iso": asked_day.day.isoformat(), "rows": rows}
    return render(request, "printing/hand_over.html", context)


@login_required
@require_safe
def hand_over_pdf(request: HttpRequest) -> HttpResponse:
    """Send the same list as PDF, for both sides to sign."""
    _units, unit, asked_day = _asked(request)
    day = asked_day.day
    if unit is None or asked_day.error:
        raise Http404
    pdf = print_hand_over(staff=staff_of(request), office=unit, on=day, at=moment_of(request))
    return pdf_answer(pdf, f"ban-giao-ket-qua-{day:%Y%m%d}")
