"""Pages on which the province's playbooks for incidents are edited."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.door.health.actions.playbooks import change_playbook
from motcua.door.health.playbooks import BY_ITSELF, MOST_STEPS, STEP_KINDS
from motcua.door.health.queries.incidents import all_playbooks, playbook_by_code
from motcua.door.permissions import may_edit_playbooks
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

SPARE: Final = 2


@login_required
@require_safe
def playbooks(request: HttpRequest) -> HttpResponse:
    """List all playbooks, for the person who keeps them for the province."""
    if not may_edit_playbooks(staff_of(request), moment_of(request)):
        raise Http404
    return render(request, "door_incidents/playbooks.html", {"playbooks": all_playbooks()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def playbook(request: HttpRequest, code: str) -> HttpResponse:
    """Edit the steps of a playbook as rows (place, kind, words); empty rows are dropped."""
    staff, at = staff_of(request), moment_of(request)
    found = playbook_by_code(code)
    if found is None or not may_edit_playbooks(staff, at):
        raise Http404
    steps: list[dict[str, Any]] = [dict(step) for step in found.steps]
    name, active, errors, status = found.name, found.active, {}, 200
    if request.method == "POST":
        steps, name, active = _typed(request.POST), request.POST.get("name", ""), "active" in request.POST
        with attempt() as tried:
            change_playbook(
                code=code, name=name, steps=steps, active=active, seen=_moment(request.POST.get("seen", "")),
                by=staff, at=at,
            )  # fmt: skip
            messages.success(request, _("Đã lưu kịch bản. Sự việc đang mở giữ các bước cũ."), extra_tags="good")
            return redirect("web:playbooks")
        errors, status = tried.errors or {"": tried.refused}, 422 if tried.errors else 409
    rows = steps + [{"kind": "note", "text": ""}] * min(SPARE, MOST_STEPS - len(steps))
    shown = {
        "playbook": found,
        "name": name,
        "active": active,
        "seen": found.changed_at.isoformat() if found.changed_at else "",
        "rows": [
            {
                "place": place,
                "number": place + 1,
                "kind": row.get("kind"),
                "text": row.get("text", ""),
                "text_error": errors.get(f"{place}:text", ""),
                "kind_error": errors.get(f"{place}:kind", ""),
            }
            for place, row in enumerate(rows)
        ],
        "kinds": [(kind, _kind_words(kind)) for kind in STEP_KINDS],
        "name_error": errors.get("name", ""),
        "lines": [_line(place, text) for place, text in errors.items()],
    }
    return render(request, "door_incidents/playbook.html", shown, status=status)


def _kind_words(kind: str) -> str:
    by_itself = f" ({_('máy tự làm')})" if kind in BY_ITSELF else ""
    return f"{_(STEP_KINDS[kind])}{by_itself}"


def _line(place: str, text: str) -> tuple[str, str]:
    """An error for the summary: the id of its field, and the text with the number of its step."""
    row, _colon, part = place.partition(":")
    if not part:
        return ("ten" if place == "name" else "", text)
    return f"{part}-{row}", _("Bước %(number)s: %(problem)s") % {"number": int(row) + 1, "problem": text}


def _typed(posted: QueryDict) -> list[dict[str, Any]]:
    rows = []
    for place in range(MOST_STEPS + SPARE + 1):
        text = posted.get(f"text-{place}", "").strip()[:600]
        order = posted.get(f"order-{place}", "")
        if text:
            wanted = int(order) if order.isascii() and order.isdecimal() and len(order) < 4 else place + 1
            rows.append((wanted, place, {"kind": posted.get(f"kind-{place}", "")[:24], "text": text}))
    return [row for _wanted, _place, row in sorted(rows, key=lambda row: row[:2])]


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.utcoffset() is not None else None
