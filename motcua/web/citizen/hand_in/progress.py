"""The list of a hand-in's parts, with the state and the address of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from motcua.catalog.communes import OfficeCommunes
from motcua.catalog.forms import FormField, FormPage, visible
from motcua.dossiers.submission.answers import PAPERS_PAGE, RETURN_PAGE, form_answers, papers_asked
from motcua.web.citizen.hand_in.access import address, answers_elsewhere, page_answers_of, pages_of, schema_of
from motcua.web.citizen.hand_in.answers_form import AnswersForm

if TYPE_CHECKING:
    from motcua.catalog.models import Paper
    from motcua.dossiers.models import Draft


@dataclass(frozen=True, slots=True)
class HandInPart:
    """One part of a hand-in: its words, its page, its state ("done", "wrong" or "todo")."""

    label: str
    url: str
    state: str


def hand_in_parts_of(draft: Draft, today: date) -> list[HandInPart]:
    """The parts of the hand-in in order, without the review."""
    places, asked = OfficeCommunes(), pages_asked(draft)
    found = [
        HandInPart(page.title, address("draft_page", draft, number), _page_state(draft, number, page, today, places))
        for number, page in enumerate(pages_of(draft), start=1)
        if number in asked
    ]
    if papers := draft_papers(draft):
        found.append(HandInPart(_("Giấy tờ"), address("draft_papers", draft), _papers_state(draft, papers)))
    returned = "done" if page_answers_of(draft, RETURN_PAGE).get("channel") else "todo"
    return [*found, HandInPart(_("Cách nhận kết quả"), address("draft_return", draft), returned)]


def pages_asked(draft: Draft) -> frozenset[int]:
    """Numbers (from 1) of the form's pages that the answers so far ask for."""
    shown = visible(schema_of(draft), form_answers(draft.data))
    found = enumerate(pages_of(draft), start=1)
    return frozenset(number for number, page in found if any(field.name in shown for field in page.fields))


def draft_papers(draft: Draft) -> list[Paper]:
    """The papers that the answers so far ask for."""
    return papers_asked(draft.procedure.papers.all(), schema_of(draft), form_answers(draft.data))


def next_part_address(draft: Draft, after: str, today: date) -> str:
    """The address after the page `after`: the first later part that is not done, else the list."""
    tasks = hand_in_parts_of(draft, today)
    place = next((number for number, task in enumerate(tasks) if task.url == after), -1)
    for task in tasks[place + 1 :]:
        if task.state != "done":
            return task.url
    return address("draft", draft)


def page_with(draft: Draft, name: str) -> str:
    """The address of the page and place where a field of the hand-in is asked."""
    if name in {"return_channel", "return_address"}:
        field = "id_address" if name == "return_address" else "id_channel_0"
        return f"{address('draft_return', draft)}#{field}"
    if name.startswith("paper-"):
        return f"{address('draft_papers', draft)}#{name}"
    number, _on = _asked_on(draft, name)
    return f"{address('draft_page', draft, number)}#id_{name}" if number else address("draft", draft)


def with_page_title(draft: Draft, name: str, text: str) -> str:
    """A message about a field with the title of its page before it: "Người nộp: Hãy nhập họ và tên."."""
    _at, title = _asked_on(draft, name)
    return f"{_(title)}: {text}" if title else text


def _asked_on(draft: Draft, name: str) -> tuple[int, str]:
    """Number (from 1) and title of the form's page that asks a field; 0 and "" where none does."""
    for number, page in enumerate(pages_of(draft), start=1):
        if any(field.name == name.partition("-")[0] for field in page.fields):
            return number, page.title
    return 0, ""


def shown_answers(page: FormPage, answers: dict[str, Any], cleaned: dict[str, Any]) -> list[tuple[FormField, str]]:
    """The fields of a page with their answers as people read them."""
    return [(field, field.shown(cleaned.get(field.name, answers.get(field.name)))) for field in page.fields]


def _page_state(draft: Draft, number: int, page: FormPage, today: date, places: OfficeCommunes) -> str:
    answers = page_answers_of(draft, number)
    if not answers:
        return "todo"
    others = answers_elsewhere(draft, number)
    form = AnswersForm(schema_of(draft), page, today=today, typed=answers, others=others, places=places)
    return "done" if form.is_valid() else "wrong"


def _papers_state(draft: Draft, papers: list[Paper]) -> str:
    excuses = page_answers_of(draft, PAPERS_PAGE)
    given = set(draft.files.values_list("paper_position", flat=True))
    missing = [
        paper
        for paper in papers
        if paper.required and paper.position not in given and not excuses.get(str(paper.position))
    ]
    if not missing:
        return "done"
    return "wrong" if given or excuses else "todo"
