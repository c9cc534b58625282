"""Stores when a sign-in was last used, at most once in five minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from motcua.people.actions.sessions import SEEN_EVERY, mark_session_seen
from motcua.web.account.staff_session import STAFF_SEEN, STAFF_SESSION
from motcua.web.request_moment import moment_of


class SeenMiddleware:
    """Stores the time of use: no query for visitors, one write in five minutes for people signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = getattr(request, "session", None)
        if session is None or not session.accessed or STAFF_SESSION not in session:
            return response
        moment = moment_of(request)
        last = session.get(STAFF_SEEN)
        if last is None or abs(moment - datetime.fromisoformat(last)) >= SEEN_EVERY:
            session[STAFF_SEEN] = moment.isoformat()
            mark_session_seen(session[STAFF_SESSION], at=moment)
        return response
