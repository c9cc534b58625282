"""One act on the dossiers ticked in a list: a page that names them, then the outcome of each."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.dossiers import queries
from motcua.dossiers.actions.bulk import MOST, SAFE, TAKE, Chosen, act_on_many
from motcua.rulebook import dossier_states
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.language import in_english
from motcua.web.officer.labels import act_label
from motcua.web.officer.list_address import read_list_address
from motcua.web.request_moment import moment_of

_OUTCOMES: Final = "desk_outcomes"


@login_required
@require_POST
def many_confirm(request: HttpRequest) -> HttpResponse:
    """Name the dossiers and the act before anything is done."""
    act, chosen, query = _asked(request)
    if act not in SAFE or not chosen or len(chosen) > MOST:
        messages.error(request, _wrong(act, chosen), extra_tags="bad")
        return _back(query)
    staff, at = staff_of(request), moment_of(request)
    seen = queries.dossiers_visible_to(staff, at).filter(code__in=[dossier.code for dossier in chosen])
    rows = {row.dossier.code: row for row in queries.rows_of(seen, staff, at)}
    context = {
        "act": act,
        "label": act_label(act),
        "says": _says(act),
        "rows": [
            (rows[dossier.code], dossier, _possible(rows[dossier.code], act))
            for dossier in chosen
            if dossier.code in rows
        ],
        "query": query,
    }
    return render(request, "officer/many_confirm.html", context)


@login_required
@require_POST
def many_do(request: HttpRequest) -> HttpResponse:
    """Carry out the act on each dossier, then show the outcomes."""
    act, chosen, query = _asked(request)
    with attempt(request):
        done = act_on_many(act=act, chosen=chosen, by=staff_of(request), at=moment_of(request))
        rows = [[outcome.code, outcome.refusal] for outcome in done]
        request.session[_OUTCOMES] = {"act": act, "query": query, "rows": rows}
        return redirect("web:many_done")
    return _back(query)


@login_required
@require_safe
def many_done(request: HttpRequest) -> HttpResponse:
    """Show the outcome of each dossier of the last act; the page can be opened again."""
    kept: dict[str, Any] | None = request.session.get(_OUTCOMES)
    if not kept:
        return _back("")
    rows = [(str(code), str(refusal)) for code, refusal in kept["rows"]]
    refused = sum(1 for _code, refusal in rows if refusal)
    context = {
        "label": act_label(str(kept["act"])),
        "query": kept["query"],
        "rows": sorted(rows, key=lambda row: not row[1]),
        "refused": refused,
        "done": len(rows) - refused,
    }
    return render(request, "officer/many_done.html", context)


def _asked(request: HttpRequest) -> tuple[str, list[Chosen], str]:
    """The act, the ticked dossiers with the version that the list showed ("code@version"), the list's address."""
    chosen: dict[str, Chosen] = {}
    for ticked in request.POST.getlist("chon")[: MOST + 1]:
        code, _at, version = ticked.replace("\0", "").partition("@")
        if version.isascii() and version.isdecimal() and len(version) < 10 and len(code) <= 60:
            chosen[code] = Chosen(code, int(version))
    query = read_list_address(QueryDict(request.POST.get("danh-sach", "")[:500])).query()
    return request.POST.get("viec", ""), list(chosen.values()), query


def _wrong(act: str, chosen: list[Chosen]) -> str:
    if not chosen:
        return _("Hãy đánh dấu ít nhất một hồ sơ.")
    if len(chosen) > MOST:
        return _("Mỗi lần làm nhiều nhất %(most)s hồ sơ.") % {"most": MOST}
    return _("Hãy chọn việc cần làm.")


def _possible(row: queries.WorkRow, act: str) -> bool:
    return row.may_take if act == TAKE else any(step.code == act for step in row.acts)


def _says(act: str) -> str:
    if act == TAKE:
        return _("Giữ hồ sơ này về phần mình để người khác không làm trùng.")
    step = dossier_states.step(act)
    return step.says_en if in_english() else step.says


def _back(query: str) -> HttpResponse:
    return redirect(f"{reverse('web:dossiers')}?{query}")
