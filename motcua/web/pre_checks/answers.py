"""The unit's pages of pre-checks: requests, oldest first, and the answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.dossiers.actions.pre_checks import answer_pre_check, link_pre_check, view_pre_check_file
from motcua.dossiers.permissions import may_look_at_copies
from motcua.dossiers.queries.pre_checks import pre_checks_visible_to
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.officer.papers import LOCKED
from motcua.web.pre_checks.forms import ANSWER_READY, PreCheckAnswerForm
from motcua.web.request_moment import moment_of

MOST_WAITING = 100
MOST_ANSWERED = 30


@login_required
@require_safe
def pre_checks(request: HttpRequest) -> HttpResponse:
    """List requests of the person's units: waiting ones, oldest first, then the last answers."""
    staff, at = staff_of(request), moment_of(request)
    if not may_look_at_copies(staff, at):
        raise Http404
    found = pre_checks_visible_to(staff, at)
    page = {
        "waiting": list(found.filter(state="asked")[:MOST_WAITING]),
        "answered": list(found.exclude(state="asked").order_by("-answered_at", "-id")[:MOST_ANSWERED]),
    }
    return render(request, "pre_checks/waiting.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pre_check_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Show the copies beside the answer's form."""
    row, at = _visible(request, number), moment_of(request)
    form = PreCheckAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        ready, text = form.cleaned_data["state"] == ANSWER_READY, form.cleaned_data["answer"]
        with attempt(request, form=form):
            answer_pre_check(pre_check=row, ready=ready, text=text, by=staff_of(request), at=at)
            messages.success(request, _("Đã trả lời và nhắn cho người dân."), extra_tags="good")
            return redirect("web:pre_checks")
        if not form.errors:
            return redirect("web:pre_check_answer", number)
    return _page(request, row, form)


@login_required
@require_POST
def pre_check_link(request: HttpRequest, number: int) -> HttpResponse:
    """Record which dossier followed from the request."""
    row = _visible(request, number)
    typed = request.POST.get("code", "")
    with attempt(request, shown_by_page=True) as tried:
        link_pre_check(pre_check=row, code=typed, by=staff_of(request), at=moment_of(request))
    if tried.errors:
        return _page(request, row, PreCheckAnswerForm(), code_error=tried.errors["code"], code=typed[:60])
    return redirect("web:pre_check_answer", number)


@login_required
@require_safe
@xframe_options_sameorigin
def pre_check_file(request: HttpRequest, number: int, file_id: int) -> HttpResponseBase:
    """Send one copy, which is never run; the look is journalled."""
    found = view_pre_check_file(staff=staff_of(request), number=number, file_id=file_id, at=moment_of(request))
    if found is None:
        raise Http404
    response = FileResponse(found.file.open("rb"), filename=found.name, content_type=found.content_type)
    response["Content-Security-Policy"] = LOCKED
    return response


def _visible(request: HttpRequest, number: int) -> Any:
    row = pre_checks_visible_to(staff_of(request), moment_of(request)).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _page(request: HttpRequest, row: Any, form: PreCheckAnswerForm, **more: Any) -> HttpResponse:
    names = {paper.position: paper.name for paper in row.procedure.papers.all()}
    files = [(names.get(kept.paper_position, ""), kept) for kept in row.files.order_by("paper_position", "id")]
    page = {"row": row, "form": form, "files": files, "first": files[0][1] if files else None, **more}
    bad = bool(form.errors or more.get("code_error"))
    return render(request, "pre_checks/one.html", page, status=422 if bad else 200)
