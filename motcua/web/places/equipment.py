"""Pages of equipment: required against present, by unit, and the count of one unit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.directives.channels import say_clauses
from motcua.door.permissions import may_count_equipment, may_oversee_places
from motcua.door.places.actions.equipment import EquipmentCount, count_equipment
from motcua.door.places.queries.equipment import (
    Checklist,
    ChecklistRow,
    DemandedItem,
    equipment_of,
    equipment_overview,
    equipment_places_visible_to,
)
from motcua.web.attempts import attempt
from motcua.web.desk.access import language_of, staff_of
from motcua.web.places.access import LARGEST_KEY
from motcua.web.request_moment import moment_of


@login_required
@require_safe
def equipment(request: HttpRequest) -> HttpResponse:
    """List the units that the person may see, those that lack most first; a single one opens at once."""
    staff, at, language = staff_of(request), moment_of(request), language_of(request)
    units = equipment_overview(staff, at)
    if not units:
        raise Http404
    if len(units) == 1 and units[0].premises is not None:
        return redirect("web:equipment_list", units[0].premises.pk)
    rows = [(unit, [(each.label(language), each.missing) for each in unit.lacking]) for unit in units]
    short = sum(1 for unit in units if unit.missing)
    unknown = sum(1 for unit in units if not unit.known)
    return render(
        request, "places/equipment.html", {"rows": rows, "short": short, "unknown": unknown, "all": len(units)}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def equipment_list(request: HttpRequest, premises_id: int) -> HttpResponse:
    """Show one unit's equipment; its staff may count it."""
    staff, at, language = staff_of(request), moment_of(request), language_of(request)
    premises = (
        None if premises_id >= LARGEST_KEY else equipment_places_visible_to(staff, at).filter(pk=premises_id).first()
    )
    if premises is None:
        raise Http404
    found = equipment_of(premises, at)
    counts = may_count_equipment(staff, premises.office, at)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        if not counts:
            raise Http404
        with attempt() as tried:
            number = count_equipment(premises_id=premises.pk, counts=_typed(request, found), by=staff, at=at)
            messages.success(request, _("Đã ghi %(number)s mục.") % {"number": number}, extra_tags="good")
            return redirect("web:equipment_list", premises.pk)
        wrong = tried.errors or {"": tried.refused}
    context = {
        "premises": premises,
        "found": found,
        "demands": [_shown(demand, request, wrong, language) for demand in found.demands],
        "lacking": [(item.label(language), item.missing) for item in found.lacking],
        "counts": counts,
        "looks": may_oversee_places(staff, premises.office, at),
        "wrong": [(f"n-{key}" if key else "", message) for key, message in wrong.items()],
        "tab": "equipment",
    }
    return render(request, "places/equipment_list.html", context, status=422 if wrong else 200)


def _typed(request: HttpRequest, found: Checklist) -> list[EquipmentCount]:
    """The input of the list's rows; other names in the form are ignored."""
    counts = []
    for demand in found.demands:
        for row in demand.rows:
            if row.by_plan:
                continue
            present, working, note = _cells(request, row)
            counts.append(EquipmentCount(row.wanted.item, row.wanted.room, row.wanted.counter, present, working, note))
    return counts


def _cells(request: HttpRequest, row: ChecklistRow) -> tuple[str, str, str]:
    names = (f"n-{row.key}", f"w-{row.key}", f"t-{row.key}")
    present, working, note = (request.POST.get(name, "").strip()[:400] for name in names)
    return present, working, note


def _shown(demand: DemandedItem, request: HttpRequest, wrong: dict[str, str], language: str) -> dict[str, Any]:
    rows = []
    for row in demand.rows:
        known = (
            "" if row.present is None else f"{row.present}",
            "" if row.present is None else f"{row.working}",
            row.note,
        )
        cells = _cells(request, row) if wrong else known
        rows.append((row, cells, wrong.get(row.key, "")))
    return {
        "demand": demand,
        "label": demand.label(language),
        "per": demand.per_words(language),
        "clauses": say_clauses(demand.because),
        "rows": rows,
    }
