"""Form 06: dossiers received, resolved and pending in a period, for the units overseen."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.people.checks import read_date
from motcua.people.permissions import paths_held
from motcua.rulebook.work_calendar import localise
from motcua.supervision.permissions import READS_FORM_06
from motcua.supervision.statistics import FormRow
from motcua.supervision.statistics import form_06_rows as count
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of


@login_required
@require_safe
def form_06(request: HttpRequest) -> HttpResponse:
    """Show the form for `?tu=` to `?den=` (both days included); without them, for the quarter so far."""
    paths = paths_held(staff_of(request), READS_FORM_06)
    if not paths:
        raise Http404
    today = localise(moment_of(request)).date()
    first, last, wrong = _period(request.GET.get("tu", ""), request.GET.get("den", ""), today)
    rows = [row for path in _roots(paths) for row in _counted(path, first, last)]
    context = {
        "rows": rows,
        "total": FormRow(_("Cộng"), "", *(sum(column) for column in zip(*(_numbers(row) for row in rows), strict=True)))
        if rows
        else None,
        "first": first,
        "last": last,
        "tu": request.GET.get("tu", "") or f"{first:%d/%m/%Y}",
        "den": request.GET.get("den", "") or f"{last:%d/%m/%Y}",
        "wrong": wrong,
    }
    return render(request, "supervision/form_06.html", context, status=422 if wrong else 200)


def _period(typed_first: str, typed_last: str, today: date) -> tuple[date, date, str]:
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    first = read_date(typed_first[:20]) if typed_first else quarter
    last = read_date(typed_last[:20]) if typed_last else today
    if first is None or last is None or first > last:
        return quarter, today, _("Kỳ báo cáo chưa đúng. Hãy viết ngày/tháng/năm, ngày đầu trước ngày cuối.")
    return first, last, ""


def _counted(path: str, first: date, last: date) -> list[FormRow]:
    zone = localise(datetime.fromisoformat("2020-01-01T00:00:00+07:00")).tzinfo
    return count(path, datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone))


def _roots(paths: list[str]) -> list[str]:
    """The offices held, without those below another held office."""
    return [path for path in paths if not any(path.startswith(f"{other}/") for other in paths)]


def _numbers(row: FormRow) -> tuple[int, ...]:
    return (row.online, row.direct, row.carried, row.early, row.on_time, row.late, row.pending_in_time,
            row.pending_late)  # fmt: skip
