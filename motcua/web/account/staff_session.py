"""The sign-in of staff after a right password: second step, session, cookie of a known device."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.people.actions.citizens import record_sign_in
from motcua.people.actions.passkeys import PasskeySite
from motcua.people.actions.sessions import begin_session
from motcua.people.actions.sign_in_tries import DEVICE_KNOWN_FOR, device_cookie
from motcua.people.permissions import must_have_second_factor
from motcua.people.queries import Staff, factors_of
from motcua.web.account.devices import device_words
from motcua.web.request_moment import moment_of

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
STAFF_SESSION: Final = "staff_session"
STAFF_SEEN: Final = "staff_seen"
_COOKIE: Final = "motcua_device"
_PENDING: Final = "half_signed_in"
_PENDING_FOR: Final = timedelta(minutes=10)


def device_cookie_of(request: HttpRequest) -> str:
    """The cookie that this device kept from an earlier sign-in; "" for an unknown device."""
    return request.COOKIES.get(_COOKIE, "")[:500]


def after_password(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Go on after a right password: to the second step, to its set-up where it is required, or sign in."""
    if factors_of(staff):
        _wait_for_second_step(request, staff)
        return redirect("web:second_step")
    if must_have_second_factor(staff, moment_of(request).date()):
        _wait_for_second_step(request, staff)
        return redirect("web:add_app")
    return enter(request, staff)


def enter(request: HttpRequest, staff: Staff, second_factor: str = "") -> HttpResponse:
    """Sign the person in on this device; `second_factor` is "", "totp", "passkey" or "recovery"."""
    target = str(request.session.get(_PENDING, {}).get("next", "")) or next_of(request)
    response = HttpResponseRedirect(target or first_page())
    sign_in_here(request, response, staff, second_factor)
    return response


def sign_in_here(request: HttpRequest, response: HttpResponse, staff: Staff, second_factor: str) -> None:
    """Sign the person in and put the device's cookie on `response`; stores the session and its row."""
    moment = moment_of(request)
    request.session.pop(_PENDING, None)
    auth.login(request, staff, backend=BACKEND)
    begun = begin_session(
        staff=staff,
        session_key=str(request.session.session_key),
        device=device_words(request.headers.get("User-Agent", "")),
        address=str(request.META.get("REMOTE_ADDR", "")),
        second_factor=second_factor,
        at=moment,
    )
    request.session[STAFF_SESSION] = begun.pk
    request.session[STAFF_SEEN] = moment.isoformat()
    record_sign_in(staff=staff, at=moment)
    response.set_cookie(
        _COOKIE,
        device_cookie(username=staff.username, device=device_cookie_of(request)),
        max_age=DEVICE_KNOWN_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def half_signed_in(request: HttpRequest) -> Staff | None:
    """The person who gave the right password within the last ten minutes and has not done the second step."""
    told: dict[str, Any] | None = request.session.get(_PENDING)
    if told is None or abs(moment_of(request) - datetime.fromisoformat(told["at"])) > _PENDING_FOR:
        return None
    found: Staff | None = get_user_model().objects.filter(pk=told["staff"], is_active=True).first()
    # A password changed meanwhile was not the one given.
    return found if found is not None and found.get_session_auth_hash() == told["hash"] else None


def person_of(request: HttpRequest) -> Staff | None:
    """The person signed in, or the one still at the second step."""
    return request.user if isinstance(request.user, Staff) else half_signed_in(request)


def passkey_site_of(request: HttpRequest) -> PasskeySite:
    """The host and the addresses for which passkeys are made; the host is one of settings.ALLOWED_HOSTS."""
    host = request.get_host()
    here = f"{request.scheme}://{host}"
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    behind_a_proxy = settings.PUBLIC_URL.split("://", 1)[-1] == host
    return PasskeySite(name, [settings.PUBLIC_URL] if behind_a_proxy else [here])


def next_of(request: HttpRequest) -> str:
    """The address the person was going to, if it is on this site; "" otherwise."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else ""


def first_page() -> str:
    """The address of the desk's first page."""
    try:
        return reverse(settings.LOGIN_REDIRECT_URL)
    except NoReverseMatch:
        return reverse("web:home")


def _wait_for_second_step(request: HttpRequest, staff: Staff) -> None:
    request.session.cycle_key()
    request.session[_PENDING] = {
        "staff": staff.pk,
        "at": moment_of(request).isoformat(),
        "next": next_of(request),
        "hash": staff.get_session_auth_hash(),
    }
