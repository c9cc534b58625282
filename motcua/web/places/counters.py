"""Pages of a counter: add, change, sit down and get up, take out of use."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalog.queries.procedures import fields_in_use
from motcua.door.permissions import SITS_AT_COUNTERS
from motcua.door.places.actions.counters import save_counter, set_counter_active
from motcua.door.places.queries.places import PlaceStatus, place_status, premises_with_role
from motcua.door.queue.actions.counter_sessions import close_counter, open_counter
from motcua.rulebook.vietnamese import sort_key
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.places.access import run_or_404, runs
from motcua.web.places.forms import CounterForm
from motcua.web.request_moment import moment_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def counter_edit(request: HttpRequest, premises_id: int, counter_id: int | None = None) -> HttpResponse:
    """Show and save the form of a counter."""
    staff, at = staff_of(request), moment_of(request)
    premises = run_or_404(staff, premises_id, at)
    now = place_status(premises, at)
    found: Any = None
    if counter_id is not None:
        found = next((counter.counter for counter in now.counters if counter.counter.pk == counter_id), None)
        if found is None:
            raise Http404
    served = {field.code: field.name for field in fields_in_use()}
    served |= {field.code: field.name for field in found.fields.all()} if found else {}
    rooms = [(f"{room.room.pk}", room.room.name) for room in now.rooms if room.room.kind == "service"]
    form = CounterForm(
        request.POST or None,
        initial=_known(found) if found else _fresh(now),
        rooms=rooms,
        served=sorted(served.items(), key=lambda item: sort_key(item[1])),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with attempt(form=form, names={"fields": "fields_served"}):
            save_counter(
                premises_id=premises.pk,
                counter_id=counter_id,
                room_id=int(given["room"]),
                fields=given["fields_served"],
                given=form.wanted(),
                by=staff,
                at=at,
            )
            said = _("Đã lưu quầy số %(number)s.") % {"number": given["number"]}
            messages.success(request, said, extra_tags="good")
            return redirect("web:place", premises.pk)
    title = _("Quầy số %(number)s") % {"number": found.number} if found else _("Thêm quầy")
    context = {"premises": premises, "form": form, "title": title, "no_rooms": not rooms}
    return render(request, "places/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def counter_act(request: HttpRequest, premises_id: int, counter_id: int) -> HttpResponse:
    """Sit down or get up; a head may also take the counter out of use and back."""
    staff, at = staff_of(request), moment_of(request)
    premises = next(
        (premises for premises in premises_with_role(staff, SITS_AT_COUNTERS, at) if premises.pk == premises_id), None
    )
    if premises is None:
        raise Http404
    now = place_status(premises, at)
    known = [counter.counter.pk for counter in now.counters] + [counter.pk for counter in now.unused_counters]
    if counter_id not in known:
        raise Http404
    what = request.POST.get("what", "")
    if what == "open":
        with attempt(request, done=_("Bạn đã mở quầy. Chúc một ngày tốt.")):
            open_counter(counter_id=counter_id, by=staff, at=at)
    elif what == "close":
        with attempt(request, done=_("Đã đóng quầy.")):
            close_counter(counter_id=counter_id, by=staff, at=at)
    elif what in {"drop", "use"} and runs(staff, premises, at):
        with attempt(request, done=_("Đã dùng lại.") if what == "use" else _("Đã thôi dùng.")):
            set_counter_active(counter_id=counter_id, active=what == "use", by=staff, at=at)
    return redirect("web:place", premises.pk) if runs(staff, premises, at) else redirect("web:today")


def _known(counter: Any) -> dict[str, Any]:
    known = {name: getattr(counter, name) for name in ("number", "name", "takes_in", "picks_up", "bookable", "x", "y")}
    return known | {"room": f"{counter.room_id}", "fields_served": [field.code for field in counter.fields.all()]}


def _fresh(now: PlaceStatus) -> dict[str, Any]:
    """First values of a new counter: the next number, beside the last counter of the first room."""
    numbers = [counter.counter.number for counter in now.counters] + [counter.number for counter in now.unused_counters]
    first = next((room for room in now.rooms if room.room.kind == "service"), None)
    right = max((counter.counter.x + 30 for counter in first.counters), default=4) if first else 4
    if first is not None:
        right = min(right, max(0, first.room.width - 26))
    return {
        "number": max(numbers, default=0) + 1,
        "room": f"{first.room.pk}" if first else "",
        "takes_in": True,
        "picks_up": True,
        "bookable": True,
        "x": right,
        "y": 5,
    }
