"""Acts on an incoming bag: fill its table, paste rows, answer parcels."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.delivery import actions
from motcua.delivery.bag_rows import FIELDS, MOST_ROWS, is_blank_row, read_pasted
from motcua.web.attempts import attempt
from motcua.web.delivery.bag_page import bag_page, visible_bag
from motcua.web.delivery.tables import items_of, table_of, typed_of
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of


@login_required
@require_POST
def bag_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the table; bad rows come back as typed, good ones are kept."""
    found = visible_bag(request, pk)
    typed = [
        {name: request.POST.get(f"r{number}-{name}", "").strip() for name in FIELDS}
        for number in range(1, MOST_ROWS + 1)
        if f"r{number}-posting_number" in request.POST
    ]
    return _save(request, found, typed)


@login_required
@require_POST
def bag_paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Add rows pasted from a table or a CSV file below the present ones."""
    found = visible_bag(request, pk)
    pasted = read_pasted(request.POST.get("text", ""))
    if not pasted:
        return bag_page(request, found, refused="Chưa có dòng nào để thêm.")
    return _save(request, found, [*(typed_of(item) for item in items_of(found)), *pasted])


def _save(request: HttpRequest, found: Any, typed: list[dict[str, str]]) -> HttpResponse:
    typed = [row for row in typed if not is_blank_row(row)]
    version = request.POST.get("version", "")
    with attempt() as tried:
        _bag, errors = actions.fill_bag(
            bag=found,
            rows=typed,
            by=staff_of(request),
            at=moment_of(request),
            expected_version=int(version) if version.isascii() and version.isdecimal() else None,
        )
        if errors:
            fresh = visible_bag(request, found.pk)
            return bag_page(request, fresh, rows=table_of(typed, errors), row_errors=errors)
        return redirect("web:bag", pk=found.pk)
    return bag_page(request, found, refused=tried.refused, rows=table_of(typed, []))


@login_required
@require_POST
def bag_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the chosen parcels one by one, and show the outcome of each."""
    found = visible_bag(request, pk)
    answers = {
        item.pk: actions.ParcelAnswer(
            request.POST.get(f"i{item.pk}-outcome", ""),
            request.POST.get(f"i{item.pk}-reason", "").strip(),
            request.POST.get(f"i{item.pk}-basis", "").strip(),
        )
        for item in found.items.filter(outcome="waiting")
        if request.POST.get(f"i{item.pk}-outcome", "waiting") != "waiting"
    }
    with attempt() as tried:
        actions.answer_parcels(bag=found, answers=answers, by=staff_of(request), at=moment_of(request))
        return redirect("web:bag", pk=pk)
    return bag_page(request, found, refused=tried.refused)
