"""Set-up of the second step: app, passkey, recovery codes. Also shown before the first desk page where required."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.clock.queries import real_now
from motcua.people.actions.passkeys import add_passkey as keep_passkey
from motcua.people.actions.passkeys import ask_for_new_passkey
from motcua.people.actions.second_factors import (
    WrongCode,
    app_address,
    new_app_secret,
    new_recovery_codes,
    remove_factor,
)
from motcua.people.actions.second_factors import add_app as keep_app
from motcua.people.actions.sign_in_tries import count_code_try, forget_code_tries
from motcua.people.queries import Staff, factors_of
from motcua.web.account.forms import AppForm, OwnPasswordForm, PasskeyForm
from motcua.web.account.staff_session import (
    device_cookie_of,
    first_page,
    half_signed_in,
    passkey_site_of,
    person_of,
    sign_in_here,
)
from motcua.web.attempts import attempt
from motcua.web.qr_codes import qr_picture
from motcua.web.request_moment import moment_of

_APP_SECRET: Final = "new_app_secret"
_CHALLENGE: Final = "new_passkey_challenge"


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def add_app_page(request: HttpRequest) -> HttpResponse:
    """Show a QR code for an app; the app's first code confirms it."""
    staff = _who(request)
    if staff is None:
        return redirect("web:sign_in")
    asked = request.user.is_authenticated
    form = AppForm(request.POST if request.method == "POST" else None, staff=staff, asked=asked)
    secret = _kept_secret(request, staff) or new_app_secret()
    if request.method == "POST" and _password_tries_left(request, staff, form) and form.is_valid():
        with attempt(
            form=form, at="code", words=_("Mã chưa đúng. Hãy xem lại giờ của điện thoại, rồi nhập mã đang hiện.")
        ):
            codes = keep_app(
                staff=staff, secret=secret, code=form.cleaned_data["code"], at=moment_of(request), real=real_now()
            )
            request.session.pop(_APP_SECRET, None)
            return _added(request, staff, codes, "totp")
    request.session[_APP_SECRET] = signing.dumps([staff.pk, secret], salt=_APP_SECRET)
    page = {
        "form": form,
        "qr": qr_picture(app_address(staff, secret), scale=5, border=3),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "must": not asked,
    }
    return render(request, "account/add_app.html", page)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey_page(request: HttpRequest) -> HttpResponse:
    """Let the browser make a passkey for this person and this host."""
    staff = _who(request)
    if staff is None:
        return redirect("web:sign_in")
    asked = request.user.is_authenticated
    form = PasskeyForm(request.POST if request.method == "POST" else None, staff=staff, asked=asked)
    if request.method == "POST" and _password_tries_left(request, staff, form) and form.is_valid():
        with attempt(form=form, shown_by_page=True) as tried:
            codes = keep_passkey(
                staff=staff,
                name=form.cleaned_data["name"],
                answer=request.POST.get("passkey", ""),
                challenge=str(request.session.pop(_CHALLENGE, "")),
                place=passkey_site_of(request),
                at=moment_of(request),
            )
            return _added(request, staff, codes, "passkey")
        not_made = _("Trình duyệt chưa tạo được khóa. Hãy thử lại, hoặc dùng ứng dụng tạo mã.")
        form.add_error(None, not_made if isinstance(tried.refusal, WrongCode) else tried.refused)
    question = ask_for_new_passkey(staff, passkey_site_of(request))
    request.session[_CHALLENGE] = question.challenge
    page = {"form": form, "options": question.options, "must": not asked}
    return render(request, "account/add_passkey.html", page)


@login_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make ten new recovery codes; the earlier ones stop working."""
    staff = _signed_in(request)
    if not factors_of(staff):
        return redirect("web:account")
    form = OwnPasswordForm(request.POST if request.method == "POST" else None, staff=staff)
    if request.method == "POST" and _password_tries_left(request, staff, form) and form.is_valid():
        codes = new_recovery_codes(staff=staff, at=moment_of(request))
        return render(request, "account/recovery_codes.html", {"codes": codes, "next": "web:account"})
    return render(request, "account/confirm.html", {"form": form, "what": "codes"})


@login_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def remove_factor_page(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Remove one factor, after the password."""
    staff = _signed_in(request)
    found = next((factor for factor in factors_of(staff) if factor.pk == factor_id), None)
    if found is None:
        raise Http404
    form = OwnPasswordForm(request.POST if request.method == "POST" else None, staff=staff)
    if request.method == "POST" and _password_tries_left(request, staff, form) and form.is_valid():
        with attempt(request):
            remove_factor(staff=staff, factor_id=factor_id, at=moment_of(request))
            messages.success(request, _("Đã bỏ: %(name)s.") % {"name": found.name}, extra_tags="good")
        return redirect("web:account")
    return render(request, "account/confirm.html", {"form": form, "what": "remove", "factor": found})


def _who(request: HttpRequest) -> Staff | None:
    """The person who may set up a factor: signed in, or with a right password and no factor yet."""
    if request.user.is_authenticated:
        return person_of(request)
    staff = half_signed_in(request)
    return None if staff is None or factors_of(staff) else staff


def _signed_in(request: HttpRequest) -> Staff:
    staff = person_of(request)
    if staff is None:
        raise Http404
    return staff


def _password_tries_left(request: HttpRequest, staff: Staff, form: OwnPasswordForm) -> bool:
    """Whether the password may be tried once more; limits guessing at an unattended desk."""
    if "password" not in form.fields:
        return True
    who = {"username": f"{staff.username}\nagain", "device": device_cookie_of(request)}
    with attempt(form=form, words=_("Bạn đã thử sai nhiều lần. Hãy nghỉ %(minutes)s phút rồi thử lại.")):
        count_code_try(**who, at=moment_of(request))
        if form.is_valid() or "password" not in form.errors:
            forget_code_tries(**who)
        return True
    return False


def _kept_secret(request: HttpRequest, staff: Staff) -> str:
    """The secret shown before, kept so that a mistyped code does not change the picture."""
    try:
        owner, secret = signing.loads(request.session.get(_APP_SECRET, ""), salt=_APP_SECRET, max_age=3600)
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return str(secret) if owner == staff.pk else ""


def _added(request: HttpRequest, staff: Staff, codes: Sequence[str], kind: str) -> HttpResponse:
    """Show recovery codes once; a person between password and second step is now signed in."""
    if request.user.is_authenticated:
        if codes:
            return render(request, "account/recovery_codes.html", {"codes": codes, "next": "web:account"})
        messages.success(request, _("Đã thêm cách xác thực mới."), extra_tags="good")
        return redirect("web:account")
    response = render(request, "account/recovery_codes.html", {"codes": codes, "to": first_page()})
    sign_in_here(request, response, staff, kind)
    return response
