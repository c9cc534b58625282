"""Pages of the declarations made: the list without answers, and one declaration. Each look is journalled."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.door.health.actions.declarations import open_declaration
from motcua.door.health.queries.declarations import answer_lines, declarations_visible_to
from motcua.door.permissions import SEES_KEPT_DECLARATIONS, TAKES_DECLARATIONS
from motcua.door.places.queries.places import premises_with_role
from motcua.people.permissions import paths_held
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

PAGE = 50


@login_required
@require_safe
def declarations(request: HttpRequest) -> HttpResponse:
    """List declarations by name, time and whether an answer is of concern; `?lo=1` lists those alone."""
    staff, at = staff_of(request), moment_of(request)
    rows = declarations_visible_to(staff, at)
    only = request.GET.get("lo") == "1"
    page = Paginator(rows.exclude(alerts=[]) if only else rows, PAGE).get_page(request.GET.get("trang"))
    shown = {"page": page, "only": only, "doors": premises_with_role(staff, TAKES_DECLARATIONS, at)}
    if not page.paginator.count and not shown["doors"] and not paths_held(staff, SEES_KEPT_DECLARATIONS):
        raise Http404
    return render(request, "declarations/declarations.html", shown)


@login_required
@require_safe
def declaration(request: HttpRequest, declaration_id: int) -> HttpResponse:
    """Show the answers of one declaration, to that day's gate and to health officers."""
    with attempt():
        row, answers = open_declaration(declaration_id=declaration_id, by=staff_of(request), at=moment_of(request))
        shown = {"row": row, "lines": answer_lines(row.form.schema, answers), "passes": list(row.passes.all())}
        return render(request, "declarations/declaration.html", shown)
    raise Http404
