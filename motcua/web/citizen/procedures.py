"""Public pages that find a procedure and describe it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.catalog.queries import procedures as catalog
from motcua.catalog.search import search_procedures
from motcua.directives.actions.exceptions import record_exception_use
from motcua.directives.channels import best_first
from motcua.directives.queries import channels_for
from motcua.directives.rulings import unit_contact
from motcua.dossiers.submission.anywhere import anywhere_at, is_competent, units_anywhere
from motcua.dossiers.submission.channel_check import assistance_at
from motcua.web.citizen.contact_people import people_to_ask
from motcua.web.citizen.offices import by_district, chosen_office
from motcua.web.citizen.time_and_fees import fee_lines, time_lines
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.catalog.models import Procedure

MOST_RESULTS = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the procedures found; without a search, all of them by field."""
    text = request.GET.get("q", "").strip()[:200]
    found = search_procedures(text, MOST_RESULTS) if text else []
    fields: dict[str, list[Procedure]] = {}
    if not found:
        for procedure in catalog.active_procedures():
            fields.setdefault(procedure.field.name, []).append(procedure)
    listed = sorted(fields.items())
    return render(request, "citizen/search.html", {"q": text, "found": found, "fields": listed})


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Describe a procedure (who, papers, time, fees, places) and the channels open at the chosen unit."""
    moment = moment_of(request)
    row = found_or_404(code)
    office, offices = chosen_office(request, row, units_anywhere(row, moment))
    uses_neither = request.GET.get("ngoai-le") == "1"
    ways = (
        best_first(channels_for(office=office, procedure=row, at=moment, uses_neither=uses_neither)) if office else []
    )
    if office is not None and not is_competent(office, row):  # online goes to the competent unit itself
        ways = [way for way in ways if way.channel == "counter"]
    open_ways = [way for way in ways if way.is_open]
    online = any(way.channel == "online" and way.state != "closed" for way in ways)
    page = {
        "procedure": row,
        "papers": list(row.papers.all()),
        "times": time_lines(row),
        "fees": fee_lines(row, moment, office),
        "office": office,
        "offices": offices,
        "districts": by_district(offices),
        "open_ways": open_ways,
        # Where nobody helps to hand in, that way never was: nothing to explain.
        "closed_ways": [way for way in ways if not way.is_open and (way.exception or way.channel != "support_point")],
        "best": open_ways[0] if open_ways else None,
        "uses_neither": uses_neither,
        "contact": unit_contact(office, moment) if office is not None else None,
        "anywhere": anywhere_at(office, moment, row) if office is not None else None,
        "assistance": assistance_at(office, moment, row) if office is not None and online else None,
        "people": people_to_ask(office, moment, row),
    }
    return render(request, "citizen/procedure.html", page)


@require_POST
def cannot_use(request: HttpRequest, code: str) -> HttpResponse:
    """Journal that the person cannot use the channels, then show the page for such a person."""
    row = found_or_404(code)
    office, _ = chosen_office(request, row)
    if office is None:
        return redirect("web:procedure", code)
    record_exception_use(procedure=row, office=office, channel=request.POST.get("cach", ""), at=moment_of(request))
    query = urlencode({"don-vi": office.code, "ngoai-le": "1"})
    return redirect(f"{reverse('web:procedure', args=[code])}?{query}#cach-nop")


def found_or_404(code: str) -> Procedure:
    """The active procedure with this code. Http404 for any other."""
    row = catalog.procedure_by_code(code)
    if row is None:
        raise Http404
    return row
