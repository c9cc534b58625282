"""Prints several slips as one PDF, chosen from a list or by pasted codes."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.dossiers.actions.slip_printing import MOST_AT_ONCE, print_slips, recent_slips
from motcua.rulebook import eras
from motcua.rulebook.dossier_states import SLIPS
from motcua.rulebook.numbering import parse_dossier_code
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.printing.answers import pdf_answer
from motcua.web.request_moment import moment_of

_KINDS = tuple((kind, words) for kind, words in SLIPS.items() if kind != eras.REGISTER)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def print_batch(request: HttpRequest) -> HttpResponse:
    """List the newest slips; a POST of "slip" (ids) or "codes" (dossiers) answers with the PDF."""
    wrong = ""
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if request.method == "POST":
        ticked = [value.partition("@")[0] for value in request.POST.getlist("chon")]  # of the work list: code@version
        codes = [*request.POST.getlist("code"), *ticked, *re.split(r"[\s,;]+", request.POST.get("codes", ""))]
        read = [str(code) for code in map(parse_dossier_code, codes[: MOST_AT_ONCE + 1]) if code is not None]
        with attempt() as tried:
            pdf = print_slips(
                staff=staff_of(request),
                at=moment_of(request),
                slip_ids=[
                    int(value) for value in request.POST.getlist("slip") if value.isascii() and value.isdecimal()
                ],
                codes=read,
                kind=kind if kind in dict(_KINDS) else eras.RECEIPT,
            )
            return pdf_answer(pdf, "phieu-in-hang-loat")
        wrong = tried.refused
    context = {
        "slips": [
            (slip, SLIPS.get(slip.kind, slip.kind))
            for slip in recent_slips(staff_of(request), moment_of(request), kind)
        ],
        "kinds": _KINDS,
        "kind": kind,
        "codes": request.POST.get("codes", ""),
        "wrong": wrong,
        "most": MOST_AT_ONCE,
    }
    return render(request, "printing/batch.html", context, status=422 if wrong else 200)


def _title(slip: Any) -> str:
    """The slip's title in the era it was issued in."""
    return str(slip.data.get("form", {}).get("title") or SLIPS.get(slip.kind, slip.kind))
