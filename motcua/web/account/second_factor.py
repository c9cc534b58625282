"""The second step of a staff sign-in: a code from the app, a passkey, or a recovery code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.clock.queries import real_now
from motcua.people.actions.passkeys import ask_for_known_passkey, use_passkey
from motcua.people.actions.second_factors import use_app_code, use_recovery_code
from motcua.people.actions.sign_in_tries import count_code_try, forget_code_tries
from motcua.people.queries import Staff, factors_of
from motcua.web.account.forms import CodeForm, RecoveryForm
from motcua.web.account.staff_session import device_cookie_of, enter, half_signed_in, passkey_site_of
from motcua.web.attempts import attempt
from motcua.web.request_moment import moment_of

_CHALLENGE = "passkey_challenge"


@sensitive_post_parameters("code", "recovery")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for a second factor; five wrong ones are followed by a wait. Only after a right password."""
    staff = half_signed_in(request)
    if staff is None:
        return redirect("web:sign_in")
    asked = request.POST if request.method == "POST" else None
    code = CodeForm(asked if asked is not None and "code" in asked else None)
    recovery = RecoveryForm(asked if asked is not None and "recovery" in asked else None)
    told, status = "", 200
    if asked is not None:
        with attempt() as tried:
            if how := _proved(request, staff, code, recovery):
                forget_code_tries(username=staff.username, device=device_cookie_of(request))
                return enter(request, staff, how)
            if "passkey" in asked:
                told = _("Khóa truy cập không khớp. Hãy thử lại, hoặc dùng cách khác.")
        if tried.refused:
            told = _("Bạn đã thử sai nhiều lần. Hãy nghỉ %(minutes)s phút rồi thử lại.") % {"minutes": tried.minutes}
            status = 429
    factors = factors_of(staff)
    page = {
        "code": code,
        "recovery": recovery,
        "told": told,
        "has_app": any(factor.kind == "totp" for factor in factors),
        "options": _question(request, staff) if any(factor.kind == "passkey" for factor in factors) else "",
    }
    return render(request, "account/second_step.html", page, status=status)


def _proved(request: HttpRequest, staff: Staff, code: CodeForm, recovery: RecoveryForm) -> str:
    """The kind of factor that was proved, "" without proof; an error is put at the form's field."""
    moment = moment_of(request)
    if code.is_bound and code.is_valid():
        _count(request, staff)
        with attempt(
            form=code, at="code", words=_("Mã chưa đúng hoặc đã dùng rồi. Hãy chờ mã mới trong ứng dụng rồi nhập lại.")
        ):
            use_app_code(staff=staff, code=code.cleaned_data["code"], at=moment, real=real_now())
            return "totp"
    elif recovery.is_bound and recovery.is_valid():
        _count(request, staff)
        with attempt(form=recovery, at="recovery", words=_("Mã dự phòng chưa đúng hoặc đã dùng rồi.")):
            use_recovery_code(staff=staff, code=recovery.cleaned_data["recovery"], at=moment)
            return "recovery"
    elif answer := request.POST.get("passkey", ""):
        _count(request, staff)
        challenge = str(request.session.pop(_CHALLENGE, ""))
        with attempt():
            use_passkey(staff=staff, answer=answer, challenge=challenge, place=passkey_site_of(request), at=moment)
            return "passkey"
    return ""


def _count(request: HttpRequest, staff: Staff) -> None:
    count_code_try(username=staff.username, at=moment_of(request), device=device_cookie_of(request))


def _question(request: HttpRequest, staff: Staff) -> str:
    question = ask_for_known_passkey(staff, passkey_site_of(request))
    request.session[_CHALLENGE] = question.challenge
    return question.options
