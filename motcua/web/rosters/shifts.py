"""Pages of one shift: add, change, cancel, cover."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.door.places.queries.places import counter_numbers_of
from motcua.people.queries import Office
from motcua.rosters import actions
from motcua.rosters.permissions import may_plan
from motcua.rosters.queries.cover import covers_for
from motcua.rosters.queries.gaps import fields_at
from motcua.rosters.queries.people import people_of
from motcua.rosters.queries.shifts import shifts_visible_to
from motcua.rosters.times import vietnam_day
from motcua.rulebook.work_calendar import localise
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.rosters.access import day_asked, number_asked, planned_office
from motcua.web.rosters.forms import ChangeForm, ShiftForm
from motcua.web.rosters.shift_lines import shift_line_of
from motcua.web.rosters.week import back_to_week

# Every form has `fields` of its own.
_NAMES: Final = {"fields": "fields_covered"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster_add(request: HttpRequest, code: str) -> HttpResponse:
    """Add a shift; the address may name the person and the day."""
    staff, at = staff_of(request), moment_of(request)
    office = planned_office(staff, code, at)
    first = {
        "staff": number_asked(request, "nguoi"),
        "day": day_asked(request, "ngay") or vietnam_day(at),
        "sitting": "day",
        "duty": "counter",
        "place": "on_site",
    }
    form = ShiftForm(
        request.POST or None,
        initial=first,
        people=people_of(office),
        fields=fields_at(office),
        counters=counter_numbers_of(office),
    )
    if request.method == "POST" and form.is_valid():
        with attempt(form=form, names=_NAMES):
            done = actions.plan_shift(office=office, by=staff, at=at, **form.wanted())
            return _done(request, code, done)
    context = {"office": office, "form": form, "shift": None, "day": first["day"]}
    return render(request, "rosters/shift.html", context, status=422 if request.method == "POST" else 200)


def _done(request: HttpRequest, code: str, done: actions.Planned) -> HttpResponse:
    messages.success(request, _("Đã lưu ca trực."), extra_tags="good")
    for warning in done.warnings:
        messages.warning(request, warning, extra_tags="soon")
    return back_to_week(code, vietnam_day(done.shifts[0].during.lower))


def _planned_shift(request: HttpRequest, shift_id: int) -> Any:
    staff, at = staff_of(request), moment_of(request)
    shift = shifts_visible_to(staff, at).filter(pk=shift_id).first()
    if shift is None or not may_plan(staff, shift.office, at):
        raise Http404
    return shift


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster_shift(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Show one shift; a POST changes it."""
    staff, at = staff_of(request), moment_of(request)
    shift = _planned_shift(request, shift_id)
    since, until = localise(shift.during.lower), localise(shift.during.upper)
    first = {
        "day": since.date(), "start": since.time(), "end": until.time(), "duty": shift.duty, "place": shift.place,
        "counter": shift.counter or None, "fields_covered": shift.fields, "note_text": shift.note,
    }  # fmt: skip
    form = ChangeForm(
        request.POST or None, initial=first, fields=fields_at(shift.office), counters=counter_numbers_of(shift.office)
    )
    if request.method == "POST" and form.is_valid():
        with attempt(form=form, names=_NAMES):
            done = actions.change_shift(shift_id=shift.pk, by=staff, at=at, **form.wanted())
            return _done(request, shift.office.code, done)
    context = {"office": shift.office, "form": form, "shift": shift_line_of(shift), "day": since.date()} | _others(
        shift, at
    )
    return render(request, "rosters/shift.html", context, status=422 if request.method == "POST" else 200)


def _others(shift: Any, at: Any) -> dict[str, Any]:
    live = shift.state != "cancelled" and shift.during.upper > at
    vacancy = covers_for([shift], shift.office)[0] if live else None
    stand_ins = []
    if vacancy is not None:
        stand_ins = [(person.pk, f"{person.full_name} ({_('dự phòng')})") for person in vacancy.standby]
        stand_ins += [(person.pk, person.full_name) for person in vacancy.free]
    return {"live": live, "vacancy": vacancy, "stand_ins": stand_ins}


@login_required
@require_POST
def roster_cancel(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Cancel a shift."""
    shift = _planned_shift(request, shift_id)
    with attempt(request, done=_("Đã bỏ ca trực.")):
        actions.cancel_shift(shift_id=shift.pk, by=staff_of(request), at=moment_of(request))
    return _back(shift)


@login_required
@require_POST
def roster_cover(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Give a shift to somebody else, for instance after an absence."""
    shift = _planned_shift(request, shift_id)
    with attempt(request):
        new = actions.cover_shift(
            shift_id=shift.pk, staff_id=number_asked(request, "staff") or 0, by=staff_of(request), at=moment_of(request)
        )
        messages.success(request, _("%(name)s trực thay; đã báo.") % {"name": new.staff.full_name}, extra_tags="good")
    return _back(shift)


def _back(shift: Any) -> HttpResponse:
    office: Office = shift.office
    return back_to_week(office.code, vietnam_day(shift.during.lower))
