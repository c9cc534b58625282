"""Pages on which a unit's head posts announcements on the boards and finds the boards' addresses."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.door.boards.actions import post_announcement, withdraw_announcement
from motcua.door.boards.queries.snapshot import announcements_of
from motcua.door.permissions import RUNS_PLACES
from motcua.door.places.queries.places import premises_with_role
from motcua.web.attempts import attempt
from motcua.web.board.forms import AnnouncementForm
from motcua.web.desk.access import staff_of
from motcua.web.qr_codes import qr_picture
from motcua.web.request_moment import moment_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def announcements(request: HttpRequest) -> HttpResponse:
    """List boards and announcements of the units this person heads; a POST adds one."""
    staff, at = staff_of(request), moment_of(request)
    units = premises_with_role(staff, RUNS_PLACES, at)
    if not units:
        raise Http404
    form = AnnouncementForm(request.POST if request.method == "POST" else None, units=units)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        with attempt(form=form):
            post_announcement(
                premises_id=int(typed["unit"]),
                text=typed["text"],
                shown_from=typed["shown_from"],
                shown_until=typed["shown_until"],
                spoken=typed["spoken"],
                by=staff,
                at=at,
            )
            messages.success(request, _("Đã đăng. Các bảng của đơn vị hiện ngay."))
            return redirect("web:announcements")
    page = {"form": form, "at": at, "units": [_unit(request, unit, at) for unit in units]}
    return render(request, "board/announcements.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def announcement_withdraw(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Withdraw an announcement."""
    staff, at = staff_of(request), moment_of(request)
    mine = {
        row.pk for unit in premises_with_role(staff, RUNS_PLACES, at) for row in announcements_of(unit.pk, at, past=50)
    }
    if announcement_id not in mine:
        raise Http404
    with attempt(request):
        withdraw_announcement(announcement_id=announcement_id, by=staff, at=at)
        messages.success(request, _("Đã gỡ thông báo khỏi các bảng."))
    return redirect("web:announcements")


def _unit(request: HttpRequest, premises: Any, at: Any) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("web:board", args=[premises.board_key]))
    rows = announcements_of(premises.pk, at)
    return {
        "premises": premises,
        "address": address,
        "qr": qr_picture(address, scale=3, border=2),
        "rows": [(row, _when_shown(row, at)) for row in rows],
    }


def _when_shown(row: Any, at: Any) -> str:
    if row.shown_until is not None and row.shown_until <= at:
        return "past"
    return "coming" if row.shown_from > at else "now"
