"""The page of a unit's week: people by days, gaps, swaps to decide; copy and publish."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from motcua.rosters import actions
from motcua.rosters.permissions import may_plan
from motcua.rosters.queries.cover import covers_for
from motcua.rosters.queries.staff_share import staff_shares
from motcua.rosters.queries.swaps import swaps_to_decide
from motcua.rosters.queries.week_grid import Grid, week_grid
from motcua.rosters.times import vietnam_day
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.rosters.access import monday_asked, office_of, planned_office
from motcua.web.rosters.own_shifts import tabs_of
from motcua.web.rosters.shift_lines import shift_line_of

WEEK = timedelta(days=7)


@login_required
@require_safe
def roster_week(request: HttpRequest, code: str) -> HttpResponse:
    """Show the week; planners also see drafts, gaps and swaps to decide."""
    staff, at = staff_of(request), moment_of(request)
    office = office_of(staff, code, at)
    plans = may_plan(staff, office, at)
    grid = week_grid(office, monday_asked(request, at), with_plans=plans)
    vacancies = [vacancy for vacancy in grid.vacancies if vacancy.during.upper > at]
    today = vietnam_day(at)
    context: dict[str, Any] = {
        "office": office,
        "grid": grid,
        "sunday": grid.monday + timedelta(days=6),
        "rows": _rows(grid),
        "plans": plans,
        "today": today,
        "before": grid.monday - WEEK,
        "after": grid.monday + WEEK,
        "shares": staff_shares(grid),
        "vacancies": [(shift_line_of(cover.shift), cover) for cover in covers_for(vacancies, office)],
        "swaps": _to_decide(office) if plans else [],
        "reserve": plans and _stands_by(grid, today, at),
        "tabs": tabs_of(request, office.code),
    }
    return render(request, "rosters/week.html", context)


def _rows(grid: Grid) -> list[dict[str, Any]]:
    return [
        {
            "staff": row.staff,
            "half_days": row.half_days,
            "cells": [
                {"day": column.day, "off": column.off, "away": away, "lines": [shift_line_of(shift) for shift in cell]}
                for column, cell, away in zip(grid.days, row.cells, row.away, strict=True)
            ],
        }
        for row in grid.rows
    ]


def _to_decide(office: Any) -> list[dict[str, Any]]:
    return [
        {"swap": swap, "gives": shift_line_of(swap.shift), "takes": shift_line_of(swap.other) if swap.other else None}
        for swap in swaps_to_decide(office)
    ]


def _stands_by(grid: Grid, today: Any, at: Any) -> bool:
    cells = [
        cell for row in grid.rows for column, cell in zip(grid.days, row.cells, strict=True) if column.day == today
    ]
    return any(
        shift.place == "standby" and shift.state == "published" and shift.during.upper > at
        for cell in cells
        for shift in cell
    )


@login_required
@require_POST
def roster_copy(request: HttpRequest, code: str) -> HttpResponse:
    """Copy last week."""
    staff, at = staff_of(request), moment_of(request)
    office, monday = planned_office(staff, code, at), monday_asked(request, at)
    with attempt(request):
        copied = actions.copy_week(office=office, monday=monday, by=staff, at=at)
        said = ngettext("Đã chép %(count)s ca từ tuần trước.", "Đã chép %(count)s ca từ tuần trước.", copied.count)
        messages.success(request, said % {"count": copied.count}, extra_tags="good")
        for left in copied.left:
            messages.warning(request, _("Không chép: %(shift)s") % {"shift": left}, extra_tags="soon")
    return back_to_week(code, monday)


@login_required
@require_POST
def roster_publish(request: HttpRequest, code: str) -> HttpResponse:
    """Publish the week."""
    staff, at = staff_of(request), moment_of(request)
    office, monday = planned_office(staff, code, at), monday_asked(request, at)
    with attempt(request):
        count = actions.publish_week(office=office, monday=monday, by=staff, at=at)
        messages.success(
            request, _("Đã công bố %(count)s ca và báo cho từng người.") % {"count": count}, extra_tags="good"
        )
    return back_to_week(code, monday)


@login_required
@require_POST
def roster_reserve(request: HttpRequest, code: str) -> HttpResponse:
    """Call in today's reserve."""
    staff, at = staff_of(request), moment_of(request)
    office = planned_office(staff, code, at)
    with attempt(request):
        called = actions.call_in_reserve(office=office, day=vietnam_day(at), by=staff, at=at)
        names = ", ".join(dict.fromkeys(shift.staff.full_name for shift in called))
        words = _("Đã gọi: %(names)s.") % {"names": names} if called else _("Không còn ai dự phòng để gọi.")
        messages.info(request, words)
    return back_to_week(code, vietnam_day(at))


def back_to_week(code: str, day: Any) -> HttpResponse:
    """Redirect to the week of a day."""
    return redirect(f"{reverse('web:roster_week', args=[code])}?tuan={day}")
