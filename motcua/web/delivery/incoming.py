"""An incoming bag: its table typed or pasted, and every parcel answered."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.delivery import actions, queries
from motcua.delivery.entries import FIELDS, MOST_ROWS, is_blank, read_pasted
from motcua.dossiers.errors import AlreadyDone, NotAllowed
from motcua.web.context import moment_of
from motcua.web.delivery import bags
from motcua.web.desk.access import staff_of

ROWS_SHOWN = 20
_WAYS = {"postal": "bưu điện", "counter": "quầy", "online": "điện tử"}


def context_of(found: Any) -> dict[str, Any]:
    """The table's rows as kept, with blank ones up to twenty; and the parcels to answer once it is signed."""
    if found.signed_at is not None:
        return {"answers": [(item, _default(item), _missing(item)) for item in _items(found)]}
    typed = [_typed(item) for item in _items(found)]
    return {"rows": _table(typed, []), "procedures": queries.procedures_by_post(found.office)}


def _items(found: Any) -> list[Any]:
    return list(found.items.select_related("procedure", "dossier").prefetch_related("procedure__papers"))


def _typed(item: Any) -> dict[str, str]:
    given = [str(paper["position"]) for paper in item.papers if paper.get("given")]
    every = bool(item.papers) and len(given) == len(item.papers)
    return {
        "posting_number": item.posting_number,
        "procedure": item.procedure.code if item.procedure and not item.sender.get("code") else "",
        "full_name": item.sender.get("full_name", "") if not item.sender.get("code") else "",
        "id_number": item.sender.get("id_number", ""),
        "phone": item.sender.get("phone", ""),
        "address": item.sender.get("address", ""),
        "papers": "đủ" if every else ", ".join(given),
        "return_channel": _WAYS.get(item.return_channel, ""),
        "collected": str(item.collected or ""),
        "code": item.sender.get("code", ""),
    }


def _table(typed: list[dict[str, str]], errors: list[Any]) -> list[dict[str, Any]]:
    wanted = min(MOST_ROWS, max(ROWS_SHOWN, len(typed) + 5))
    blank = dict.fromkeys(FIELDS, "")
    rows = [*typed, *(dict(blank) for _ in range(wanted - len(typed)))]
    return [
        {"number": number, "cells": row, "errors": {one.field: one.message for one in errors if one.line == number}}
        for number, row in enumerate(rows, start=1)
    ]


def _default(item: Any) -> str:
    if item.outcome != "waiting":
        return str(item.outcome)
    return "incomplete" if _missing(item) else "received"


def _missing(item: Any) -> list[str]:
    if item.procedure is None or item.sender.get("code"):
        return []
    given = {paper["position"] for paper in item.papers if paper.get("given")}
    return [paper.name for paper in item.procedure.papers.all() if paper.required and paper.position not in given]


@login_required
@require_POST
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the table; bad rows come back with what was typed, the good ones are kept."""
    found = bags.visible_bag(request, pk)
    typed = [
        {name: request.POST.get(f"r{number}-{name}", "").strip() for name in FIELDS}
        for number in range(1, MOST_ROWS + 1)
        if f"r{number}-posting_number" in request.POST
    ]
    return _save(request, found, typed)


@login_required
@require_POST
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows pasted from a table or a CSV file go below those already there."""
    found = bags.visible_bag(request, pk)
    pasted = read_pasted(request.POST.get("text", ""))
    if not pasted:
        return bags.bag_page(request, found, refused="Chưa có dòng nào để thêm.")
    return _save(request, found, [*(_typed(item) for item in _items(found)), *pasted])


def _save(request: HttpRequest, found: Any, typed: list[dict[str, str]]) -> HttpResponse:
    typed = [row for row in typed if not is_blank(row)]
    version = request.POST.get("version", "")
    try:
        _bag, errors = actions.fill_bag(
            bag=found,
            rows=typed,
            by=staff_of(request),
            at=moment_of(request),
            expected_version=int(version) if version.isascii() and version.isdecimal() else None,
        )
    except (NotAllowed, AlreadyDone) as refused:
        return bags.bag_page(request, found, refused=str(refused), rows=_table(typed, []))
    if errors:
        fresh = bags.visible_bag(request, found.pk)
        return bags.bag_page(request, fresh, rows=_table(typed, errors), row_errors=errors)
    return redirect("web:bag", pk=found.pk)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the parcels chosen; each stands for itself, and the page then shows what became of it."""
    found = bags.visible_bag(request, pk)
    answers = {
        item.pk: actions.Answer(
            request.POST.get(f"i{item.pk}-outcome", ""),
            request.POST.get(f"i{item.pk}-reason", "").strip(),
            request.POST.get(f"i{item.pk}-basis", "").strip(),
        )
        for item in found.items.filter(outcome="waiting")
        if request.POST.get(f"i{item.pk}-outcome", "waiting") != "waiting"
    }
    try:
        actions.answer_items(bag=found, answers=answers, by=staff_of(request), at=moment_of(request))
    except NotAllowed as refused:
        return bags.bag_page(request, found, refused=str(refused))
    return redirect("web:bag", pk=pk)
