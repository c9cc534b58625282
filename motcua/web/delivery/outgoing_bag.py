"""Acts on an outgoing bag: results that go out by post with tracking numbers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.delivery import actions, queries
from motcua.web.attempts import attempt
from motcua.web.delivery.bag_page import bag_page, visible_bag
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of


@login_required
@require_POST
def bag_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Save which results go, by their tracking numbers."""
    found = visible_bag(request, pk)
    ready = queries.ready_for_post(found.office)
    numbers = {dossier.pk: request.POST.get(f"d{dossier.pk}", "").strip() for dossier in ready}
    version = request.POST.get("version", "")
    with attempt() as tried:
        actions.fill_outgoing(
            bag=found,
            tracking=numbers,
            by=staff_of(request),
            at=moment_of(request),
            expected_version=int(version) if version.isascii() and version.isdecimal() else None,
        )
        return redirect("web:bag", pk=pk)
    again = [(dossier, numbers[dossier.pk]) for dossier in ready]
    return bag_page(request, found, refused=tried.refused, ready=again)
