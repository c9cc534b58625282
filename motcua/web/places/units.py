"""Pages of places: the list of units, one unit's place, its booking."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalog.queries.forms import internal_form_choices
from motcua.door.permissions import may_run_places, may_sit_at_counters
from motcua.door.places.actions import rooms as actions
from motcua.door.places.queries.places import place_status, units_visible_to
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.places.access import LARGEST_KEY, run_or_404, runs, visible_place_or_404
from motcua.web.places.drawing import drawing_of, overlaps_of, say_over
from motcua.web.places.forms import BookingForm, CloseForm
from motcua.web.request_moment import moment_of


@login_required
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """List the units that the person heads or oversees; a single one opens at once."""
    staff, at = staff_of(request), moment_of(request)
    units = list(units_visible_to(staff, at))
    if not units:
        raise Http404
    rows = [(unit, getattr(unit, "premises", None), may_run_places(staff, unit, at)) for unit in units]
    if len(rows) == 1 and rows[0][1] is not None:
        return redirect("web:place", rows[0][1].pk)
    return render(request, "places/places.html", {"rows": rows})


@login_required
@require_POST
def place_set_up(request: HttpRequest, office_id: int) -> HttpResponse:
    """Set up the place of a unit."""
    staff, at = staff_of(request), moment_of(request)
    if office_id >= LARGEST_KEY:
        raise Http404
    unit = units_visible_to(staff, at).filter(pk=office_id).first()
    if unit is None or not may_run_places(staff, unit, at):
        raise Http404
    with attempt(request):
        premises = actions.set_up_premises(office_id=office_id, by=staff, at=at)
        return redirect("web:place", premises.pk)
    return redirect("web:places")


@login_required
@require_safe
def place(request: HttpRequest, premises_id: int) -> HttpResponse:
    """Show one unit's floor plan, rooms with capacity, counters with who sits there."""
    staff, at = staff_of(request), moment_of(request)
    premises = visible_place_or_404(staff, premises_id, at)
    now = place_status(premises, at)
    context = {
        "premises": premises,
        "now": now,
        "unit_cap": now.unit_limit,
        "rooms": [(room, say_over(room), CloseForm(prefix=f"r{room.room.pk}")) for room in now.rooms],
        "drawing": drawing_of(now),
        "overlaps": overlaps_of(now),
        "runs": runs(staff, premises, at),
        "sits": may_sit_at_counters(staff, premises.office, at),
        "tab": "place",
    }
    return render(request, "places/place.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place_booking(request: HttpRequest, premises_id: int) -> HttpResponse:
    """Show and save how the unit books and which declaration is asked before entering."""
    staff, at = staff_of(request), moment_of(request)
    premises = run_or_404(staff, premises_id, at)
    known = {name: getattr(premises, name) for name in BookingForm.base_fields}
    form = BookingForm(request.POST or None, initial=known, declarations=internal_form_choices())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with attempt(form=form):
            actions.change_booking_rules(premises_id=premises.pk, given=given, by=staff, at=at)
            messages.success(request, _("Đã lưu."), extra_tags="good")
            return redirect("web:place", premises.pk)
    context = {"premises": premises, "form": form, "title": _("Cách đặt lịch hẹn, tờ khai")}
    return render(request, "places/form.html", context, status=422 if form.errors else 200)
