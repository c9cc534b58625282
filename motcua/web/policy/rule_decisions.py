"""Views that propose, approve or return rules, put a letter aside or take it up again; each a POST."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.directives import actions, queries
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.policy.letters import letter_page
from motcua.web.request_moment import moment_of


def _act(request: HttpRequest, rule_set_id: int, act: Callable[..., Any], done: str, **more: str) -> HttpResponse:
    staff = staff_of(request)
    letter = queries.letters_visible_to(staff).filter(rule_sets__id=rule_set_id).first()
    if letter is None:
        raise Http404
    with attempt() as tried:
        act(rule_set_id=rule_set_id, by=staff, at=moment_of(request), **more)
        messages.success(request, done)
        return redirect("web:letter", letter_id=letter.pk)
    return letter_page(request, letter, tried.reasons, typed_note=more.get("note", ""))


def _note(request: HttpRequest) -> str:
    return request.POST.get("note", "").strip()[:2000]


@login_required
@require_POST
def rules_propose(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """Propose the rules to a leader."""
    done = _("Đã trình lãnh đạo. Quy tắc chỉ có hiệu lực khi được người khác duyệt.")
    return _act(request, rule_set_id, actions.propose_rules, done, note=_note(request))


@login_required
@require_POST
def rules_approve(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """Approve the rules."""
    return _act(request, rule_set_id, actions.approve_rules, _("Đã duyệt. Mọi kênh làm theo từ giờ có hiệu lực."))


@login_required
@require_POST
def rules_return(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """Return the rules with a reason."""
    return _act(request, rule_set_id, actions.return_rules, _("Đã trả lại người trình."), note=_note(request))


@login_required
@require_POST
def rules_information(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """Keep the letter for information only."""
    done = _("Đã ghi: văn bản này chỉ để biết.")
    return _act(request, rule_set_id, actions.keep_for_information, done)


@login_required
@require_POST
def rules_reopen(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """Take a letter up again that was kept for information or revoked."""
    return _act(request, rule_set_id, actions.reopen_rules, _("Đã lấy ra xử lý lại, thành bản nháp."))
