"""The public floor plan of a unit."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.door.places.queries.places import place_status, premises_at
from motcua.door.places.services import signpost
from motcua.web.places.drawing import drawing_of, say_inside
from motcua.web.request_moment import moment_of


@require_safe
def floor_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show the plan with a table of fields and counters, without names of officers."""
    at = moment_of(request)
    premises = premises_at(code)
    if premises is None:
        raise Http404
    now = place_status(premises, at)
    context = {
        "premises": premises,
        "now": now,
        "drawing": drawing_of(now),
        "signpost": signpost(counter.counter for counter in now.counters),
        "inside": [(room, say_inside(room)) for room in now.rooms],
    }
    return render(request, "places/floor_plan.html", context)
