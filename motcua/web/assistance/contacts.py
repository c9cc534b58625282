"""The public list of contact people by unit and field, and a sheet of it to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.assistance.queries.contact_points import contacts_of, published_by_unit
from motcua.catalog.queries.procedures import fields_in_use
from motcua.catalog.queries.routes import office_by_code
from motcua.rulebook.work_calendar import localise
from motcua.web.request_moment import moment_of


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """List those who are contact people today; `?linh-vuc=` is a field's code, `?don-vi=` a unit's."""
    on = localise(moment_of(request)).date()
    field, unit = request.GET.get("linh-vuc", "")[:40].replace("\0", ""), request.GET.get("don-vi", "")[:35]
    found = published_by_unit(on, field_code=field)
    page = {
        "units": [row for row in found if not unit or row.office.code == unit],
        "choices": [row.office for row in (found if not field else published_by_unit(on))],
        "fields": fields_in_use(),
        "field": field,
        "unit": unit,
    }
    return render(request, "assistance/contacts.html", page)


@require_safe
def contacts_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit's contact people as an A4 sheet, with the address of the current list."""
    office = office_by_code(code)
    if office is None:
        raise Http404
    on = localise(moment_of(request)).date()
    page = {"office": office, "people": contacts_of(office, on), "on": on}
    return render(request, "assistance/contacts_sheet.html", page)
