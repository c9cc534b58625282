"""Pages of a staff member's own account: second step, password, devices."""

from __future__ import annotations

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.people.actions.passwords import change_password
from motcua.people.actions.sessions import continue_session, end_sessions
from motcua.people.actions.sign_in_tries import count_password_try, forget_password_tries
from motcua.people.permissions import may_keep_accounts, must_have_second_factor
from motcua.people.queries import Staff, factors_of, open_staff_sessions, recovery_codes_left
from motcua.web.account.forms import PasswordForm
from motcua.web.account.staff_session import STAFF_SESSION, device_cookie_of
from motcua.web.attempts import attempt
from motcua.web.request_moment import moment_of


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show the ways of signing in and the devices signed in."""
    staff, moment = _me(request), moment_of(request)
    factors = factors_of(staff)
    page = {
        "factors": factors,
        "has_app": any(factor.kind == "totp" for factor in factors),
        "codes_left": recovery_codes_left(staff),
        "must": must_have_second_factor(staff, moment.date()),
        "sessions": open_staff_sessions(staff, at=moment),
        "here": request.session.get(STAFF_SESSION),
        "keeps_accounts": may_keep_accounts(staff),
    }
    return render(request, "account/account.html", page)


@login_required
@sensitive_post_parameters("password", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other device must sign in again."""
    staff, moment = _me(request), moment_of(request)
    form = PasswordForm(request.POST if request.method == "POST" else None, staff=staff)
    if request.method == "POST":
        who = {
            "username": staff.username,
            "address": str(request.META.get("REMOTE_ADDR", "")),
            "device": device_cookie_of(request),
        }
        with attempt(form=form, words=_("Bạn đã thử sai nhiều lần. Hãy nghỉ %(minutes)s phút rồi thử lại.")):
            count_password_try(**who, at=moment)
            right = form.is_valid()
            if "password" not in form.errors:
                forget_password_tries(**who)
            if right:
                return _change(request, staff, form.cleaned_data["new"])
    return render(request, "account/password.html", {"form": form})


@login_required
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of the person's sign-ins; 404 for another person's."""
    staff, moment = _me(request), moment_of(request)
    if not any(session.pk == session_id for session in open_staff_sessions(staff, at=moment)):
        raise Http404
    end_sessions(staff=staff, by=staff, at=moment, only=session_id)
    if session_id == request.session.get(STAFF_SESSION):
        request.session.flush()
        return redirect("web:sign_in")
    messages.success(request, _("Đã đăng xuất thiết bị đó."), extra_tags="good")
    return redirect("web:account")


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all sign-ins of the person but this one."""
    staff = _me(request)
    ended = end_sessions(staff=staff, by=staff, at=moment_of(request), keep=request.session.get(STAFF_SESSION))
    told = _("Đã đăng xuất %(count)s thiết bị khác.")
    messages.success(request, told % {"count": ended}, extra_tags="good")
    return redirect("web:account")


def _me(request: HttpRequest) -> Staff:
    if not isinstance(request.user, Staff):
        raise Http404
    return request.user


def _change(request: HttpRequest, staff: Staff, new: str) -> HttpResponse:
    moment, here = moment_of(request), request.session.get(STAFF_SESSION)
    change_password(staff=staff, password=new, at=moment)
    end_sessions(staff=staff, by=staff, at=moment, keep=here)
    auth.update_session_auth_hash(request, staff)
    if here is not None:
        continue_session(here, session_key=str(request.session.session_key))
    messages.success(request, _("Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại."), extra_tags="good")
    return redirect("web:account")
