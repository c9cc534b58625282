"""The helper's pages of a draft filled together: the form's pages only; a helper cannot hand it in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.assistance.actions.shared_drafts import end_by_helper, join_draft, open_paper, record_look
from motcua.assistance.actions.shared_pages import fill_as_helper
from motcua.assistance.page_merge import read_marks
from motcua.assistance.queries.shared_drafts import OPEN, OVER, papers_given, sharing_state, sharing_visible_to
from motcua.assistance.queries.support_points import answers_anywhere
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.assistance.draft_state import fresh_values
from motcua.web.attempts import attempt
from motcua.web.citizen.hand_in.access import answers_elsewhere, page_answers_of, pages_of, schema_of
from motcua.web.citizen.hand_in.answers_form import AnswersForm
from motcua.web.citizen.hand_in.posted_answers import nested_answers
from motcua.web.citizen.hand_in.progress import pages_asked
from motcua.web.citizen.hand_in.rows import with_row_change
from motcua.web.citizen.hand_in.shared_page import differs, said_of, seen_of
from motcua.web.desk.access import staff_of
from motcua.web.officer.papers import LOCKED
from motcua.web.request_moment import moment_of


@login_required
@require_POST
def share_join(request: HttpRequest) -> HttpResponse:
    """Take the code that the citizen said."""
    staff, at = staff_of(request), moment_of(request)
    if not answers_anywhere(staff, at):
        raise Http404
    with attempt(request, shown_by_page=True) as tried:
        shared = join_draft(code=request.POST.get("code", "")[:20], by=staff, at=at)
        return redirect("web:shared_draft", shared.pk)
    if tried.refused:
        request.session["share_refused"] = [request.POST.get("code", "")[:20], tried.refused]
    return redirect("web:helpdesk")


@login_required
@require_safe
def shared_draft(request: HttpRequest, number: int) -> HttpResponse:
    """Wait for the citizen's consent, then go to the form's first page."""
    row, at = _own(request, number), moment_of(request)
    now = sharing_state(row, at)
    if now == OPEN:
        return redirect("web:shared_page", number, min(pages_asked(row.draft), default=1))
    return render(request, "assistance/shared_wait.html", {"row": row, "sharing_state": now, "over": now == OVER})


@login_required
@require_POST
def shared_end(request: HttpRequest, number: int) -> HttpResponse:
    """End the help."""
    row = _own(request, number)
    with attempt(request, done=_("Đã kết thúc cùng làm hồ sơ.")):
        end_by_helper(shared=row, by=staff_of(request), at=moment_of(request))
    return redirect("web:helpdesk")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def shared_page(request: HttpRequest, number: int, page: int) -> HttpResponse:
    """Show one page of the form as the citizen has it; changes are saved by field and shown to the citizen."""
    row, at, staff = _own(request, number), moment_of(request), staff_of(request)
    draft = row.draft
    if sharing_state(row, at) != OPEN:
        return _refused(request, row, at)
    found = pages_of(draft)
    if not 1 <= page <= len(found) or page not in pages_asked(draft):
        raise Http404
    today, asked, schema = at.astimezone(VIETNAM).date(), found[page - 1], schema_of(draft)
    others = answers_elsewhere(draft, page)
    form = AnswersForm(schema, asked, today=today, kept=page_answers_of(draft, page), others=others)
    with attempt() as tried:
        if request.method == "POST":
            typed, change = with_row_change(asked, nested_answers(asked.fields, request.POST), request.POST)
            form = AnswersForm(schema, asked, today=today, typed=typed, others=others)
            right = form.is_valid()
            seen = read_marks(request.POST.get("seen", ""))
            done = fill_as_helper(shared=row, page=str(page), typed=form.answers(), seen=seen, by=staff, at=at)
            draft.refresh_from_db(fields=["data"])
            for line in said_of(done.lost, asked):
                messages.warning(request, line, extra_tags="soon")
            if right or change or not differs(form, done.answers):
                messages.success(request, _("Đã lưu. Người dân thấy ngay những ô bạn sửa."), extra_tags="good")
            if right or change:
                return redirect(f"{request.path}#{change}" if change else request.path)
            form = AnswersForm(schema, asked, today=today, typed=page_answers_of(draft, page), others=others)
            _leave_blanks(form)
        record_look(shared=row, by=staff, page=str(page), at=at)  # what is shown after saving is a look too
    if tried.errors:
        form.add_error(None, tried.refused)
    elif tried.refused:
        return _refused(request, row, at)
    shown = {
        "row": row,
        "draft": draft,
        "form": form,
        "asked": asked,
        "page_number": page,
        "seen": seen_of(form),
        "pages": [(place, row.title) for place, row in enumerate(found, start=1) if place in pages_asked(draft)],
        "papers": _papers(row),
    }
    return render(request, "assistance/shared_page.html", shown)


@login_required
@require_safe
def shared_fresh(request: HttpRequest, number: int, page: int) -> HttpResponse:
    """Answer the page's script with the stored answers; the look was journalled when the page was opened."""
    row, at = _own(request, number), moment_of(request)
    if sharing_state(row, at) != OPEN or not answers_anywhere(staff_of(request), at):
        return JsonResponse({"open": False, "said": _("Buổi cùng làm đã kết thúc.")})
    found = fresh_values(row.draft, page, at)
    if found is None:
        raise Http404
    return JsonResponse({"open": True, **found})


@login_required
@require_safe
def shared_paper(request: HttpRequest, number: int, file_id: int) -> HttpResponseBase:
    """Show a file that the citizen lets the helper see; it is never run."""
    row = _own(request, number)
    with attempt(request):
        found = open_paper(shared=row, file_id=file_id, by=staff_of(request), at=moment_of(request))
        if found is None:
            raise Http404
        response = FileResponse(found.file.open("rb"), filename=found.name, content_type=found.content_type)
        response["Content-Security-Policy"] = LOCKED
        return response
    return redirect("web:shared_draft", number)


def _own(request: HttpRequest, number: int) -> Any:
    row = sharing_visible_to(staff_of(request), number)
    if row is None:
        raise Http404
    return row


def _refused(request: HttpRequest, row: Any, at: Any) -> HttpResponse:
    now = sharing_state(row, at)
    page = {"row": row, "sharing_state": now, "over": now == OVER}
    return render(request, "assistance/shared_wait.html", page, status=403)


def _leave_blanks(form: AnswersForm) -> None:
    """Report errors in what was written, not fields still empty, which the other person may be filling."""
    for name in [name for name in form.errors if name in form.fields and not form.data.get(name)]:
        del form.errors[name]


def _papers(row: Any) -> list[tuple[str, Any]]:
    names = {paper.position: paper.name for paper in row.draft.procedure.papers.all()}
    return [(names.get(file.paper_position, ""), file) for file in papers_given(row)]
