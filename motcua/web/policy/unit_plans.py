"""Operation plans on a unit's page: the unit's head submits one, a leader approves it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.directives import actions
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of


class DayField(forms.DateField):
    """A day in officers' writing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%d/%m/%Y", "%Y-%m-%d"],
            error_messages={"invalid": gettext_lazy("Hãy ghi ngày như 31/3/2020.")},
            **options,
        )


class PlanForm(forms.Form):
    """The title of a plan, its capacity and its first and last day."""

    title = forms.CharField(label=gettext_lazy("Tên kế hoạch"), max_length=300)
    valid_from = DayField(label=gettext_lazy("Từ ngày"))
    valid_to = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    room_cap = forms.IntegerField(label=gettext_lazy("Số người tối đa trong một phòng"), required=False, min_value=1)


def plan_sent(request: HttpRequest, office: Any) -> tuple[PlanForm, HttpResponse | None]:
    """Submit the plan as typed; returns the form with its errors, or the response after success."""
    form = PlanForm(request.POST)
    if form.is_valid():
        with attempt(form=form):
            actions.submit_plan(office=office, by=staff_of(request), at=moment_of(request), **form.cleaned_data)
            messages.success(request, _("Đã trình kế hoạch. Quầy mở khi kế hoạch được duyệt."))
            return form, redirect("web:unit", code=office.code)
    return form, None


def plan_approval(request: HttpRequest, office: Any, plan_id: int) -> HttpResponse:
    """Approve a plan of this unit."""
    if not office.plans.filter(id=plan_id).exists():
        raise Http404
    with attempt(request):
        actions.approve_plan(plan_id=plan_id, by=staff_of(request), at=moment_of(request))
        messages.success(request, _("Đã duyệt kế hoạch hoạt động."))
    return redirect("web:unit", code=office.code)
