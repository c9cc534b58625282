"""The citizen's sign-in of a browser: the session holds a token, the database row says whether it still counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from motcua.people.actions.citizen_sign_in import resume_citizen_session
from motcua.people.actions.sign_in_tries import DEVICE_KNOWN_FOR, device_cookie
from motcua.web.account.staff_session import next_of
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.people.actions.citizen_sign_in import CitizenSignIn
    from motcua.people.models import CitizenSession

_TOKEN: Final = "citizen"
_COOKIE: Final = "motcua_phone"
# What this browser learnt as this person, and the next one at the machine must not.
_LEARNT: Final = ("drafts", "looked_up", "phone_code", "oidc")


def citizen_of(request: HttpRequest) -> CitizenSession | None:
    """The sign-in of this browser with its citizen loaded, read once a request; None for a visitor."""
    if not hasattr(request, "citizen_session"):
        token = str(request.session.get(_TOKEN, ""))
        request.citizen_session = resume_citizen_session(token, at=moment_of(request))  # type: ignore[attr-defined]
    found: CitizenSession | None = request.citizen_session  # type: ignore[attr-defined]
    return found


def phone_device_of(request: HttpRequest) -> str:
    """The cookie that this device got when a phone was proved on it; "" without one."""
    return request.COOKIES.get(_COOKIE, "")[:500]


def come_in(request: HttpRequest, begun: CitizenSignIn, *, target: str = "", phone: str = "") -> HttpResponse:
    """Sign the citizen in on this browser and go on to `target`; a device that proved a phone gets a cookie."""
    request.session.cycle_key()
    request.session[_TOKEN] = begun.token
    response = HttpResponseRedirect(target or next_of(request) or reverse("web:mine"))
    if phone:
        response.set_cookie(
            _COOKIE,
            device_cookie(username=phone, device=phone_device_of(request)),
            max_age=DEVICE_KNOWN_FOR,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


def go_out(request: HttpRequest) -> None:
    """Forget the citizen and all that was opened on this browser; staff signed in here stay so."""
    for name in (_TOKEN, *_LEARNT):
        request.session.pop(name, None)
    request.session.cycle_key()
