"""The support desk: waiting requests, oldest first; one request with its talk; waiting times."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.assistance.actions.desk import answer_request, close_request, hand_back, take_request
from motcua.assistance.queries.requests import (
    DAYS_COUNTED,
    desk_numbers,
    messages_of,
    minutes_between,
    open_requests,
    requests_visible_to,
)
from motcua.assistance.queries.shared_drafts import sharing_state, sharings_of_helper
from motcua.assistance.queries.support_points import answers_anywhere
from motcua.web.assistance.forms import MessageForm
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.form_errors import put_errors
from motcua.web.request_moment import moment_of

MOST_WAITING: Final = 100
MOST_CLOSED: Final = 20
# Said in a moment, and read once more before it is sent.
QUICK: Final = (
    gettext_lazy("Chào bạn, tôi đang xem câu hỏi của bạn."),
    gettext_lazy(
        "Việc này nộp trực tuyến được, bạn không cần đến quầy. Bạn mở thủ tục trên trang này và bấm “Nộp trực tuyến”."
    ),
    gettext_lazy("Bạn mở hồ sơ đang làm, bấm “Mời người hỗ trợ cùng làm” và nhắn tôi mã 6 chữ số."),
    gettext_lazy("Bạn cho tôi biết số điện thoại để tôi gọi lại nhé."),
)
OUTCOMES: Final = (
    gettext_lazy("Đã hướng dẫn nộp trực tuyến"),
    gettext_lazy("Đã gọi, đã hướng dẫn"),
    gettext_lazy("Đã cùng làm hồ sơ"),
    gettext_lazy("Gọi không liên lạc được"),
)


@login_required
@require_safe
def helpdesk(request: HttpRequest) -> HttpResponse:
    """List waiting requests of the person's desks, drafts filled together, and recent ones."""
    staff, at = staff_of(request), moment_of(request)
    if not answers_anywhere(staff, at):
        raise Http404
    rows = list(open_requests(staff, at)[:MOST_WAITING])
    closed = requests_visible_to(staff, at).filter(state="closed").exclude(name="").order_by("-closed_at", "-id")
    typed_code, code_error = request.session.pop("share_refused", None) or ("", "")
    page = {
        "waiting": [(row, minutes_between(row.asked_at, at)) for row in rows if row.state == "waiting"],
        "taken": [row for row in rows if row.state == "taken"],
        "closed": list(closed[:MOST_CLOSED]),
        "sharings": [(sharing, sharing_state(sharing, at)) for sharing in sharings_of_helper(staff, at)],
        "typed_code": typed_code,
        "code_error": code_error,
        "code_lines": [("code", code_error)] if code_error else [],
    }
    return render(request, "assistance/helpdesk.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def help_request(request: HttpRequest, number: int) -> HttpResponse:
    """Show one request with its talk; each button is one act."""
    staff, at = staff_of(request), moment_of(request)
    row: Any = requests_visible_to(staff, at).filter(pk=number).first()
    if row is None:
        raise Http404
    form, outcome_error = MessageForm(), ""
    if request.method == "POST":
        form, outcome_error, done = _act(request, number)
        if done:
            return redirect("web:helpdesk" if request.POST.get("act") in {"close", "back"} else request.path)
    page = {
        "row": row,
        "mine": row.taken_by_id == staff.pk,
        "talk": messages_of(row),
        "form": form,
        "waited": minutes_between(row.asked_at, row.first_answer_at or at),
        "quick": QUICK,
        "outcomes": OUTCOMES,
        "outcome_error": outcome_error,
        "outcome": request.POST.get("outcome", "")[:300],
    }
    bad = bool(form.errors or outcome_error)
    return render(request, "assistance/request.html", page, status=422 if bad else 200)


def _act(request: HttpRequest, number: int) -> tuple[MessageForm, str, bool]:
    """Do what was pressed; returns the form with its errors, a refusal, and whether to redirect."""
    by, at, act = staff_of(request), moment_of(request), request.POST.get("act", "")
    form = MessageForm(request.POST) if act == "answer" else MessageForm()
    with attempt(request, shown_by_page=True) as tried:
        if act == "take":
            take_request(request_id=number, by=by, at=at)
        elif act == "back":
            hand_back(request_id=number, by=by, at=at)
        elif act == "answer":
            if not form.is_valid():
                return form, "", False
            answer_request(request_id=number, text=form.cleaned_data["text"], by=by, at=at)
        elif act == "close":
            close_request(request_id=number, outcome=request.POST.get("outcome", ""), by=by, at=at)
            messages.success(request, _("Đã xong một yêu cầu."), extra_tags="good")
    if "outcome" in tried.errors:
        return form, tried.errors["outcome"], False
    put_errors(form, tried.errors)
    return form, "", not tried.errors


@login_required
@require_safe
def help_numbers(request: HttpRequest) -> HttpResponse:
    """Show requests asked, answered and closed by day, and the waiting times."""
    staff, at = staff_of(request), moment_of(request)
    if not answers_anywhere(staff, at):
        raise Http404
    return render(request, "assistance/numbers.html", {"numbers": desk_numbers(staff, at), "days": DAYS_COUNTED})
