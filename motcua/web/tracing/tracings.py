"""Pages of contact tracing: the question, the list of people near a person (found anew each time), its files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from motcua.door.permissions import TRACES_CONTACTS
from motcua.door.places.queries.places import premises_with_role
from motcua.door.tracing.actions import ask_tracing, view_tracing
from motcua.door.tracing.queries import tracings_visible_to
from motcua.rulebook import law
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.posted_keys import posted_key
from motcua.web.request_moment import moment_of
from motcua.web.tracing.forms import TracingForm
from motcua.web.tracing.tracing_table import as_csv, as_table, as_xlsx, tracing_rows_of

PAGE = 20
FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tracings(request: HttpRequest) -> HttpResponse:
    """Show the form and earlier tracings; `?su-viec=` is an incident, `?luot=` a visit."""
    staff, at = staff_of(request), moment_of(request)
    units = premises_with_role(staff, TRACES_CONTACTS, at)
    if not units:
        raise Http404
    today = at.astimezone(VIETNAM).date()
    visit, incident = request.GET.get("luot", "")[:18], request.GET.get("su-viec", "")[:18]
    before = timedelta(days=law.number("tracing.days_before", on=today))
    initial = {"first": today - before, "last": today, "incident": incident}
    if visit:
        initial |= {"how": "visit", "text": visit}
    sent = request.POST if request.method == "POST" else None
    form = TracingForm(sent, units=[(unit.pk, unit.office.name) for unit in units], initial=initial)
    if form.is_valid():
        asked = form.cleaned_data
        with attempt(form=form):
            row, _found = ask_tracing(
                how=asked["how"],
                text=asked["text"],
                first=asked["first"],
                last=asked["last"],
                margin_minutes=asked["margin"],
                reason=asked["reason"],
                by=staff,
                at=at,
                premises_id=posted_key(asked["premises"]),
                incident_id=posted_key(asked["incident"]),
            )
            return redirect("web:tracing", row.pk)
    page = Paginator(tracings_visible_to(staff, at), PAGE).get_page(request.GET.get("trang"))
    shown = {"form": form, "page": page, "days": settings.DOOR_DATA_DAYS}
    return render(request, "tracing/tracings.html", shown, status=422 if sent is not None else 200)


@login_required
@require_safe
def tracing(request: HttpRequest, tracing_id: int) -> HttpResponse:
    """Show everybody near the person, with the reasons."""
    row, found = _viewed(request, tracing_id)
    rows = tracing_rows_of(found)
    shown = {
        "row": row,
        "rows": rows,
        "own": found.own,
        "people": found.people,
        "last_day": row.until - timedelta(days=1),
        "officers": sum(1 for line in rows if line["staff"]),
        "purged": not row.person,
    }
    return render(request, "tracing/tracing.html", shown)


@login_required
@require_safe
def tracing_export(request: HttpRequest, tracing_id: int, kind: str) -> HttpResponse:
    """Send the list as CSV or XLSX; each download is journalled."""
    if kind not in FILES:
        raise Http404
    row, found = _viewed(request, tracing_id, use=kind)
    make, content_type = FILES[kind]
    name = f"truy-vet-{row.pk}.{kind}"
    return HttpResponse(
        make(as_table(tracing_rows_of(found))),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def _viewed(request: HttpRequest, tracing_id: int, **use: str) -> Any:
    """The tracing and its list; each look is journalled. Http404 for a person who may not look."""
    with attempt():
        return view_tracing(tracing_id=tracing_id, by=staff_of(request), at=moment_of(request), **use)
    raise Http404
