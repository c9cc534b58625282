"""The page that ends rules in force: what their end changes, who proposes it, who else approves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.directives import actions, queries
from motcua.directives.effects import effects_of_revocation
from motcua.directives.permissions import may_approve_revocation, may_decide_rules, may_propose_revocation
from motcua.web.attempts import attempt
from motcua.web.desk.access import language_of, staff_of
from motcua.web.request_moment import moment_of


@login_required
def rules_revoke(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """Show what the end of the rules changes; a POST proposes it with its reason."""
    if request.method != "POST":
        return _page(request, _rule_set_or_404(request, rule_set_id))
    done = _("Đã đề nghị bãi bỏ. Quy tắc vẫn có hiệu lực cho đến khi người khác duyệt.")
    return _act(request, rule_set_id, actions.propose_revocation, done, note=_note(request))


@login_required
@require_POST
def rules_revoke_approve(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """Approve the end of the rules."""
    return _act(request, rule_set_id, actions.approve_revocation, _("Đã bãi bỏ từ lúc này."))


@login_required
@require_POST
def rules_revoke_decline(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """Leave the rules in force, with a reason."""
    done = _("Không bãi bỏ: quy tắc vẫn có hiệu lực.")
    return _act(request, rule_set_id, actions.decline_revocation, done, note=_note(request))


def _note(request: HttpRequest) -> str:
    return request.POST.get("note", "").strip()[:2000]


def _rule_set_or_404(request: HttpRequest, rule_set_id: int) -> Any:
    letter = queries.letters_visible_to(staff_of(request)).filter(rule_sets__id=rule_set_id).first()
    if letter is None:
        raise Http404
    rule_set = queries.current_rule_set(letter)
    if rule_set.pk != rule_set_id:
        raise Http404
    return rule_set


def _act(request: HttpRequest, rule_set_id: int, act: Callable[..., Any], done: str, **more: str) -> HttpResponse:
    rule_set = _rule_set_or_404(request, rule_set_id)
    with attempt() as tried:
        act(rule_set_id=rule_set.pk, by=staff_of(request), at=moment_of(request), **more)
        messages.success(request, done)
        return redirect("web:letter", letter_id=rule_set.directive_id)
    reasons = [] if tried.errors else tried.reasons
    return _page(request, rule_set, reasons, tried.errors.get("note", ""), more.get("note", ""))


def _page(
    request: HttpRequest, rule_set: Any, refusals: list[str] | None = None, wrong_note: str = "", typed_note: str = ""
) -> HttpResponse:
    staff = staff_of(request)
    in_force = rule_set.state == rule_set.State.APPROVED
    waiting = in_force and rule_set.revocation_proposed_at is not None
    effects = effects_of_revocation(rule_set, at=moment_of(request), lang=language_of(request)) if in_force else None
    context = {
        "letter": rule_set.directive,
        "rule_set": rule_set,
        "in_force": in_force,
        "waiting": waiting,
        "effects": effects,
        "steps": [(datetime.fromisoformat(step["from"]), step["lines"]) for step in effects.difference]
        if effects
        else [],
        "refusals": refusals or [],
        "wrong_note": wrong_note,
        "typed_note": typed_note,
        "may_propose": in_force and not waiting and may_propose_revocation(staff, rule_set),
        "may_approve": waiting and may_approve_revocation(staff, rule_set),
        "may_decline": waiting
        and (may_decide_rules(staff, rule_set) or rule_set.revocation_proposed_by_id == staff.pk),
    }
    return render(request, "policy/revocation.html", context, status=422 if refusals or wrong_note else 200)
