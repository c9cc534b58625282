"""Addresses that the door's script calls: state, places given back, entries counted without network."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from motcua.door.gate.actions import doors
from motcua.door.gate.actions.offline_sync import OfflineAct, acts_by_door, read_offline_acts, sync_offline_acts
from motcua.door.gate.door_shares import SHARE_MARGIN
from motcua.refusals import AlreadyDone
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.gate.device import gate_device_of
from motcua.web.request_moment import moment_of

MOST_BYTES: Final = 400_000


@login_required
@require_POST
def gate_state(request: HttpRequest) -> HttpResponse:
    """Record that the door is online, and answer with the free places and its share."""
    device = gate_device_of(request)
    if device is None:
        return _closed()
    with attempt():
        return _say(doors.heartbeat(device_id=device.pk, by=staff_of(request), at=moment_of(request)), request)
    return _closed()


@login_required
@require_POST
def gate_give_back(request: HttpRequest) -> HttpResponse:
    """Give places of the door's share back to all doors."""
    device = gate_device_of(request)
    if device is None:
        return _closed()
    places = _body(request).get("places")
    if not isinstance(places, int) or isinstance(places, bool) or not 0 <= places <= 1000:
        return JsonResponse({"problem": "places"}, status=422)
    with attempt():
        left = doors.give_share_back(device_id=device.pk, places=places, by=staff_of(request), at=moment_of(request))
        return _say(left, request)
    return _closed()


@login_required
@require_POST
def gate_merge(request: HttpRequest) -> HttpResponse:
    """Take what the door counted without network, and answer with the present state."""
    device = gate_device_of(request)
    if device is None:
        return _closed()
    staff, at = staff_of(request), moment_of(request)
    with attempt() as tried:
        parts = acts_by_door(read_offline_acts(_body(request).get("rows")), device.pk)
        done = sync_offline_acts(device_id=device.pk, rows=parts.pop(device.pk), by=staff, at=at)
        for number, rows in parts.items():  # counted at another door, before this phone came to stand here
            _tell_of(number, rows, staff, at)
        now = doors.heartbeat(device_id=device.pk, by=staff, at=at)
        return _say(now, request, merged={"entries": done.entries, "exits": done.exits, "over": done.over})
    if isinstance(tried.refusal, AlreadyDone):
        return _closed()
    return JsonResponse({"problem": tried.refused}, status=422)


def _tell_of(number: int, rows: list[OfflineAct], staff: Any, at: datetime) -> None:
    """The door whose entries the script reports; None where it is unknown or not this person's."""
    with attempt():
        sync_offline_acts(device_id=number, rows=rows, by=staff, at=at)


@require_safe
def gate_shell(request: HttpRequest) -> HttpResponse:
    """Send the door's page without any data, for the phone to keep."""
    response = render(request, "gate/shell.html")
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def gate_worker(request: HttpRequest) -> HttpResponse:
    """Send the service worker that keeps the page; it is served here to reach only the gate's pages."""
    path = finders.find("gate/gate-worker.js")
    if not isinstance(path, str):
        raise Http404
    script = Path(path).read_text(encoding="utf-8")
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _body(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_BYTES:
        return {}
    try:
        found = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _closed() -> JsonResponse:
    return JsonResponse({"closed": True}, status=410)


def _say(now: doors.DoorState, request: HttpRequest, **more: Any) -> JsonResponse:
    device, at = now.device, moment_of(request)
    since, until = device.share_from, device.share_until
    return JsonResponse(
        {
            "device": device.pk,
            "free": now.free,
            "inside": now.occupancy.inside,
            "cap": now.occupancy.cap.value,
            "share": now.share,
            "since": since.isoformat() if since else "",
            "age": max(0.0, (at - since).total_seconds()) if since else 0,
            "lasts": (until - since - SHARE_MARGIN).total_seconds() if since and until else 0,
            "giveBack": now.give_back,
            "countsOfficers": now.occupancy.cap.counts_officers,
            **more,
        }
    )
