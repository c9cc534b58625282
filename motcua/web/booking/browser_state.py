"""The session's record of a booking in progress: choices, the code sent, the proved phone."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest

from motcua.door.booking.actions.phone_proof import is_phone_proved, send_booking_code
from motcua.people.queries import proved_phones_of
from motcua.web.account.citizens import citizen_of
from motcua.web.request_moment import moment_of

_PENDING: Final = "booking"
_PROVED: Final = "booking_proved"


def pending_of(request: HttpRequest) -> dict[str, Any] | None:
    """The booking that waits for the code: the address to go on to, the phone, the choices."""
    found: dict[str, Any] | None = request.session.get(_PENDING)
    return found


def address_of(request: HttpRequest) -> str:
    """The address that the request comes from, for counting tries."""
    return str(request.META.get("REMOTE_ADDR", ""))


def session_key_of(request: HttpRequest) -> str:
    """The browser's session key, for counting tries; "" before it has one."""
    return request.session.session_key or ""


def ask_code(request: HttpRequest, pending: dict[str, Any]) -> None:
    """Send a code to the phone and keep the pending booking. Raises people.throttle.TooMany."""
    before = pending_of(request) or {}
    number = send_booking_code(
        phone=pending["phone"],
        address=address_of(request),
        device=session_key_of(request),
        at=moment_of(request),
        instead_of=before.get("number"),
    )
    request.session[_PENDING] = {**pending, "number": number}


def remember_proof(request: HttpRequest, phone: str, number: int) -> None:
    """Keep that the phone was proved in this browser by the code `number`."""
    request.session.pop(_PENDING, None)
    request.session[_PROVED] = {"phone": phone, "number": number}


def proof_of(request: HttpRequest, phone: str) -> int | None:
    """The number of the code by which this browser proved the phone recently; None without one."""
    kept: dict[str, Any] = request.session.get(_PROVED, {})
    if kept.get("phone") != phone or not is_phone_proved(number=kept["number"], phone=phone, at=moment_of(request)):
        return None
    return int(kept["number"])


def vouches(request: HttpRequest, phone: str) -> bool:
    """Whether no code is needed: the phone was proved just now, or belongs to the citizen signed in."""
    session = citizen_of(request)
    return proof_of(request, phone) is not None or (session is not None and phone in proved_phones_of(session.citizen))
