"""Context of every page: the demo clock, the live server's address, whose service this is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from motcua.web.request_moment import moment_of


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor of all pages; `moment` is the request's moment."""
    return {
        "demo": settings.DEMO,
        "moment": moment_of(request),
        "place": place_name(),
        "live_base": live_base(request),
    }


def live_base(request: HttpRequest) -> str | None:
    """The live server's address for this browser: "" for the page's own host, None where there is none.

    A server known by its port alone speaks plain HTTP, which a page read over HTTPS may not ask.
    """
    try:
        own = request.get_host()
    except DisallowedHost:
        return None
    if settings.LIVE_URL:
        return "" if urlsplit(settings.LIVE_URL).netloc == own else str(settings.LIVE_URL)
    if not settings.LIVE_PORT or request.is_secure() or settings.PUBLIC_URL.startswith("https://"):
        return None
    host = urlsplit(f"//{own}").hostname or ""
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.LIVE_PORT}"


def place_name() -> str:
    """The province or unit whose service this is, as the pages name it."""
    return str(settings.PLACE)
