"""Pages of tasks for other offices: inbox, one task with its answer, a new request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.dossiers import queries
from motcua.dossiers.actions import tasks as actions
from motcua.dossiers.queries import tasks as task_queries
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.officer.task_forms import TaskAnswerForm, TaskCancelForm, TaskRequestForm
from motcua.web.request_moment import moment_of


def tasks_panel_context(dossier: Any, staff: Any, at: Any) -> dict[str, Any]:
    """Context of `officer/tasks_panel.html`: tasks, the stage's due time, whether the person may ask."""
    return {"dossier": dossier, "panel": task_queries.tasks_panel_of(dossier, staff, at)}


@login_required
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """List the tasks of the person's offices, those the person waits for, and late ones for a unit's head."""
    staff, at = staff_of(request), moment_of(request)
    context = {
        "to_answer": task_queries.tasks_to_answer(staff, at),
        "waited_for": task_queries.tasks_asked_by(staff, at),
        "late": task_queries.late_tasks_told(staff, at),
    }
    return render(request, "officer/tasks.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task_ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask another office about this dossier."""
    staff, at = staff_of(request), moment_of(request)
    found = queries.dossiers_visible_to(staff, at).filter(code=code).first()
    if found is None:
        raise Http404
    near = frozenset({found.resolving_office.code, found.office.code})
    form = TaskRequestForm(request.POST if request.method == "POST" else None, near=near)
    refused = "" if task_queries.tasks_panel_of(found, staff, at).may_ask else _(
        "Chỉ công chức thụ lý của bước này giao việc phối hợp."
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with attempt(form=form, names={"due_at": "value"}, shown_by_page=True) as tried:
            task = actions.ask_task(dossier=found, by=staff, at=at, **form.wanted())
            messages.success(request, _("Đã gửi đến %(office)s.") % {"office": task.office.name})
            return redirect("web:dossier", code=code)
        refused = tried.refused or refused
    status = 422 if request.method == "POST" else 200
    return render(request, "officer/task_ask.html", {"dossier": found, "form": form, "refused": refused}, status=status)


def _found(request: HttpRequest, task_id: int) -> Any:
    found = task_queries.tasks_visible_to(staff_of(request), moment_of(request)).filter(pk=task_id).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """Show one task: question, due time, answer."""
    return _page(request, _found(request, task_id))


@login_required
@require_POST
def task_answer(request: HttpRequest, task_id: int) -> HttpResponse:
    """Answer for the office asked."""
    found = _found(request, task_id)
    form = TaskAnswerForm(request.POST, request.FILES, kind=found.kind)
    if not form.is_valid():
        return _page(request, found, answer_form=form)
    files = request.FILES.getlist("papers")

    def do(**given: Any) -> Any:
        return actions.answer_task(**given, **form.wanted(), files=files)

    return _carry_out(request, found, do, _("Đã gửi trả lời."), answer_form=form)


@login_required
@require_POST
def task_take(request: HttpRequest, task_id: int) -> HttpResponse:
    """Assign the task to the signed-in person."""
    return _carry_out(request, _found(request, task_id), actions.take_task, _("Bạn đang giữ việc này."))


@login_required
@require_POST
def task_cancel(request: HttpRequest, task_id: int) -> HttpResponse:
    """Call the task off."""
    found = _found(request, task_id)
    form = TaskCancelForm(request.POST)
    if not form.is_valid():
        return _page(request, found, cancel_form=form)

    def do(**given: Any) -> Any:
        return actions.cancel_task(**given, reason=form.cleaned_data["reason"])

    return _carry_out(request, found, do, _("Đã thôi việc này."), cancel_form=form)


@login_required
@require_POST
def task_late(request: HttpRequest, task_id: int) -> HttpResponse:
    """Report a late answer to the head of the one-stop unit."""

    def do(expected_version: int | None, **given: Any) -> Any:
        return actions.report_late_task(**given)

    return _carry_out(request, _found(request, task_id), do, _("Đã báo cho Trưởng Bộ phận Một cửa."))


def _carry_out(
    request: HttpRequest,
    found: Any,
    do: Callable[..., Any],
    done: str,
    *,
    answer_form: forms.Form | None = None,
    cancel_form: forms.Form | None = None,
) -> HttpResponse:
    """Run one action on the task as shown; a refused input stays on the page."""
    with attempt(form=answer_form or cancel_form, names={"files": "papers"}, shown_by_page=True) as tried:
        do(task=found, by=staff_of(request), at=moment_of(request), expected_version=_version(request))
        messages.success(request, done)
        return redirect("web:task", task_id=found.pk)
    again = _found(request, found.pk) if tried.refused else found
    return _page(request, again, answer_form=answer_form, cancel_form=cancel_form, refused=tried.refused)


def _page(
    request: HttpRequest,
    found: Any,
    *,
    answer_form: forms.Form | None = None,
    cancel_form: forms.Form | None = None,
    refused: str = "",
) -> HttpResponse:
    row = task_queries.task_row(found, staff_of(request), moment_of(request))
    context = {
        "row": row,
        "task": found,
        "dossier": found.dossier,
        "files": found.files.order_by("id"),
        "answer_form": (answer_form or TaskAnswerForm(kind=found.kind)) if row.may_answer else None,
        "cancel_form": (cancel_form or TaskCancelForm()) if row.may_cancel else None,
        "refused": refused,
        "record_time": task_queries.record_time(found),
        "cancelling": cancel_form is not None,
    }
    wrong = bool(answer_form or cancel_form or refused)
    return render(request, "officer/task.html", context, status=422 if wrong else 200)


def _version(request: HttpRequest) -> int | None:
    """The task's version that the page showed; None where none was sent, -1 where it is no number."""
    given = request.POST.get("version", "")
    if given.isascii() and given.isdecimal() and len(given) < 10:
        return int(given)
    return -1 if given else None
