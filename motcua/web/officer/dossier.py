"""One dossier: papers on the left, person, clock and history on the right, the acts possible now at the foot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.dossiers import actions, queries
from motcua.journal.queries import history
from motcua.rulebook import dossier_states
from motcua.web.context import moment_of
from motcua.web.desk.access import language_of, staff_of
from motcua.web.desk.clauses import say_clauses
from motcua.web.desk.event_words import say_event
from motcua.web.officer.act_forms import ACTS, ResultForm, form_for
from motcua.web.officer.answers import answers_of


@login_required
@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """The look is journalled; a dossier one may not see is not found."""
    found = actions.view_dossier(staff=staff_of(request), code=code, at=moment_of(request))
    if found is None:
        raise Http404
    return dossier_page(request, found)


def dossier_page(
    request: HttpRequest, found: Any, wrong: dict[str, forms.Form] | None = None, refused: str = ""
) -> HttpResponse:
    """Render a dossier; `wrong` holds forms by step whose input could not be taken, `refused` a sentence."""
    staff, lang = staff_of(request), language_of(request)
    now = queries.situation(found, staff, moment_of(request))
    wrong = wrong or {}
    acts = [
        (step, step.label_en if lang == "en" else step.label, step.says_en if lang == "en" else step.says,
         wrong.get(step.code) or form_for(step.code, found, prefix=step.code))
        for step in now.steps
        if step.code in ACTS
    ]  # fmt: skip
    context = {
        "dossier": found,
        "state": dossier_states.state(found.state),
        "standing": now.standing,
        "acts": acts,
        "may_take": now.may_take and _works_on(now.steps),
        "clauses": say_clauses(found.because),
        "files": found.files.filter(kind="given"),
        "results": found.files.filter(kind="result"),
        "slips": found.slips.all(),
        "answers": answers_of(found),
        "history": [(event, say_event(event)) for event in history(f"dossier:{found.pk}")],
        "result_form": wrong.get("result") or (ResultForm(prefix="result") if _may_give_result(now.steps) else None),
        "refused": refused,
        "open_act": next(iter(wrong), ""),
    }
    return render(request, "web/officer/dossier.html", context, status=422 if wrong or refused else 200)


def _works_on(steps: Any) -> bool:
    """Whether the stage's own work is this person's: one who may only withdraw takes nothing into his hands."""
    return any(step.code in {"appraise", "approve", "seal"} for step in steps)


def _may_give_result(steps: Any) -> bool:
    return any(step.code in {"appraise", "approve", "seal", "return_result"} for step in steps)
