"""Corrects or refuses malformed requests before any page reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

_NUL: Final = "%00"


class RequestGuardMiddleware:
    """Checks the client's address, the size of the request, and characters that the database cannot store."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Raises Http404 for an address with NUL in its path; answers 413 to what is larger than a hand-in may be."""
        if "\0" in request.path:
            raise Http404
        if _NUL in request.META.get("QUERY_STRING", ""):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace(_NUL, "")
        if _length(request) > settings.REQUEST_LIMIT_BYTES:
            return HttpResponse(render_to_string("400.html"), status=413)
        request.META["REMOTE_ADDR"] = asking_address(
            request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
        )
        return self.get_response(request)


def asking_address(peer: str, forwarded: str, proxies: Sequence[str]) -> str:
    """The client's address: the connection's own, unless that is one of our proxies.

    Then it is the last address in X-Forwarded-For that no proxy of ours has: whatever stands before it, the sender
    may have written. A header that comes from anybody else counts for nothing.
    """
    if peer not in proxies:
        return peer
    addresses = [address.strip() for address in forwarded.split(",") if address.strip()]
    return next((address for address in reversed(addresses) if address not in proxies), peer)


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    # Digits alone, and no more than a number of bytes can have.
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 20 else 0
