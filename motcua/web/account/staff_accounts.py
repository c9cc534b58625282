"""Pages of account administrators: end sign-ins of people who left, reset a lost second step."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.people.actions.second_factors import reset_factors
from motcua.people.actions.sessions import end_sessions
from motcua.people.permissions import may_keep_accounts
from motcua.people.queries import Staff, factors_of, open_staff_sessions, recovery_codes_left, staff_looked_after
from motcua.web.attempts import attempt
from motcua.web.request_moment import moment_of

_SHOWN = 60


@login_required
@require_safe
def account_people(request: HttpRequest) -> HttpResponse:
    """List people of the administrator's offices, found by name or sign-in name."""
    me = _keeper(request)
    asked = request.GET.get("q", "")[:80]
    found = list(staff_looked_after(me, asked)[: _SHOWN + 1])
    page = {"people": found[:_SHOWN], "more": len(found) > _SHOWN, "asked": asked}
    return render(request, "account/people.html", page)


@login_required
@require_safe
def account_person(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Show one person's sign-ins and second step."""
    found = _found(request, staff_id)
    page = {
        "person": found,
        "sessions": open_staff_sessions(found, at=moment_of(request)),
        "factors": factors_of(found),
        "codes_left": recovery_codes_left(found),
    }
    return render(request, "account/person.html", page)


@login_required
@require_POST
def account_end_all(request: HttpRequest, staff_id: int) -> HttpResponse:
    """End all sign-ins of the person."""
    found = _found(request, staff_id)
    with attempt(request):
        ended = end_sessions(staff=found, by=_keeper(request), at=moment_of(request))
        told = _("Đã đăng xuất %(name)s khỏi %(count)s thiết bị.")
        messages.success(request, told % {"name": found.full_name, "count": ended}, extra_tags="good")
    return redirect("web:account_person", staff_id)


@login_required
@require_POST
def account_reset(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Remove the person's second step, for instance after a lost phone."""
    found = _found(request, staff_id)
    with attempt(request):
        reset_factors(staff=found, by=_keeper(request), at=moment_of(request))
        messages.success(request, _("Đã bỏ xác thực hai bước của %(name)s.") % {"name": found.full_name}, "good")
    return redirect("web:account_person", staff_id)


def _keeper(request: HttpRequest) -> Staff:
    if not isinstance(request.user, Staff) or not may_keep_accounts(request.user):
        raise PermissionDenied
    return request.user


def _found(request: HttpRequest, staff_id: int) -> Staff:
    found = staff_looked_after(_keeper(request), "").filter(pk=staff_id).first()
    if found is None:
        raise Http404
    return found
