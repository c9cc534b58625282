"""What I must do now, and the list of all I may see."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.dossiers import queries
from motcua.rulebook import dossier_states
from motcua.web.context import moment_of
from motcua.web.desk.access import staff_of

PAGE = 50


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Work in the order of the clock: overdue, due today, new online, waiting for me."""
    rows = queries.work_list(staff_of(request), moment_of(request))
    groups = [(key, label, [row for row in rows if row.bucket == key]) for key, label in queries.BUCKETS.items()]
    context = {"groups": [group for group in groups if group[2]], "total": len(rows)}
    return render(request, "web/officer/today.html", context)


@login_required
@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """All visible dossiers; filters stay in the address, so that a colleague can be sent it."""
    text = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("trang-thai", "")
    states = {one.code: one.label for one in dossier_states.STATES}
    found = queries.find_dossiers(
        staff_of(request), at=moment_of(request), text=text, states=(state,) if state in states else ()
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    rows = [(row, states.get(row.state, row.state)) for row in page]
    context = {"rows": rows, "page_of_dossiers": page, "q": text, "state": state, "states": states.items()}
    return render(request, "web/officer/dossiers.html", context)
