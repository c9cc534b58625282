"""The page of the journal: who did what, when, by which clause."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.journal import queries
from motcua.people.permissions import paths_held
from motcua.supervision.permissions import READS_JOURNAL
from motcua.web.desk.access import staff_of
from motcua.web.desk.clauses import say_recorded_clauses
from motcua.web.desk.event_words import say_event

PAGE = 50


@login_required
def journal(request: HttpRequest) -> HttpResponse:
    """List events of the offices overseen, newest first; `?ve=` filters, `?kiem=1` verifies the chain."""
    staff = staff_of(request)
    paths = paths_held(staff, READS_JOURNAL)
    if not paths:
        raise Http404
    events = queries.latest(paths)
    about = request.GET.get("ve", "").strip()[:80]
    if about:
        events = events.filter(subject_label=about)
    page = Paginator(events, PAGE).get_page(request.GET.get("trang"))
    rows = [(event, say_event(event), say_recorded_clauses(event.because)) for event in page]
    verdict = queries.verify_journal() if request.GET.get("kiem") else None
    context = {"rows": rows, "page_of_events": page, "about": about, "verdict": verdict}
    return render(request, "policy/journal.html", context)
