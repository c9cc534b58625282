"""Pages of a hand-in: the procedure's form page by page, then how to get the result."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.assistance.actions.shared_pages import fill_as_citizen
from motcua.assistance.page_merge import read_marks
from motcua.directives.queries import channels_for
from motcua.dossiers import actions
from motcua.dossiers.submission.answers import RETURN_PAGE
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.attempts import attempt
from motcua.web.citizen.hand_in.access import (
    address,
    answers_elsewhere,
    draft_or_404,
    page_answers_of,
    pages_of,
    schema_of,
)
from motcua.web.citizen.hand_in.answers_form import AnswersForm
from motcua.web.citizen.hand_in.posted_answers import nested_answers
from motcua.web.citizen.hand_in.progress import next_part_address, pages_asked
from motcua.web.citizen.hand_in.return_form import ReturnForm
from motcua.web.citizen.hand_in.rows import with_row_change
from motcua.web.citizen.hand_in.shared_page import bar_of, differs, mark_helped, said_of, seen_of
from motcua.web.request_moment import moment_of


@require_http_methods(["GET", "HEAD", "POST"])
def draft_page(request: HttpRequest, code: str, token: str, number: int) -> HttpResponse:
    """Fill in one page of the form; answers are kept also where one is wrong."""
    draft = draft_or_404(code, token)
    if draft.dossier is not None:
        return redirect(address("draft_done", draft))
    found = pages_of(draft)
    if not 1 <= number <= len(found):
        raise Http404
    moment = moment_of(request)
    today = moment.astimezone(VIETNAM).date()
    asked, schema, here = found[number - 1], schema_of(draft), address("draft_page", draft, number)
    others = answers_elsewhere(draft, number)
    if number not in pages_asked(draft):
        return redirect(next_part_address(draft, here, today))
    form = AnswersForm(schema, asked, today=today, kept=page_answers_of(draft, number), others=others)
    if request.method == "POST":
        typed, change = with_row_change(asked, nested_answers(asked.fields, request.POST), request.POST)
        form = AnswersForm(schema, asked, today=today, typed=typed, others=others)
        right = form.is_valid()
        with attempt() as tried:
            seen = read_marks(request.POST.get("seen", ""))
            done = fill_as_citizen(draft=draft, page=str(number), typed=form.answers(), seen=seen, at=moment)
            draft.refresh_from_db(fields=["data"])
            for line in said_of(done.lost, asked):
                messages.warning(request, line, extra_tags="soon")
            if differs(form, done.answers):  # what the helper wrote meanwhile is shown, and checked too
                form = AnswersForm(schema, asked, today=today, typed=page_answers_of(draft, number), others=others)
                right = form.is_valid()
        if tried.errors:
            form.add_error(None, tried.refused)
            right, change = False, ""
        elif tried.refused:
            return redirect(address("draft_done", draft))
        if change:
            return redirect(f"{here}#{change}")
        if "later" in request.POST:
            return redirect(address("draft", draft))
        if right:
            return redirect(next_part_address(draft, here, today))
    count = len(pages_asked(draft))
    place = sum(1 for page in pages_asked(draft) if page <= number)
    helped = mark_helped(form, draft, number)
    shown = {"draft": draft, "form": form, "asked": asked, "number": place, "count": count, "page_number": number}
    shown |= {"seen": seen_of(form), "helped": helped, **bar_of(draft, moment)}
    return render(request, "citizen/page.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_return(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Choose how the result comes back, among the channels that the policy allows."""
    draft = draft_or_404(code, token)
    if draft.dossier is not None:
        return redirect(address("draft_done", draft))
    moment = moment_of(request)
    ways = channels_for(office=draft.office, procedure=draft.procedure, at=moment, direction="return")
    # The result is fetched on a later day: a counter closed today may still be chosen.
    usable = [way for way in ways if way.usable and way.next_day is not None and not way.exception]
    kept = page_answers_of(draft, RETURN_PAGE)
    kept.setdefault("address", page_answers_of(draft, 1).get("applicant_address", ""))
    form = ReturnForm(ways=usable, initial=kept)
    if request.method == "POST":
        form = ReturnForm(request.POST, ways=usable)
        right = form.is_valid()
        answers = {"channel": request.POST.get("channel", ""), "address": request.POST.get("address", "")[:300]}
        if right:
            with attempt():
                draft = actions.save_draft_page(draft=draft, page=RETURN_PAGE, answers=answers, at=moment)
                today = moment.astimezone(VIETNAM).date()
                return redirect(next_part_address(draft, address("draft_return", draft), today))
            return redirect(address("draft_done", draft))
    shown = {"draft": draft, "form": form, "closed": [way for way in ways if way not in usable]}
    return render(request, "citizen/return.html", shown)
