"""Pages of absences, reported by the person or by the planner of the unit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.people.queries import Staff
from motcua.rosters import actions
from motcua.rosters.queries.absences import absences_of_office, absences_visible_to
from motcua.rosters.queries.people import people_of
from motcua.rosters.times import vietnam_day
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.rosters.access import planned_office
from motcua.web.rosters.forms import AbsenceForm, AbsenceOfForm
from motcua.web.rosters.own_shifts import back_to_own
from motcua.web.rosters.shift_lines import KINDS
from motcua.web.rosters.week import back_to_week


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster_absence(request: HttpRequest) -> HttpResponse:
    """Report one's own absence."""
    staff, at = staff_of(request), moment_of(request)
    form = AbsenceForm(request.POST or None, initial={"since": vietnam_day(at), "kind": "sick"})
    if request.method == "POST" and form.is_valid() and _tell(request, form, staff, form.cleaned_data):
        return back_to_own()
    context = {"form": form, "office": None}
    return render(request, "rosters/absence.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster_absence_of(request: HttpRequest, code: str) -> HttpResponse:
    """Report an absence of somebody at the planner's unit, and list the present ones."""
    staff, at = staff_of(request), moment_of(request)
    office = planned_office(staff, code, at)
    people = {person.pk: person for person in people_of(office)}
    first = {"since": vietnam_day(at), "kind": "sick"}
    form = AbsenceOfForm(request.POST or None, initial=first, people=people.values())
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        if _tell(request, form, people[int(given.pop("staff"))], given):
            return back_to_week(code, given["since"])
    context = {
        "form": form,
        "office": office,
        "absences": [(absence, KINDS[absence.kind]) for absence in absences_of_office(office, at)],
    }
    return render(request, "rosters/absence.html", context, status=422 if request.method == "POST" else 200)


def _tell(request: HttpRequest, form: AbsenceForm, staff: Staff, given: dict[str, Any]) -> bool:
    with attempt(form=form):
        told = actions.report_absence(staff=staff, by=staff_of(request), at=moment_of(request), **given)
        words = {"vacancies": len(told.vacancies), "moved": len(told.moved_home)}
        messages.success(
            request, _("Đã báo vắng: %(vacancies)s ca được rút, %(moved)s ca chuyển về nhà.") % words, extra_tags="good"
        )
        return True
    return False


@login_required
@require_POST
def roster_absence_end(request: HttpRequest, absence_id: int) -> HttpResponse:
    """End an absence."""
    staff, at = staff_of(request), moment_of(request)
    found = absences_visible_to(staff, at).filter(pk=absence_id).first()
    if found is None:
        raise Http404
    with attempt(request, done=_("Đã ghi đi làm lại. Các ca đã rút không tự trở lại.")):
        actions.end_absence(absence_id=found.pk, by=staff, at=at)
    return back_to_own()
