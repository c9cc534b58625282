"""Entry passes: the page with the code to show at the door, and the passes of a member of staff."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.assistance.queries.contact_points import contacts_of
from motcua.door.health.actions.declarations import renew_own_pass
from motcua.door.health.queries.declarations import STAFF, alert_words, declaration_needed
from motcua.door.health.queries.passes import PREFIX, own_passes, pass_by_token, pass_problem
from motcua.door.permissions import may_take_declarations
from motcua.door.places.queries.places import premises_of
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.qr_codes import qr_picture, qr_png
from motcua.web.request_moment import moment_of


@require_safe
def pass_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the pass to whoever has its token: no answers, only whether the person should call first."""
    row, at = pass_by_token(token), moment_of(request)
    if row is None:
        return render(request, "declarations/no_pass.html", status=404)
    user: Any = request.user
    shown = {
        "row": row,
        "token": token,
        "office": row.premises.office,
        "phones": phones_of(row.premises.office, at),
        "problem": pass_problem(row, at),
        "concern": bool(row.declaration is not None and alert_words(row.declaration)),
        "qr": qr_picture(f"{PREFIX}{token}"),
        "at_gate": user.is_authenticated and may_take_declarations(user, row.premises.office, at),
        "last_day": row.valid_until - at.resolution,
    }
    return render(request, "declarations/pass.html", shown, status=410 if shown["problem"] else 200)


@require_safe
def pass_picture(request: HttpRequest, token: str) -> HttpResponse:
    """Send the pass's QR code as PNG, at least 5 cm wide on paper."""
    row = pass_by_token(token)
    if row is None or pass_problem(row, moment_of(request)):
        raise Http404
    name = f"the-vao-cua-{row.valid_from:%Y%m%d}.png"
    return HttpResponse(
        qr_png(f"{PREFIX}{token}", scale=16),
        content_type="image/png",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_pass(request: HttpRequest) -> HttpResponse:
    """List the staff member's valid passes, to print again, and the place to declare anew."""
    staff, at = staff_of(request), moment_of(request)
    if request.method == "POST":
        number = request.POST.get("pass", "")
        with attempt(request):
            token = renew_own_pass(
                pass_id=int(number) if number.isascii() and number.isdecimal() and len(number) < 18 else 0,
                by=staff,
                at=at,
            )
            return redirect("web:pass", token)
        return redirect("web:own_pass")
    premises = premises_of(staff.office)
    needed = premises is not None and declaration_needed(premises.office, at, STAFF)
    passes = [{"row": pass_, "last_day": pass_.valid_until - at.resolution} for pass_ in own_passes(staff, at)]
    shown = {"passes": passes, "premises": premises, "needed": needed, "title": _("Thẻ vào cửa của tôi")}
    return render(request, "declarations/own_pass.html", shown)


def phones_of(office: Any, at: datetime) -> list[str]:
    """The phones to call at the unit: its own, and those of two published contact people."""
    people = [contact.phone for contact in contacts_of(office, at.astimezone(VIETNAM).date())]
    return list(dict.fromkeys(phone for phone in (office.phone, *people[:2]) if phone))
