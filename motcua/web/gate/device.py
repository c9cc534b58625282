"""The cookie by which a phone keeps its door; only the gate's pages are sent it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from motcua.door.gate.actions.doors import device_key_digest
from motcua.door.gate.queries.visits import device_by_key
from motcua.door.permissions import may_control_gate
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

COOKIE: Final = "cua"
PATH: Final = "/cua-vao/"
KEPT: Final = timedelta(hours=16)


def gate_device_of(request: HttpRequest) -> Any:
    """The open door of this phone, if the signed-in person controls it; None otherwise."""
    device = device_by_key(device_key_digest(request.COOKIES.get(COOKIE, ""))) if request.COOKIES.get(COOKIE) else None
    if device is None or not may_control_gate(staff_of(request), device.premises, moment_of(request)):
        return None
    return device


def remember_gate_device(response: HttpResponse, key: str) -> HttpResponse:
    """Put the door's key into the phone's cookie."""
    response.set_cookie(
        COOKIE, key, max_age=KEPT, path=PATH, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def forget_gate_device(response: HttpResponse) -> HttpResponse:
    """Delete the cookie."""
    response.delete_cookie(COOKIE, path=PATH)
    return response
