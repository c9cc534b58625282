"""Figures of a gate's day: in, out, the highest number inside, refusals with reasons."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from motcua.door.gate.queries import visits
from motcua.rulebook.work_calendar import localise
from motcua.web.day_asked import day_asked
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

REASONS = {
    "full": gettext_noop("Hết chỗ"),
    "closed": gettext_noop("Phòng đóng"),
    "day": gettext_noop("Hôm nay quầy không làm"),
    "check": gettext_noop("Chưa đủ biện pháp"),
    "declaration": gettext_noop("Chưa khai báo y tế"),
    "fever": gettext_noop("Sốt"),
    "pass": gettext_noop("Mã vào cửa không dùng được"),
    "inside": gettext_noop("Đã ở trong phòng"),
    "other": gettext_noop("Lý do khác"),
}


@login_required
@require_safe
def gate_day(request: HttpRequest) -> HttpResponse:
    """Show one unit's day; `don-vi` and `ngay` choose which."""
    at = moment_of(request)
    units = visits.gates_visible_to(staff_of(request), at)
    if not units:
        raise PermissionDenied
    wanted = request.GET.get("don-vi", "")
    premises = next((unit for unit in units if str(unit.pk) == wanted), units[0])
    asked_day = day_asked(request.GET.get("ngay", ""), localise(at).date(), past=True)
    story = visits.gate_day(premises, asked_day.day)
    context: dict[str, Any] = {
        "units": units,
        "premises": premises,
        "story": story,
        "asked_day": asked_day,
        "rooms": visits.room_counts(premises.pk, at),
        "reasons": REASONS,
        "refused": [(REASONS.get(name, name), count) for name, count in story.refused],
        "refused_count": sum(count for _name, count in story.refused),
        "turned_away": [(item, REASONS.get(item.reason, item.reason)) for item in story.turned_away[:100]],
    }
    return render(request, "gate/day.html", context)
