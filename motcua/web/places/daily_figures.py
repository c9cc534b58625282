"""Figures of a unit's days: waiting by counter, visits by hour, dossiers without a visit."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.door.boards.queries.daily_figures import day_figures
from motcua.rulebook.work_calendar import localise
from motcua.web.day_asked import day_asked
from motcua.web.desk.access import staff_of
from motcua.web.places.access import visible_place_or_404
from motcua.web.request_moment import moment_of

FIRST_HOUR, LAST_HOUR = 6, 18
BAR = 100


@login_required
@require_safe
def daily_figures(request: HttpRequest, premises_id: int) -> HttpResponse:
    """Show one day in full, and a table of the fourteen days before it."""
    staff, at = staff_of(request), moment_of(request)
    premises = visible_place_or_404(staff, premises_id, at)
    asked_day = day_asked(request.GET.get("ngay", ""), localise(at).date(), past=True, written="%d/%m/%Y")
    days = day_figures(premises, asked_day.day)
    bars = _bars(days[0].hours)
    context = {
        "premises": premises,
        "day": days[0],
        "days": days,
        "bars": bars,
        "wide": 30 * len(bars),
        "asked_day": asked_day,
        "looks": True,
        "tab": "daily",
    }
    return render(request, "places/daily.html", context)


def _bars(hours: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Hour, people, left edge and height of a bar, from the first hour with somebody to the last, office hours at
    least.
    """
    busy = [hour for hour, people in enumerate(hours) if people]
    first, last = min([FIRST_HOUR, *busy]), max([LAST_HOUR, *busy])
    most = max(hours) or 1
    return [
        (hour, hours[hour], 30 * place, round(BAR * hours[hour] / most))
        for place, hour in enumerate(range(first, last + 1))
    ]
