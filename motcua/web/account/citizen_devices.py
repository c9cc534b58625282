"""Pages on which a citizen sees the devices signed in, ends sign-ins and signs out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.people.actions.citizen_sign_in import end_citizen_sessions
from motcua.people.queries import open_citizen_sessions
from motcua.web.account.citizens import citizen_of, go_out
from motcua.web.request_moment import moment_of


@require_safe
def citizen_devices(request: HttpRequest) -> HttpResponse:
    """Show the devices on which this citizen is signed in."""
    here = citizen_of(request)
    if here is None:
        return redirect("web:citizen_sign_in")
    sessions = open_citizen_sessions(here.citizen, at=moment_of(request))
    return render(request, "account/citizen_devices.html", {"sessions": sessions, "here": here.pk})


@require_POST
def citizen_end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one sign-in of the citizen; 404 for another person's."""
    here = citizen_of(request)
    if here is None:
        return redirect("web:citizen_sign_in")
    if not end_citizen_sessions(citizen=here.citizen, at=moment_of(request), only=[session_id]):
        raise Http404
    if session_id == here.pk:
        go_out(request)
        return redirect("web:home")
    messages.success(request, _("Đã đăng xuất thiết bị đó."), extra_tags="good")
    return redirect("web:citizen_devices")


@require_POST
def citizen_leave(request: HttpRequest) -> HttpResponse:
    """Sign out on this browser; the next person here sees nothing of the citizen."""
    here = citizen_of(request)
    if here is not None:
        end_citizen_sessions(citizen=here.citizen, at=moment_of(request), only=[here.pk])
    go_out(request)
    messages.success(request, _("Bạn đã đăng xuất."), extra_tags="good")
    return redirect("web:home")


@require_POST
def citizen_leave_everywhere(request: HttpRequest) -> HttpResponse:
    """End all sign-ins of the citizen, this one too."""
    here = citizen_of(request)
    if here is not None:
        end_citizen_sessions(citizen=here.citizen, at=moment_of(request))
    go_out(request)
    messages.success(request, _("Bạn đã đăng xuất mọi thiết bị."), extra_tags="good")
    return redirect("web:home")
