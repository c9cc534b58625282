"""Pages that add, change, remove and restore draft rules of a letter by typed fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.directives import actions, queries
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.policy.letters import letter_or_404
from motcua.web.policy.rule_form import RuleForm
from motcua.web.request_moment import moment_of


def _row_or_404(request: HttpRequest, row_id: int) -> Any:
    row = queries.rule_row(row_id)
    if row is None or not queries.letters_visible_to(staff_of(request)).filter(id=row.rule_set.directive_id).exists():
        raise Http404
    return row


def _back(letter_id: int, row_id: int | None = None) -> HttpResponse:
    response = redirect("web:letter", letter_id=letter_id)
    if row_id:
        response["Location"] += f"#r{row_id}"
    return response


@login_required
def rule(request: HttpRequest, row_id: int) -> HttpResponse:
    """Show and save one rule; its clause is quoted above."""
    row = _row_or_404(request, row_id)
    form = RuleForm.of_row(row) if request.method == "GET" else RuleForm.of_post(request.POST, row.point, row)
    if request.method == "POST":
        data = form.data()
        if not form.errors:
            with attempt() as tried:
                actions.change_rule(row_id=row.pk, data=data, by=staff_of(request), at=moment_of(request))
                messages.success(request, _("Đã sửa quy tắc."))
                return _back(row.rule_set.directive_id, row.pk)
            form.put_refusal(tried.errors, tried.refused)
    context = {"form": form, "row": row, "letter": row.rule_set.directive, "quote": _quote(row)}
    return render(request, "policy/rule.html", context, status=400 if form.errors else 200)


@login_required
def rule_add(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Add a rule that the reading did not propose: choose its point, then fill its form."""
    letter = letter_or_404(request, letter_id)
    form = RuleForm.of_post(request.POST or request.GET, request.POST.get("point") or request.GET.get("point") or "")
    if request.method == "POST":
        data = form.data()
        if not form.errors:
            with attempt() as tried:
                rule_set = queries.current_rule_set(letter)
                row = actions.add_rule(
                    rule_set_id=rule_set.pk, ref=form.ref, data=data, by=staff_of(request), at=moment_of(request)
                )
                messages.success(request, _("Đã thêm quy tắc."))
                return _back(letter.pk, row.pk)
            form.put_refusal(tried.errors, tried.refused)
    context = {"form": form, "row": None, "letter": letter, "quote": ""}
    return render(request, "policy/rule.html", context, status=400 if form.errors else 200)


def _quote(row: Any) -> str:
    if not row.span:
        return ""
    start, end = row.span
    return str(row.rule_set.directive.text[start:end])[:1500]


def _change(request: HttpRequest, row_id: int, act: Callable[..., None]) -> HttpResponse:
    row = _row_or_404(request, row_id)
    with attempt(request):
        act(row_id=row.pk, by=staff_of(request), at=moment_of(request))
    return _back(row.rule_set.directive_id, row.pk)


@login_required
@require_POST
def rule_remove(request: HttpRequest, row_id: int) -> HttpResponse:
    """Remove a rule from the draft."""
    return _change(request, row_id, actions.remove_rule)


@login_required
@require_POST
def rule_restore(request: HttpRequest, row_id: int) -> HttpResponse:
    """Restore a removed rule."""
    return _change(request, row_id, actions.restore_rule)
