"""Public pages of pre-checks: send copies without an account, follow the answer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.directives.queries import channels_for
from motcua.dossiers.actions.pre_checks import ask_pre_check, count_asking
from motcua.dossiers.queries.pre_checks import pre_check_by_token
from motcua.web.attempts import attempt
from motcua.web.citizen.offices import by_district, chosen_office
from motcua.web.citizen.procedures import found_or_404
from motcua.web.pre_checks.forms import PreCheckForm
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.catalog.models import Paper

_OTHERS = "files"


@dataclass(slots=True)
class AskedPaper:
    """One paper on the page, and the errors of its files."""

    paper: Paper
    errors: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The paper's place on the page and the name of its field."""
        return f"paper-{self.paper.position}"


@require_http_methods(["GET", "HEAD", "POST"])
def pre_check(request: HttpRequest, code: str) -> HttpResponse:
    """Take name, phone and pictures of each paper; the answer comes by message and on a page."""
    moment = moment_of(request)
    procedure = found_or_404(code)
    office, offices = chosen_office(request, procedure)
    papers = list(procedure.papers.all())
    ways = channels_for(office=office, procedure=procedure, at=moment, only="online") if office else ()
    page: dict[str, Any] = {
        "procedure": procedure,
        "office": office,
        "offices": offices,
        "districts": by_district(offices),
        "online": any(way.is_open for way in ways),
        "form": PreCheckForm(),
        "papers": [AskedPaper(paper) for paper in papers],
        "key": secrets.token_urlsafe(24),
        "lines": [],
    }
    if request.method != "POST" or office is None or page["online"]:
        return render(request, "pre_checks/ask.html", page)
    form = page["form"] = PreCheckForm(request.POST)
    page["key"] = request.POST.get("key", "")[:64] or page["key"]
    given = [(paper.position, file) for paper in papers for file in request.FILES.getlist(f"paper-{paper.position}")]
    others = [(None, file) for file in request.FILES.getlist(_OTHERS)]
    if not form.is_valid():
        return _again(request, page, {})
    with attempt() as tried:
        count_asking(request.META.get("REMOTE_ADDR", ""), at=moment)
        row = ask_pre_check(
            procedure=procedure,
            office=office,
            name=form.cleaned_data["name"],
            phone=form.cleaned_data["phone"],
            note=form.cleaned_data["note"],
            files=[*given, *others],
            key=page["key"],
            at=moment,
        )
        return redirect("web:pre_check_own", procedure.code, row.token)
    if tried.seconds:
        words = _("Từ mạng này đã gửi nhiều lần. Hãy chờ %(minutes)s phút rồi gửi lại.")
        page["wait"] = words % {"minutes": tried.minutes}
        return render(request, "pre_checks/ask.html", page, status=429)
    if not tried.errors:
        form.add_error(None, tried.refused)
    return _again(request, page, tried.errors)


def _again(request: HttpRequest, page: dict[str, Any], errors: dict[str, str]) -> HttpResponse:
    """Render the page with its errors, each a link to its field. A browser does not keep chosen files."""
    form: PreCheckForm = page["form"]
    for name, message in errors.items():
        if name in form.fields:
            form.add_error(name, message)
    lines = [("", str(text)) for text in form.non_field_errors()]
    lines += [(str(bound.auto_id), str(text)) for bound in form for text in bound.errors]
    for paper in page["papers"]:
        paper.errors = [errors[paper.key]] if paper.key in errors else []
        lines += [(paper.key, text) for text in paper.errors]
    if _OTHERS in errors:
        page["others_error"] = errors[_OTHERS]
        lines.append((_OTHERS, errors[_OTHERS]))
    page |= {"lines": lines, "chosen_again": bool(request.FILES)}
    return render(request, "pre_checks/ask.html", page, status=422)


@require_safe
def pre_check_own(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show the answer to whoever has the address; no file and no phone is shown."""
    row = pre_check_by_token(token)
    if row is None or row.procedure.code != code:
        raise Http404
    answer = render(request, "pre_checks/own.html", {"row": row, "files": list(row.files.order_by("id"))})
    answer["Referrer-Policy"] = "no-referrer"
    return answer
