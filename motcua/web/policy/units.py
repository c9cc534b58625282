"""Pages of units: the policy of each, its operation plans, its reception days."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.directives import actions, queries
from motcua.directives.explanation import explained, unit_tasks
from motcua.directives.permissions import may_approve_plan, may_set_for_unit
from motcua.people.calendars import calendar_of
from motcua.people.queries import Office, offices_under
from motcua.web.attempts import attempt
from motcua.web.desk.access import language_of, staff_of
from motcua.web.policy import unit_plans
from motcua.web.policy.rule_values import WEEKDAYS
from motcua.web.request_moment import moment_of

KINDS = ("provincial_centre", "district_unit", "commune_unit")


def _units(request: HttpRequest) -> Any:
    root = staff_of(request).office.path.split("/", 1)[0]
    return offices_under(root).filter(kind__in=KINDS)


@login_required
def units(request: HttpRequest) -> HttpResponse:
    """List all one-stop units in the order of the tree."""
    return render(request, "policy/units.html", {"units": _units(request)})


def _days(request: HttpRequest, office: Office) -> list[int]:
    """The days just ticked, else the days of the counter."""
    if request.method == "POST":
        return sorted({int(value) for value in request.POST.getlist("days") if value in set("1234567")})
    return queries.counter_days(office=office, at=moment_of(request))


@login_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit; a POST sets its reception days or deals with a plan."""
    office: Office | None = _units(request).filter(code=code).first()
    if office is None:
        raise Http404
    staff, at, errors, days = staff_of(request), moment_of(request), [], _days(request, office)
    plan_form = unit_plans.PlanForm()
    if request.method == "POST" and request.POST.get("plan", "").isdigit():
        return unit_plans.plan_approval(request, office, int(request.POST["plan"]))
    if request.method == "POST" and "title" in request.POST:
        plan_form, taken = unit_plans.plan_sent(request, office)
        if taken is not None:
            return taken
        days = queries.counter_days(office=office, at=at)
    elif request.method == "POST":
        with attempt() as tried:
            for point in ("receive.counter.days", "return.counter.days"):
                actions.set_for_unit(office=office, point=point, value=days, by=staff, at=at)
            messages.success(request, _("Đã đặt ngày tiếp dân, có hiệu lực ngay."))
            return redirect("web:unit", code=code)
        errors = tried.reasons
    facts = queries.facts_for(office=office, at=at)
    context = {
        "unit": office,
        "lines": explained(facts, language_of(request), calendar=calendar_of(office)),
        "tasks": unit_tasks(facts, language_of(request)),
        "plans": office.plans.order_by("-id"),
        "plan_form": plan_form,
        "may_approve": may_approve_plan(staff, office),
        "weekdays": WEEKDAYS,
        "is_head": may_set_for_unit(staff, office),
        "days": days,
        "errors": errors,
    }
    return render(request, "policy/unit.html", context, status=400 if errors or plan_form.errors else 200)
