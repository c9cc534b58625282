"""Pages on which helpers and supervisors record the state of support points."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.assistance.actions.support_points import check_point
from motcua.assistance.permissions import may_oversee_assistance
from motcua.assistance.queries.support_points import STALE_AFTER, SupportPointStatus, points_kept_by
from motcua.web.assistance.forms import PointForm
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

_COUNTS = ("devices", "devices_online", "scanners", "printers", "trained")


@login_required
@require_safe
def support_points(request: HttpRequest) -> HttpResponse:
    """List the person's support points, those not looked at for longest first."""
    staff, at = staff_of(request), moment_of(request)
    found = points_kept_by(staff, at)
    if not found and not may_oversee_assistance(staff, at):
        raise Http404
    page = {
        "points": found,
        "ready": sum(row.ready for row in found),
        "stale": sum(row.stale for row in found),
        "days": STALE_AFTER.days,
    }
    return render(request, "assistance/support_points.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def support_point(request: HttpRequest, number: int) -> HttpResponse:
    """Record the state of one support point."""
    staff, at = staff_of(request), moment_of(request)
    found = next((point for point in points_kept_by(staff, at) if point.office.pk == number), None)
    if found is None:
        raise Http404
    form = PointForm(initial=_kept(found))
    if request.method == "POST":
        form = PointForm(request.POST)
        if form.is_valid():
            with attempt(form=form):
                check_point(office=found.office, given=form.cleaned_data, by=staff, at=at)
                messages.success(request, _("Đã cập nhật, người dân thấy ngay."), extra_tags="good")
                return redirect("web:support_points")
    page = {"form": form, "point": found, "counts": [form[name] for name in _COUNTS]}
    return render(request, "assistance/support_point.html", page, status=422 if form.errors else 200)


def _kept(found: SupportPointStatus) -> dict[str, Any]:
    point = found.point
    if point is None:
        return {"state": "open", **dict.fromkeys(_COUNTS, 0)}
    names = ("state", "why", "hours", *_COUNTS, "latitude", "longitude")
    return {name: getattr(point, name) for name in names}
