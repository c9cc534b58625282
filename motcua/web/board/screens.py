"""The public board of a unit, and the state of any stream for pages that poll."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.door.boards.queries.snapshot import premises_watched
from motcua.door.places.queries.places import premises_by_board
from motcua.web.board.payloads import KINDS, ended_message, milliseconds, unit_state
from motcua.web.board.state_cache import recent_state
from motcua.web.request_moment import moment_of


@require_safe
def board(request: HttpRequest, board_key: str) -> HttpResponse:
    """Show the board at this key; `?mat=sang` is its daylight design. Without a script it reloads itself."""
    premises = premises_by_board(board_key)
    if premises is None:
        raise Http404
    at = moment_of(request)
    page = {
        "premises": premises,
        "state": {**unit_state(premises.pk, at).board, "at": milliseconds(at)},
        "at": at,
        "light": request.GET.get("mat") == "sang",
    }
    return render(request, "board/board.html", page)


@require_safe
def live_state(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Answer with one stream's newest message as JSON, for a page that has no stream."""
    at = moment_of(request)
    premises_id = premises_watched(kind, key) if kind in KINDS else None
    state = None if premises_id is None else recent_state(premises_id, at)
    message = None if state is None else state.of(kind, key)
    if (
        premises_id is not None and message is None
    ):  # a ticket that ended, or one so new that the state does not have it
        message = ended_message(key, at) or unit_state(premises_id, at).of(kind, key)
    if state is None or message is None:
        return JsonResponse({}, status=404)
    return JsonResponse({**message, "at": milliseconds(state.at)}, json_dumps_params={"ensure_ascii": False})
