"""Renders one bag, for all views that change it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.delivery import permissions, queries
from motcua.web.delivery import tables
from motcua.web.delivery.forms import SignForm
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of


def visible_bag(request: HttpRequest, pk: int) -> Any:
    """The bag, where the person may see it. Http404 for any other."""
    found = queries.bags_visible_to(staff_of(request), moment_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def bag_page(request: HttpRequest, found: Any, **more: Any) -> HttpResponse:
    """Render a bag; `more` holds what was typed and the errors."""
    staff, at = staff_of(request), moment_of(request)
    context: dict[str, Any] = {
        "bag": found,
        "may_fill": permissions.may_fill_bag(staff, found, at),
        "may_sign": permissions.may_sign_bag(staff, found, at),
        "sign_form": SignForm(),
        "items": list(found.items.select_related("procedure", "dossier")),
    }
    context |= tables.incoming(found) if found.direction == "in" else tables.outgoing(found)
    context |= more
    bad = bool(more.get("refused") or more.get("row_errors") or more.get("sign_form"))
    name = "incoming" if found.direction == "in" else "outgoing"
    return render(request, f"delivery/{name}.html", context, status=422 if bad else 200)
