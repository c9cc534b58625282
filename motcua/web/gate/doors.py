"""Pages that open and close a door, and the unit head's list of open doors."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.door import permissions
from motcua.door.gate.actions import doors
from motcua.door.gate.queries import visits
from motcua.door.gate.queries.arrivals import staff_of_unit
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.gate.device import forget_gate_device, gate_device_of, remember_gate_device
from motcua.web.places.missing_places import missing_places_page
from motcua.web.request_moment import moment_of


def door_page(request: HttpRequest, device: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    """Render the marshal's page with the free places; `banner` in `more` says what just happened."""
    at = moment_of(request)
    with attempt(request) as tried:
        state = doors.heartbeat(device_id=device.pk, by=staff_of(request), at=at, alone=False)
    if tried.refusal is not None:
        return forget_gate_device(redirect("web:gate"))
    context = {
        "device": device,
        "premises": device.premises,
        "state": state,
        "rooms": visits.room_counts(device.premises_id, at),
        "colleagues": [
            (staff.pk, f"{staff.full_name} – {staff.title}" if staff.title else staff.full_name)
            for staff in staff_of_unit(device.premises)
        ],
        "leave_key": uuid4(),
        **more,
    }
    return render(request, "gate/door.html", context, status=status)


@login_required
@require_safe
def gate(request: HttpRequest) -> HttpResponse:
    """Show the door of this phone, or the doors to choose from."""
    device = gate_device_of(request)
    return door_page(request, device) if device is not None else _choose(request)


def _choose(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    staff, at = staff_of(request), moment_of(request)
    units = visits.gates_visible_to(staff, at)
    if not units:
        return missing_places_page(request, permissions.CONTROLS_GATES, otherwise=PermissionDenied)
    places = [
        {
            "premises": premises,
            "rooms": visits.room_counts(premises.pk, at),
            "devices": visits.devices_of(premises),
            "heads": permissions.may_close_lost_gate(staff, premises, at),
        }
        for premises in units
    ]
    return render(request, "gate/choose.html", {"places": places, "wrong": wrong}, status=status)


@login_required
@require_POST
def gate_open(request: HttpRequest) -> HttpResponse:
    """Put this phone at the chosen door."""
    room, door = request.POST.get("phong", ""), request.POST.get("cua", "")[:60]
    if not room.isascii() or not room.isdecimal() or len(room) > 9:
        return _choose(request, _("Hãy chọn cửa."), 422)
    with attempt() as tried:
        _device, key = doors.open_gate(room_id=int(room), door=door, by=staff_of(request), at=moment_of(request))
        return remember_gate_device(redirect("web:gate"), key)
    if tried.errors:
        return _choose(request, tried.refused, 422)
    raise PermissionDenied(tried.refused)


@login_required
@require_POST
def gate_close(request: HttpRequest) -> HttpResponse:
    """Close the door; its share is free for all doors."""
    device = gate_device_of(request)
    if device is not None:
        with attempt(request):
            doors.close_gate(device_id=device.pk, by=staff_of(request), at=moment_of(request))
            messages.success(request, _("Đã đóng cửa kiểm soát."))
    return forget_gate_device(redirect("web:gate"))


@login_required
@require_POST
def gate_close_lost(request: HttpRequest, device_id: int) -> HttpResponse:
    """Let the unit's head close the door of a lost phone."""
    staff, at = staff_of(request), moment_of(request)
    units = visits.gates_visible_to(staff, at)
    if not any(device.pk == device_id for premises in units for device in visits.devices_of(premises)):
        raise Http404
    with attempt() as tried:
        doors.close_lost_gate(device_id=device_id, by=staff, at=at, is_off=request.POST.get("da-tat") == "1")
        messages.success(request, _("Đã đóng cửa kiểm soát."))
        return redirect("web:gate")
    return _choose(request, tried.refused, 422)
