"""Pages of a room: add, change, close, open, take out of use."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.door.places.actions import rooms as actions
from motcua.door.places.queries.places import place_status
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.places.access import run_or_404
from motcua.web.places.drawing import say_over
from motcua.web.places.forms import CloseForm, RoomForm
from motcua.web.request_moment import moment_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room_edit(request: HttpRequest, premises_id: int, room_id: int | None = None) -> HttpResponse:
    """Show and save the form of a room; while people are inside it says what a lower capacity means."""
    staff, at = staff_of(request), moment_of(request)
    premises = run_or_404(staff, premises_id, at)
    now = place_status(premises, at)
    found = None if room_id is None else next((room for room in now.rooms if room.room.pk == room_id), None)
    if room_id is not None and found is None:
        raise Http404
    form = RoomForm(request.POST or None, initial=_known(found.room) if found else _fresh(now))
    if request.method == "POST" and form.is_valid():
        given = form.wanted()
        with attempt(form=form):
            actions.save_room(premises_id=premises.pk, room_id=room_id, given=given, by=staff, at=at)
            messages.success(request, _("Đã lưu %(name)s.") % {"name": given["name"]}, extra_tags="good")
            return redirect("web:place", premises.pk)
    context = {
        "premises": premises,
        "form": form,
        "found": found,
        "over": say_over(found) if found else "",
        "title": found.room.name if found else _("Thêm phòng, khu chờ"),
    }
    return render(request, "places/room.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def room_act(request: HttpRequest, premises_id: int, room_id: int) -> HttpResponse:
    """Close, open, take out of use, or use again."""
    staff, at = staff_of(request), moment_of(request)
    premises = run_or_404(staff, premises_id, at)
    now = place_status(premises, at)
    known = [room.room.pk for room in now.rooms] + [room.pk for room in now.unused_rooms]
    if room_id not in known:
        raise Http404
    what = request.POST.get("what", "")
    if what == "close":
        form = CloseForm(request.POST, prefix=f"r{room_id}")
        why = form.cleaned_data.get("why", "") if form.is_valid() else ""
        with attempt(request, done=_("Đã đóng phòng.")):
            actions.close_room(room_id=room_id, why=why, by=staff, at=at)
    elif what == "reopen":
        with attempt(request, done=_("Đã mở lại phòng.")):
            actions.reopen_room(room_id=room_id, by=staff, at=at)
    elif what in {"drop", "use"}:
        with attempt(request, done=_("Đã dùng lại.") if what == "use" else _("Đã thôi dùng.")):
            actions.set_room_active(room_id=room_id, active=what == "use", by=staff, at=at)
    return redirect("web:place", premises.pk)


def _known(room: Any) -> dict[str, Any]:
    known = {name: getattr(room, name) for name in RoomForm.base_fields}
    for name in ("area_m2", "distance_m"):
        known[name] = "" if known[name] is None else f"{known[name].normalize():f}".replace(".", ",")
    return known | {"doors": "\n".join(room.doors)}


def _fresh(now: Any) -> dict[str, Any]:
    """First values of a new room, beside the last on the plan."""
    right = max((room.room.x + room.room.width for room in now.rooms), default=0)
    return {"kind": "service", "offline_places": 2, "x": right, "y": 0, "width": 60, "depth": 40}
