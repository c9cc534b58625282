"""The page on which the whole hand-in is read once more and handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalog.communes import OfficeCommunes
from motcua.catalog.forms import clean_answers, visible
from motcua.directives.channels import CHANNEL_LABELS
from motcua.dossiers import actions
from motcua.dossiers.submission.answers import PAPERS_PAGE, RETURN_PAGE, form_answers
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.attempts import attempt
from motcua.web.citizen.hand_in.access import address, draft_or_404, page_answers_of, pages_of, schema_of
from motcua.web.citizen.hand_in.fee_preview import FIELDS, fees_of_draft, keep_declared
from motcua.web.citizen.hand_in.progress import (
    draft_papers,
    hand_in_parts_of,
    page_with,
    pages_asked,
    shown_answers,
    with_page_title,
)
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.dossiers.models import Draft


@require_http_methods(["GET", "HEAD", "POST"])
def draft_review(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show everything on one page; the button hands it in. Pressing twice makes one dossier.

    Nobody hands in without having seen what is to be paid: an amount that changed with the form is shown first.
    """
    draft = draft_or_404(code, token)
    moment = moment_of(request)
    today = moment.astimezone(VIETNAM).date()
    lines: list[tuple[str, str]] = []
    refused = ""
    if request.method == "POST" or draft.dossier is not None:
        with attempt() as tried:
            if draft.dossier is None and _counted_again(request, draft, moment):
                return redirect(f"{address('draft_review', draft)}#phi")
            actions.submit_online(draft=draft, at=moment)
            return redirect(address("draft_done", draft))
        lines = [
            (f"#{name}" if name in FIELDS else page_with(draft, name), with_page_title(draft, name, text))
            for name, text in tried.errors.items()
        ]
        refused = "" if tried.errors else tried.refused
    page = _review_page(draft, today) | {"draft": draft, "lines": lines, "refused": refused, "today": today}
    page["fees"] = fees_of_draft(draft, moment)
    if request.method != "POST":
        page["unfinished"] = [task for task in hand_in_parts_of(draft, today) if task.state != "done"]
    return render(request, "citizen/review.html", page, status=409 if refused else 200)


def _counted_again(request: HttpRequest, draft: Draft, at: datetime) -> bool:
    """Whether the person declared something new for the bill or asked to count; it is saved and shown again."""
    changed = keep_declared(request, draft, at)
    if changed and "count" not in request.POST:
        messages.warning(request, _("Đã tính lại số tiền. Hãy xem lại rồi nộp."), extra_tags="soon")
    return changed or "count" in request.POST


def _review_page(draft: Draft, today: date) -> dict[str, Any]:
    schema, everything = schema_of(draft), form_answers(draft.data)
    shown_fields, asked, places = visible(schema, everything), pages_asked(draft), OfficeCommunes()
    sections = []
    for number, page in enumerate(pages_of(draft), start=1):
        if number not in asked:
            continue
        cleaned = clean_answers(schema, everything, page.title, today=today, places=places).data
        shown = [
            (_(field.label).rstrip("?"), text)
            for field, text in shown_answers(page, everything, cleaned)
            if text and field.name in shown_fields
        ]
        sections.append((page.title, address("draft_page", draft, number), shown))
    excuses = page_answers_of(draft, PAPERS_PAGE)
    files = list(draft.files.order_by("id"))
    papers = [
        (
            paper.name,
            [file.name for file in files if file.paper_position == paper.position],
            excuses.get(str(paper.position), ""),
        )
        for paper in draft_papers(draft)
    ]
    wanted = page_answers_of(draft, RETURN_PAGE)
    channel = ("return", str(wanted.get("channel")))
    return {
        "sections": sections,
        "papers": papers,
        "return_words": str(CHANNEL_LABELS[channel]) if channel in CHANNEL_LABELS else "",
        "return_address": wanted.get("address", "") if wanted.get("channel") == "postal" else "",
        "applicant": page_answers_of(draft, 1).get("applicant_name", ""),
    }
