"""The page of one dossier: papers, person, clock, history, and the possible acts at the foot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from motcua.dossiers import actions, queries
from motcua.dossiers.actions.presence import note_presence
from motcua.dossiers.life.extension import say_extension
from motcua.dossiers.permissions import may_sign_result
from motcua.dossiers.queries.linked_set_members import offices_late
from motcua.journal.queries import history
from motcua.rulebook import dossier_states
from motcua.web.desk.access import staff_of
from motcua.web.desk.clauses import say_recorded_clauses
from motcua.web.officer.act_bar import acts_shown
from motcua.web.officer.act_forms import ACTS, ResultForm, form_for
from motcua.web.officer.answers import labelled_answers_of
from motcua.web.officer.history import meanwhile, past_of, typed_in
from motcua.web.officer.related_pages import related_pages_of
from motcua.web.officer.viewer import viewer_of
from motcua.web.request_moment import moment_of


@login_required
@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Show a dossier and journal the look; 404 for one that the person may not see."""
    found = actions.view_dossier(staff=staff_of(request), code=code, at=moment_of(request))
    if found is None:
        raise Http404
    return dossier_page(request, found)


@login_required
@require_POST
def dossier_presence(request: HttpRequest, code: str) -> HttpResponse:
    """Record that the page is open, and answer with who else has it open."""
    staff, at = staff_of(request), moment_of(request)
    found = queries.dossiers_visible_to(staff, at).filter(code=code).first()
    if found is None:
        raise Http404
    others = note_presence(dossier=found, staff=staff, at=at)
    changed = request.POST.get("version", "") not in {"", str(found.version)}
    return render(request, "officer/presence.html", {"others": others, "changed": changed})


def dossier_page(
    request: HttpRequest, found: Any, wrong: dict[str, forms.Form] | None = None, refused: str = ""
) -> HttpResponse:
    """Render a dossier; `wrong` holds forms by step whose input could not be taken, `refused` a sentence.

    What was typed with a refused act stands in its form still, or, where the act is no longer open, as it was written.
    """
    staff, at = staff_of(request), moment_of(request)
    now = queries.work_options_of(found, staff, at)
    wrong = dict(wrong or {})
    open_steps = [step.code for step in now.steps if step.code in ACTS]
    typed = typed_in(request, found) if refused else None
    if typed is not None and typed.step in {*open_steps, "result"}:
        wrong[typed.step] = typed.form
    result_form = wrong.get("result") or (ResultForm(prefix="result") if _may_give_result(now.steps) else None)
    forms_by_step = {code: wrong.get(code) or form_for(code, found, prefix=code, at=at) for code in open_steps}
    events = list(history(f"dossier:{found.pk}"))
    family = queries.linked_set_members_of(found, staff, at)
    context = {
        "dossier": found,
        "state": dossier_states.state(found.state),
        "timeliness": now.timeliness,
        "extended": say_extension(found, at) if found.due_at is not None and found.finished_at is None else "",
        "acts": acts_shown(now.steps, forms_by_step),
        "may_take": now.may_take,
        "may_sign": may_sign_result(found, staff, at),
        "clauses": say_recorded_clauses(found.because),
        "viewer": viewer_of(found, request.GET.get("tep", "")),
        "slips": found.slips.all(),
        "bill_items": (found.bill or {}).get("items", ()),
        "related_pages": related_pages_of(found, staff, at),
        "answers": labelled_answers_of(found),
        "past": past_of(events),
        "others": note_presence(dossier=found, staff=staff, at=at),
        "family": family,
        "offices_late": offices_late(found, family, at),
        "result_form": result_form,
        "refused": refused,
        "meanwhile": meanwhile(request, events) if refused else [],
        "typed": typed if typed is not None and typed.step not in wrong else None,
        "open_act": next(iter(wrong), ""),
        "shown": events[-1].pk if events else 0,
    }
    return render(request, "officer/dossier.html", context, status=422 if wrong or refused else 200)


def _may_give_result(steps: Any) -> bool:
    return any(step.code in {"appraise", "approve", "seal", "return_result"} for step in steps)
