"""Admission at the gate: a scan, one screen with one big button, then let in or refuse."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.door.gate.actions import admission
from motcua.door.gate.actions.online_address import online_link
from motcua.door.gate.queries.arrivals import Arrival, arrival_of_staff, recognise, staff_of_unit
from motcua.door.gate.queries.entry_checks import TEMPERATURE, entry_checks
from motcua.web.attempts import attempt
from motcua.web.desk.access import language_of, staff_of
from motcua.web.gate.device import gate_device_of
from motcua.web.gate.doors import door_page
from motcua.web.gate.offers import offers_for
from motcua.web.request_moment import moment_of

LONGEST: int = 400


def _arrival(request: HttpRequest, device: Any) -> Arrival:
    """The arrival that the form names: a colleague by the row's key, anybody else by what was scanned."""
    colleague = request.POST.get("can-bo", "")
    if colleague.isascii() and colleague.isdecimal() and len(colleague) < 10:
        chosen = next((person for person in staff_of_unit(device.premises) if person.pk == int(colleague)), None)
        if chosen is not None:
            return arrival_of_staff(chosen, premises=device.premises)
    return recognise(request.POST.get("ma", "")[:LONGEST], premises=device.premises, at=moment_of(request))


def _screen(request: HttpRequest, device: Any, found: Arrival, *, wrong: str = "", status: int = 200) -> HttpResponse:
    who = "staff" if found.guest.is_staff else "visitors"
    checks = entry_checks(device.premises.office, moment_of(request), who, lang=language_of(request))
    context = {
        "device": device,
        "found": found,
        "text": request.POST.get("ma", "")[:LONGEST],
        "colleague": found.guest.staff.pk if found.guest.staff is not None and found.kind == "staff" else "",
        "ticks": [check for check in checks if check.kind == "tick"],
        "declaration": next((check for check in checks if check.kind == "declaration"), None),
        "temperature": next((check for check in checks if check.kind == TEMPERATURE), None),
        "given": request.POST.get(TEMPERATURE, ""),
        "key": uuid4(),
        "wrong": wrong,
    }
    context["refusals"] = [
        ("check", _("Chưa đủ biện pháp")),
        ("declaration", _("Tờ khai có điều cần hỏi lại")),
        ("other", _("Lý do khác")),
    ]
    return render(request, "gate/arrival.html", context, status=status)


@login_required
@require_POST
def gate_arrive(request: HttpRequest) -> HttpResponse:
    """Take what was scanned or typed, and show who it is, the checks and one big button."""
    device = gate_device_of(request)
    if device is None:
        return redirect("web:gate")
    return _screen(request, device, _arrival(request, device))


@login_required
@require_POST
def gate_admit(request: HttpRequest) -> HttpResponse:
    """Let the person in."""
    device = gate_device_of(request)
    if device is None:
        return redirect("web:gate")
    found, at = _arrival(request, device), moment_of(request)
    if found.stop:
        return _screen(request, device, found, status=422)
    with attempt() as tried:
        done = admission.admit(
            room_id=device.room_id,
            guest=found.guest,
            checks=_checks(request, device, found),
            by=staff_of(request),
            at=at,
            device_id=device.pk,
            key=_key(request),
        )
    if tried.errors:
        return _screen(request, device, found, wrong=tried.refused, status=422)
    if tried.refused:
        return door_page(request, device, status=403, banner={"tone": "bad", "word": tried.refused})
    if done.refusal is not None:
        offers = offers_for(done.refusal.other_way, device.premises, done.online or online_link(found.guest))
        tone = "bad" if done.refusal.reason in {"fever", "pass"} else "wait"
        banner = {"tone": tone, "word": _("Chưa vào"), "refusal": done.refusal, "offers": offers}
        return door_page(request, device, status=409, banner=banner)
    name = found.guest.full_name
    return door_page(request, device, banner={"tone": "good", "word": _("Mời vào"), "name": name})


def _checks(request: HttpRequest, device: Any, found: Arrival) -> dict[str, Any]:
    """The checks that the policy asks of this person, as ticked or typed; others are ignored."""
    who = "staff" if found.guest.is_staff else "visitors"
    asked = entry_checks(device.premises.office, moment_of(request), who)
    return {
        field.name: request.POST.get(field.name, "")[:10] if field.name == TEMPERATURE else field.name in request.POST
        for field in asked
        if field.kind != "declaration"
    }


@login_required
@require_POST
def gate_leave(request: HttpRequest) -> HttpResponse:
    """Record that a person goes out, scanned or not."""
    device = gate_device_of(request)
    if device is None:
        return redirect("web:gate")
    found = _arrival(request, device) if request.POST.get("ma") or request.POST.get("can-bo") else None
    if found is not None and found.visit is None:
        banner = {"tone": "wait", "word": _("Không thấy trong phòng"), "text": found.problem}
        return door_page(request, device, status=409, banner=banner)
    with attempt() as tried:
        admission.count_out(
            room_id=device.room_id,
            by=staff_of(request),
            at=moment_of(request),
            visit_id=found.visit.pk if found is not None and found.visit is not None else None,
            device_id=device.pk,
            key=_key(request),
        )
        name = found.guest.full_name if found is not None else ""
        return door_page(request, device, banner={"tone": "out", "word": _("Đã ra"), "name": name})
    return door_page(request, device, status=409, banner={"tone": "wait", "word": tried.refused})


@login_required
@require_POST
def gate_refuse(request: HttpRequest) -> HttpResponse:
    """Refuse a person for a reason chosen from the list."""
    device = gate_device_of(request)
    if device is None:
        return redirect("web:gate")
    reason = request.POST.get("ly-do", "")[:20]
    with attempt() as tried:
        admission.turn_away(
            room_id=device.room_id, reason=reason, by=staff_of(request), at=moment_of(request), device_id=device.pk
        )
        offers = offers_for("online", device.premises, "")
        return door_page(request, device, banner={"tone": "wait", "word": _("Chưa vào"), "offers": offers})
    return door_page(request, device, status=422, banner={"tone": "wait", "word": tried.refused})


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("khoa", ""))
    except ValueError:
        return None
