"""What every page knows: the demo clock for the banner, the language, whose service this is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from motcua.clock.reading import now


def page(request: HttpRequest) -> dict[str, Any]:
    """`moment` is read once a request: a view that has read the clock leaves it on `request.moment`."""
    return {"demo": settings.DEMO, "moment": moment_of(request), "place": place()}


def place() -> str:
    """The province or unit whose service this is, as the pages name it."""
    return str(settings.PLACE)


def moment_of(request: HttpRequest) -> datetime:
    """The request's moment (aware, Asia/Ho_Chi_Minh), read at the first asking and kept."""
    moment: datetime | None = getattr(request, "moment", None)
    if moment is None:
        moment = now()
        request.moment = moment  # type: ignore[attr-defined]
    return moment
