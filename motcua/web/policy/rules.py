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
from motcua.rulebook.policy.points import spec_of
from motcua.web.attempts import attempt
from motcua.web.desk.access import language_of, staff_of
from motcua.web.policy.letters import letter_or_404
from motcua.web.policy.rule_form import PointForm, RuleForm, known_spec
from motcua.web.policy.rule_lines import replaceable_lines
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
    """Show and save one rule; its clause is quoted above. `?sua=` names the field that is asked about."""
    row = _row_or_404(request, row_id)
    letter = row.rule_set.directive
    spec, lang = spec_of(row.point), language_of(request)
    offered = queries.replaceable_rules(row.rule_set, at=moment_of(request), first=row.point)
    form = RuleForm(
        request.POST if request.method == "POST" else None,
        spec=spec,
        held=row.data,
        body=letter.body,
        lang=lang,
        replaceable=replaceable_lines(offered, lang),
    )
    if request.method == "POST" and form.is_valid():
        with attempt() as tried:
            actions.change_rule(row_id=row.pk, data=form.rule_data(), by=staff_of(request), at=moment_of(request))
            messages.success(request, _("Đã sửa quy tắc."))
            return _back(letter.pk, row.pk)
        form.put_refusal(tried.errors, tried.refused)
    return _page(request, form, letter, row)


@login_required
def rule_add(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Add a rule that the reading did not propose: choose its point, then fill its form."""
    letter, lang = letter_or_404(request, letter_id), language_of(request)
    asked = request.POST.get("point") or request.GET.get("point") or ""
    spec = known_spec(asked)
    if spec is None:
        choice = PointForm({"point": asked} if asked else None, lang=lang)
        context = {"point_form": choice, "letter": letter}
        return render(request, "policy/rule.html", context, status=400 if choice.errors else 200)
    rule_set = queries.current_rule_set(letter)
    offered = queries.replaceable_rules(rule_set, at=moment_of(request), first=spec.point)
    form = RuleForm(
        request.POST if request.method == "POST" else None,
        spec=spec,
        held={},
        body=letter.body,
        lang=lang,
        replaceable=replaceable_lines(offered, lang),
        ref=True,
    )
    if request.method == "POST" and form.is_valid():
        with attempt() as tried:
            data, ref = form.rule_data(), form.cleaned_data["ref"]
            row = actions.add_rule(
                rule_set_id=rule_set.pk, ref=ref, data=data, by=staff_of(request), at=moment_of(request)
            )
            messages.success(request, _("Đã thêm quy tắc."))
            return _back(letter.pk, row.pk)
        form.put_refusal(tried.errors, tried.refused)
    return _page(request, form, letter, None)


def _page(request: HttpRequest, form: RuleForm, letter: Any, row: Any) -> HttpResponse:
    context = {
        "form": form,
        "sections": form.sections(request.GET.get("sua", "")),
        "row": row,
        "letter": letter,
        "quote": _quote(row) if row else "",
    }
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


@login_required
@require_POST
def rule_answer(request: HttpRequest, row_id: int) -> HttpResponse:
    """Answer a question of the reading by the choice that was pressed or ticked."""
    row, sent = _row_or_404(request, row_id), request.POST
    position = sent.get("position", "")
    with attempt(request, done=_("Đã ghi câu trả lời.")):
        actions.answer_question(
            row_id=row.pk,
            position=int(position) if position.isascii() and position.isdecimal() and len(position) < 4 else -1,
            name=sent.get("question", ""),
            answers=sent.getlist("answer"),
            by=staff_of(request),
            at=moment_of(request),
        )
    return _back(row.rule_set.directive_id, row.pk)
