"""The papers page of a hand-in: pictures or PDF for each paper, or the reason why it is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers import actions
from motcua.dossiers.actions.drafts import say_copy_kind
from motcua.dossiers.papers.copy_kinds import COPY_KINDS
from motcua.dossiers.submission.answers import PAPERS_PAGE
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.account.citizens import citizen_of
from motcua.web.attempts import attempt
from motcua.web.citizen.hand_in.access import address, draft_or_404, page_answers_of
from motcua.web.citizen.hand_in.earlier_papers import copies_offered, take_chosen
from motcua.web.citizen.hand_in.progress import draft_papers, next_part_address
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.catalog.models import Paper
    from motcua.dossiers.models import Draft, DraftFile
    from motcua.dossiers.queries.earlier_copies import EarlierCopy

_LONGEST_EXCUSE = 300


@dataclass(slots=True)
class Asked:
    """One paper on the page: its files, the reason typed, the errors."""

    paper: Paper
    files: list[DraftFile]
    excuse: str
    ticked: bool
    errors: list[str] = field(default_factory=list)
    excuse_error: str = ""
    offered: list[EarlierCopy] = field(default_factory=list)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of copy that the paper's files may be: (kind, words)."""
        return [(kind, _(words)) for kind, words in COPY_KINDS.items()]

    @property
    def kind(self) -> str:
        """The kind of copy that the files are; "" while unknown."""
        return next((file.copy_kind for file in self.files if file.copy_kind), "")

    @property
    def key(self) -> str:
        """The paper's place on the page and the name of its fields."""
        return f"paper-{self.paper.position}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is wrong, each with the id of the control it is about."""
        excuse = [(f"{self.key}-why", self.excuse_error)] if self.excuse_error else []
        return [(self.key, error) for error in self.errors] + excuse


@require_http_methods(["GET", "HEAD", "POST"])
def draft_papers_page(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Take all papers on one page; files given earlier stay whatever else is wrong."""
    draft = draft_or_404(code, token)
    if draft.dossier is not None:
        return redirect(address("draft_done", draft))
    moment = moment_of(request)
    errors: dict[int, list[str]] = {}
    typed: dict[str, str] = {}
    if request.method == "POST":
        with attempt() as tried:
            errors, typed = _take(request, draft, moment)
        if tried.refused:
            return redirect(address("draft_done", draft))
        draft.refresh_from_db(fields=["data"])
    asked = _asked(draft, errors, typed)
    offered = copies_offered(request, draft)
    for question in asked:
        here = {file.sha256 for file in question.files}
        question.offered = [copy for copy in offered.get(question.paper.position, []) if copy.file.sha256 not in here]
    if request.method == "POST":
        if "go" in request.POST:
            _ask_for_missing(asked)
        if not any(question.lines for question in asked):
            if "go" in request.POST:
                return redirect(
                    next_part_address(draft, address("draft_papers", draft), moment.astimezone(VIETNAM).date())
                )
            return redirect(address("draft" if "later" in request.POST else "draft_papers", draft))
    lines = [line for question in asked for line in question.lines]
    page = {"draft": draft, "asked": asked, "lines": lines, "visitor": citizen_of(request) is None}
    return render(request, "citizen/papers.html", page)


def _take(request: HttpRequest, draft: Draft, at: datetime) -> tuple[dict[int, list[str]], dict[str, str]]:
    """Save everything that came with the form; returns errors of files by the paper's position."""
    errors: dict[int, list[str]] = take_chosen(request, draft, at)
    typed: dict[str, str] = {}
    kept = page_answers_of(draft, PAPERS_PAGE)
    remove = request.POST.get("remove", "")
    if remove.isdecimal() and remove.isascii() and len(remove) < 18:
        actions.remove_draft_file(draft=draft, file_id=int(remove))
    for paper in draft.procedure.papers.all():
        key = f"paper-{paper.position}"
        for file in request.FILES.getlist(key):
            with attempt() as tried:
                actions.add_draft_file(draft=draft, paper_position=paper.position, file=file, at=at)
            if tried.refusal is not None and not tried.errors:
                raise tried.refusal
            name = (file.name or "")[:60]
            errors.setdefault(paper.position, []).extend(f"{name}: {text}" for text in tried.errors.values())
        if f"{key}-kind" in request.POST:
            say_copy_kind(draft=draft, paper_position=paper.position, kind=request.POST[f"{key}-kind"])
        excuse = request.POST.get(f"{key}-why", "").strip()[:_LONGEST_EXCUSE]
        if f"{key}-none" in request.POST or (excuse and excuse != kept.get(str(paper.position))):
            typed[str(paper.position)] = excuse  # a reason just written says as much as the tick
    actions.save_draft_page(draft=draft, page=PAPERS_PAGE, answers={k: v for k, v in typed.items() if v}, at=at)
    return errors, typed


def _asked(draft: Draft, errors: dict[int, list[str]], typed: dict[str, str]) -> list[Asked]:
    excuses: dict[str, Any] = {**page_answers_of(draft, PAPERS_PAGE), **typed}
    files = list(draft.files.order_by("id"))
    return [
        Asked(
            paper,
            [file for file in files if file.paper_position == paper.position],
            str(excuses.get(str(paper.position), "")),
            str(paper.position) in excuses,
            list(errors.get(paper.position, [])),
        )
        for paper in draft_papers(draft)
    ]


def _ask_for_missing(asked: list[Asked]) -> None:
    for question in asked:
        if question.files or question.errors:
            continue
        if question.ticked and not question.excuse:
            question.excuse_error = _("Hãy cho biết vì sao bạn chưa có: %(paper)s.") % {
                "paper": question.paper.name[:80]
            }
        elif question.paper.required and not question.ticked:
            question.errors.append(
                _("Hãy tải lên “%(paper)s”, hoặc đánh dấu là bạn chưa có.") % {"paper": question.paper.name[:80]}
            )
