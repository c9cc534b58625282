"""The supervision page: warnings, late dossiers, stalled dossiers."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.rulebook import dossier_states
from motcua.supervision import queries
from motcua.supervision.actions.warnings import mark_read
from motcua.web.desk.access import staff_of
from motcua.web.law_words import law_limit
from motcua.web.request_moment import moment_of
from motcua.web.supervision.warning_labels import warning_words

SHOWN: Final = 50
MOST_IDS: Final = 500


@login_required
@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """Show three short lists, each of dossiers that the person may see."""
    staff, at = staff_of(request), moment_of(request)
    warnings, late = queries.warnings_to(staff), queries.late_now(staff, at)
    context = {
        "warnings": [(warning, warning_words(warning.kind, at)) for warning in warnings[:SHOWN]],
        "more_warnings": max(warnings.count() - SHOWN, 0),
        "late": [(row, dossier_states.state(row.state)) for row in late[:SHOWN]],
        "late_count": late.count(),
        "stalled": [(row, dossier_states.state(row.state)) for row in queries.stalled_now(staff, at)],
        "now": at,
        "first_warning": law_limit("warning.handler", at),
    }
    return render(request, "supervision/overview.html", context)


@login_required
@require_POST
def warnings_read(request: HttpRequest) -> HttpResponse:
    """Mark the ticked warnings as read."""
    ids = [int(value) for value in request.POST.getlist("warning")[:MOST_IDS] if value.isascii() and value.isdecimal()]
    mark_read(staff=staff_of(request), ids=[number for number in ids if number < 2**62], at=moment_of(request))
    return redirect("web:supervision")
