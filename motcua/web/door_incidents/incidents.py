"""Pages of incidents at the door: report, do the steps, close."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.door.health.actions import incidents as actions
from motcua.door.health.playbooks import BY_ITSELF, STEP_KINDS
from motcua.door.health.queries.incidents import incidents_visible_to, premises_for_incidents
from motcua.door.permissions import may_edit_playbooks, may_handle_incidents, may_trace_contacts
from motcua.refusals import AlreadyDone
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.door_incidents.forms import DoorIncidentForm
from motcua.web.posted_keys import posted_key
from motcua.web.request_moment import moment_of

PAGE = 50


@login_required
@require_safe
def door_incidents(request: HttpRequest) -> HttpResponse:
    """List incidents at the door, open ones first."""
    staff, at = staff_of(request), moment_of(request)
    page = Paginator(incidents_visible_to(staff, at), PAGE).get_page(request.GET.get("trang"))
    shown = {
        "page": page,
        "may_report": bool(premises_for_incidents(staff, at)),
        "may_edit": may_edit_playbooks(staff, at),
    }
    return render(request, "door_incidents/incidents.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def door_incident_report(request: HttpRequest) -> HttpResponse:
    """Report an incident; `?phong=` is the room, `?luot=` the visit of the person concerned."""
    staff, at = staff_of(request), moment_of(request)
    units = premises_for_incidents(staff, at)
    if not units:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    chosen = posted_key((sent or request.GET).get("premises", "")) if len(units) > 1 else units[0].pk
    here = next((unit for unit in units if unit.pk == chosen), units[0])
    rooms = [(room.pk, room.name) for room in here.rooms.filter(active=True)]
    form = DoorIncidentForm(
        sent,
        units=[(unit.pk, unit.office.name) for unit in units],
        rooms=rooms,
        initial={"premises": here.pk, "room": request.GET.get("phong", "")},
    )
    if form.is_valid():
        with attempt(form=form):
            made = actions.open_incident(
                premises_id=int(form.cleaned_data["premises"]),
                kind=form.cleaned_data["kind"],
                what=form.cleaned_data["what"],
                by=staff,
                at=at,
                room_id=posted_key(form.cleaned_data["room"]),
                visit_id=posted_key(request.POST.get("luot", "")),
            )
            return redirect("web:door_incident", made.pk)
    shown = {"form": form, "visit": posted_key((sent or request.GET).get("luot", "")), "several": len(units) > 1}
    return render(request, "door_incidents/incident_report.html", shown, status=422 if sent is not None else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def door_incident(request: HttpRequest, incident_id: int) -> HttpResponse:
    """Show the playbook's steps in order, the outcome of each, and the next one to do."""
    staff, at = staff_of(request), moment_of(request)
    found = incidents_visible_to(staff, at).filter(pk=incident_id).first()
    if found is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        with attempt() as tried:
            _act(request, found, staff, at)
            return redirect(f"{reverse('web:door_incident', args=[found.pk])}#viec")
        refused = tried.refused
    steps = list(found.steps.all())
    waiting = next((step.pk for step in steps if step.done_at is None), None)
    shown = {
        "incident": found,
        "steps": [
            {
                "row": step,
                "kind": STEP_KINDS.get(step.kind, ""),
                "by_itself": step.kind in BY_ITSELF,
                "next": step.pk == waiting,
                "asks_until": step.kind == "move_appointments",
                "traces": step.kind == "trace",
            }
            for step in steps
        ],
        "left": sum(1 for step in steps if step.done_at is None),
        "may_act": found.closed_at is None and may_handle_incidents(staff, found.premises.office, at),
        "may_trace": may_trace_contacts(staff, found.premises.office, at),
        "refused": refused,
        "today": at.astimezone(VIETNAM).date(),
        "typed": request.POST,
        "tracings": list(found.tracings.select_related("asked_by")),
    }
    return render(request, "door_incidents/incident.html", shown, status=409 if refused else 200)


def _act(request: HttpRequest, incident: Any, staff: Any, at: datetime) -> None:
    """Do a step, or close the incident. Raises what the action raises."""
    if "close" in request.POST:
        actions.close_incident(incident_id=incident.pk, by=staff, at=at, why=request.POST.get("why", "")[:500])
        messages.success(request, _("Sự việc đã kết thúc."), extra_tags="good")
        return
    step = posted_key(request.POST.get("step", ""))
    if step is None or step not in {row.pk for row in incident.steps.all()}:
        raise AlreadyDone(_("Bước này không còn. Hãy tải lại trang."))
    actions.do_incident_step(
        step_id=step,
        by=staff,
        at=at,
        note=request.POST.get("note", "")[:300],
        until=_end_of(request.POST.get("until", "")),
    )


def _end_of(text: str) -> datetime | None:
    """The midnight after a posted day (Vietnam); None for anything else."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    if not 2000 <= day.year < 2200:
        return None
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM)
