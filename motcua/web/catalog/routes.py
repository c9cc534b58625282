"""Pages of routes for the catalogue officer: the list, the designer, and each version as a picture."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalog.actions import routes as catalog
from motcua.catalog.permissions import may_edit_routes
from motcua.catalog.queries.procedures import procedure_by_code
from motcua.catalog.queries.routes import (
    office_choices,
    office_names,
    plan_to_edit,
    procedures_with_routes,
    route_draft,
    route_versions,
)
from motcua.catalog.route_checks import check_publishable, limit_for_checks
from motcua.rulebook.deadlines import Unit
from motcua.rulebook.dossier_states import STATE_OF_STAGE
from motcua.rulebook.routes import TASK_KINDS, Problem, as_dict, offices_named, parse
from motcua.rulebook.routes.plan import STAGE_NAMES
from motcua.rulebook.work_calendar import localise
from motcua.web.attempts import attempt
from motcua.web.catalog import route_form
from motcua.web.catalog.route_drawing import draw_route
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

PAGE: Final = 50
_UNITS: Final = (
    (Unit.WORKING_DAYS, "ngày làm việc"),
    (Unit.DAYS, "ngày"),
    (Unit.HOURS, "giờ làm việc"),
    (Unit.HALF_DAYS, "buổi"),
)


def _officer_only(request: HttpRequest) -> None:
    if not may_edit_routes(staff_of(request), moment_of(request)):
        raise Http404


def _procedure(request: HttpRequest, code: str) -> Any:
    _officer_only(request)
    found = procedure_by_code(code)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """List procedures with the version of their route in force and whether there is a draft."""
    _officer_only(request)
    text = request.GET.get("q", "").strip()[:100]
    page = Paginator(procedures_with_routes(text), PAGE).get_page(request.GET.get("trang"))
    return render(request, "catalog/routes.html", {"page_of_routes": page, "q": text})


@login_required
@require_safe
def route_version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show one version as published, or the draft."""
    procedure = _procedure(request, code)
    row = next((version for version in route_versions(procedure) if version.version == number), None)
    if row is None:
        raise Http404
    plan = parse(row.plan)
    drawing = draw_route(plan, office_names(offices_named(plan)), limit_for_checks(procedure))
    return render(request, "catalog/route_version.html", {"procedure": procedure, "row": row, "drawing": drawing})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def route(request: HttpRequest, code: str) -> HttpResponse:
    """Edit the draft route. Rearranging only shows the new order; saving and publishing are separate acts."""
    procedure = _procedure(request, code)
    if request.method != "POST":
        return _designer(request, procedure, as_dict(plan_to_edit(procedure)), _shown(procedure))
    written, expected = route_form.read_plan(request.POST), _moment(request.POST.get("changed_at", ""))
    command = request.POST.get("do", "save")
    if command not in {"save", "publish", "check", "drop"}:
        at_part = route_form.carry_out(written, command)
        return _designer(request, procedure, written, expected, unsaved=True, at_part=at_part)
    if command == "check":
        return _designer(request, procedure, written, expected, unsaved=True, checked=True)
    return _act(request, procedure, written, expected, command)


def _act(
    request: HttpRequest, procedure: Any, written: route_form.Written, expected: datetime | None, command: str
) -> HttpResponse:
    given: dict[str, Any] = {"procedure": procedure, "by": staff_of(request), "at": moment_of(request)}
    with attempt() as tried:
        if command == "drop":
            catalog.drop_route_draft(**given, expected=expected)
            messages.success(request, _("Đã bỏ bản nháp. Quy trình đã công bố không đổi."))
            return redirect("web:route", code=procedure.code)
        row = catalog.save_route_draft(**given, plan=written, expected=expected)
        expected = row.changed_at
        if command == "publish":
            row = catalog.publish_route(**given, expected=expected, note=request.POST.get("note", ""))
            said = _("Đã công bố phiên bản %(number)s. Hồ sơ đang giải quyết giữ quy trình cũ.") % {
                "number": row.version
            }
            messages.success(request, said)
            return redirect("web:route_version", code=procedure.code, number=row.version)
        messages.success(request, _("Đã lưu bản nháp."))
        return redirect("web:route", code=procedure.code)
    if isinstance(tried.refusal, catalog.RouteRefused):
        said, problems = _("Đã lưu bản nháp, nhưng chưa công bố được."), tried.refusal.problems
        return _designer(request, procedure, written, expected, problems=problems, refused=said, status=422)
    return _designer(request, procedure, written, expected, unsaved=True, refused=tried.refused, status=409)


def _designer(
    request: HttpRequest,
    procedure: Any,
    written: route_form.Written,
    expected: datetime | None,
    *,
    unsaved: bool = False,
    checked: bool = False,
    problems: list[Problem] | None = None,
    refused: str = "",
    at_part: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the designer: the form as typed, its picture and, when asked for, problems at their places."""
    plan = parse(written)
    day = localise(moment_of(request)).date()
    if problems is None and (checked or not unsaved):
        problems = check_publishable(procedure, plan, day)
    found = problems or []
    named = offices_named(plan)
    context = {
        "procedure": procedure,
        "stages": [_stage_row(place, stage, found) for place, stage in enumerate(written["stages"])],
        "on_the_spot": written["on_the_spot"],
        "general": [row.text for row in found if row.stage is None],
        "problems": [(_target(row), _at(row) + row.text) for row in found],
        "looked_at": problems is not None,
        "drawing": draw_route(plan, office_names(named), limit_for_checks(procedure)),
        "limit": limit_for_checks(procedure),
        "versions": route_versions(procedure),
        "draft": route_draft(procedure),
        "changed_at": expected.isoformat() if expected else "",
        "unsaved": unsaved,
        "refused": refused,
        "at_part": at_part,
        "note": request.POST.get("note", ""),
        "offices": _office_options(named),
        "stage_kinds": [(kind, _(STAGE_NAMES[kind])) for kind in STATE_OF_STAGE],
        "task_kinds": list(TASK_KINDS.items()),
        "units": [(unit.value, words) for unit, words in _UNITS],
    }
    return render(request, "catalog/route.html", context, status=status)


def _office_options(named: frozenset[str]) -> list[tuple[str, Any]]:
    """Options of an office: the two that depend on the dossier, then offices by level."""
    groups = [(_(group.label), group.offices) for group in office_choices(named)]
    return [("receiving", _("Nơi tiếp nhận hồ sơ")), ("resolving", _("Nơi giải quyết thủ tục")), *groups]


def _stage_row(place: int, stage: route_form.Written, problems: list[Problem]) -> dict[str, Any]:
    """A stage for the template: what was typed, ids of its fields, and errors at each."""
    tasks = [
        task
        | {
            "number": number + 1,
            "id": f"s{place}-t{number}",
            "wrong": _wrong(problems, place, number),
            "others": [
                (item["key"], _("việc %(number)s") % {"number": other + 1}, f"s{place}-t{number}-after-{item['key']}")
                for other, item in enumerate(stage["tasks"])
                if other != number
            ],
        }
        for number, task in enumerate(stage["tasks"])
    ]
    return stage | {
        "number": place + 1,
        "place": place,
        "id": f"s{place}",
        "label": stage["name"] or STAGE_NAMES.get(stage["kind"], ""),
        "tasks": tasks,
        "wrong": _wrong(problems, place, None),
    }


def _wrong(problems: list[Problem], stage: int, task: int | None) -> dict[str, str]:
    """Messages by field of one stage or task; "" is the part as a whole."""
    found: dict[str, str] = {}
    for problem in problems:
        if (problem.stage, problem.task) == (stage, task):
            name = problem.field if problem.field != "key" else ""
            found[name] = f"{found[name]} {problem.text}" if name in found else problem.text
    return {"part" if name == "" else name: text for name, text in found.items()}


def _target(problem: Problem) -> str:
    """The id of the field that a problem is about; of its part where there is no field."""
    if problem.stage is None:
        return "chung"
    part = f"s{problem.stage}" if problem.task is None else f"s{problem.stage}-t{problem.task}"
    field = {"limit": "value", "key": "", "after": ""}.get(problem.field, problem.field)
    return f"{part}-{field}" if field else part


def _at(problem: Problem) -> str:
    if problem.stage is None:
        return ""
    stage = _("Bước %(number)s") % {"number": problem.stage + 1}
    if problem.task is None:
        return f"{stage}: "
    task = _("việc %(number)s") % {"number": problem.task + 1}
    return f"{stage}, {task}: "


def _shown(procedure: Any) -> datetime | None:
    draft = route_draft(procedure)
    return draft.changed_at if draft is not None else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.utcoffset() is not None else None
