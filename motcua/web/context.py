"""What every page knows: the demo clock for the banner, the language, whose service this is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from motcua.clock.reading import now


def page(request: HttpRequest) -> dict[str, Any]:
    """`moment` is read once a request: a view that has read the clock leaves it on `request.moment`."""
    return {"demo": settings.DEMO, "moment": moment_of(request)}


def moment_of(request: HttpRequest) -> Any:
    """The request's moment (aware, Asia/Ho_Chi_Minh), read at the first asking and kept."""
    moment = getattr(request, "moment", None)
    if moment is None:
        moment = now()
        request.moment = moment  # type: ignore[attr-defined]
    return moment
