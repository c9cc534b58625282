"""The moment of a request: one reading of the clock for all that a page says."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from motcua.clock.queries import now


def moment_of(request: HttpRequest) -> datetime:
    """The request's moment (aware, Asia/Ho_Chi_Minh), read once and kept on the request."""
    moment: datetime | None = getattr(request, "moment", None)
    if moment is None:
        moment = now()
        request.moment = moment  # type: ignore[attr-defined]
    return moment
