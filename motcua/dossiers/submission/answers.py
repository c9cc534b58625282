"""Read the answers of an online hand-in, kept by page, and check them as a whole at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from motcua.catalog.communes import OfficeCommunes
from motcua.catalog.forms import Cleaned, clean_answers
from motcua.catalog.forms.conditions import field_conditions
from motcua.catalog.standard_forms import standard_form
from motcua.dossiers.submission.applicant import Applicant, check_applicant

if TYPE_CHECKING:
    from motcua.catalog.models import Paper

RETURN_PAGE: Final = "return"  # {"channel", "address"}
PAPERS_PAGE: Final = "papers"  # {"<position>": why the paper is not there}
FEES_PAGE: Final = "fees"  # {"group": code of who pays less, "copies": how many}
RESERVED: Final = frozenset({RETURN_PAGE, PAPERS_PAGE, FEES_PAGE})

# A form asks for the applicant under the names of the dossier's own fields.
_APPLICANT: Final = {
    "applicant_name": "full_name",
    "applicant_id_number": "id_number",
    "applicant_phone": "phone",
    "applicant_email": "email",
    "applicant_address": "address",
}


def form_answers(pages: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to the procedure's own form: all pages but the reserved ones, merged."""
    merged: dict[str, Any] = {}
    for page, answers in pages.items():
        if page not in RESERVED and isinstance(answers, Mapping):
            merged.update(answers)
    return merged


def answers_of_page(pages: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The answers of one page; empty when it was not filled."""
    answers = pages.get(name)
    return dict(answers) if isinstance(answers, Mapping) else {}


def check_form_answers(
    schema: Mapping[str, Any] | None, answers: Mapping[str, Any], today: date
) -> tuple[Applicant, Cleaned]:
    """The applicant, and the typed values of the form with what is wrong in either (field → message).

    A procedure without a form of its own is asked the general one. Every form needs the applicant's name, number, phone
    and address. Addresses are looked up in the office tree.
    """
    cleaned = clean_answers(
        schema if schema is not None else standard_form(), answers, today=today, places=OfficeCommunes()
    )
    applicant, wrong = check_applicant({ours: answers.get(asked) for asked, ours in _APPLICANT.items()}, online=True)
    names = {ours: asked for asked, ours in _APPLICANT.items()}
    errors = {names[field]: message for field, message in wrong.items()} | cleaned.errors
    return applicant, Cleaned(cleaned.data, errors, cleaned.offered)


def papers_asked(papers: Iterable[Paper], schema: Mapping[str, Any] | None, answers: Mapping[str, Any]) -> list[Paper]:
    """The papers that these answers ask for: one with a condition only where it holds (see catalog.forms.conditions).

    `answers` as typed or as cleaned. No query but the one that reads `papers`.
    """
    data = clean_answers(schema if schema is not None else standard_form(), answers).data
    return [
        paper
        for paper in papers
        if all(condition.holds(data.get(condition.field)) for condition in field_conditions(paper.condition or ()))
    ]
