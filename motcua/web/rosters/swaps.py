"""Pages of swaps: ask a colleague, answer, decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.rosters import actions
from motcua.rosters.queries.people import people_of
from motcua.rosters.queries.shifts import own_shifts
from motcua.rosters.queries.swaps import swappable, swaps_visible_to
from motcua.rosters.times import vietnam_day
from motcua.web import formats
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.rosters.forms import SwapForm
from motcua.web.rosters.own_shifts import back_to_own
from motcua.web.rosters.shift_lines import shift_line_of
from motcua.web.rosters.week import back_to_week


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster_swap(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Ask somebody to take one of one's own shifts."""
    staff, at = staff_of(request), moment_of(request)
    shift = next((shift for shift in own_shifts(staff, at) if shift.pk == shift_id), None)
    if shift is None:
        raise Http404
    form = SwapForm(request.POST or None, choices=_choices(shift, at))
    if request.method == "POST" and form.is_valid():
        with attempt(form=form):
            actions.ask_swap(shift_id=shift.pk, by=staff, at=at, **form.wanted())
            messages.success(request, _("Đã gửi lời nhờ; bạn sẽ được báo khi có trả lời."), extra_tags="good")
            return back_to_own()
    context = {"line": shift_line_of(shift), "form": form}
    return render(request, "rosters/swap.html", context, status=422 if request.method == "POST" else 200)


def _choices(shift: Any, at: Any) -> list[tuple[str, str]]:
    """Each colleague, and the shifts of each that could be taken in return."""
    found = [
        (str(person.pk), _("%(name)s trực thay") % {"name": person.full_name})
        for person in people_of(shift.office)
        if person.pk != shift.staff_id
    ]
    for other in swappable(shift, at):
        line = shift_line_of(other)
        words_of = {
            "name": other.staff.full_name,
            "shift": f"{line.what}, {formats.format_day(line.day)}, {line.hours}",
        }
        found.append((f"{other.staff_id}-{other.pk}", _("Đổi với %(name)s: %(shift)s") % words_of))
    return found


@login_required
@require_POST
def roster_swap_answer(request: HttpRequest, swap_id: int) -> HttpResponse:
    """Take an answer: the colleague agrees or not, the asker withdraws, the planner decides."""
    staff, at = staff_of(request), moment_of(request)
    swap = swaps_visible_to(staff, at).filter(pk=swap_id).first()
    act = request.POST.get("viec", "")
    if swap is None:
        raise Http404
    with attempt(request, done=_("Đã ghi câu trả lời.")):
        if act in ("nhan", "khong-nhan"):
            actions.answer_swap(swap_id=swap.pk, agrees=act == "nhan", by=staff, at=at)
        elif act in ("duyet", "khong-duyet"):
            actions.decide_swap(swap_id=swap.pk, approves=act == "duyet", by=staff, at=at)
        elif act == "rut":
            actions.withdraw_swap(swap_id=swap.pk, by=staff, at=at)
        else:
            raise Http404
    if act in ("duyet", "khong-duyet"):
        return back_to_week(swap.shift.office.code, vietnam_day(swap.shift.during.lower))
    return back_to_own()
