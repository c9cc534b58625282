"""Finds the draft that an address names; whoever has its token may go on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpRequest
from django.urls import reverse

from motcua.catalog.forms import FormPage, form_pages
from motcua.catalog.standard_forms import standard_form
from motcua.dossiers.queries.drafts import draft_by_token
from motcua.dossiers.submission.answers import form_answers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from motcua.dossiers.models import Draft

_SESSION: Final = "drafts"
_REMEMBERED: Final = 20


def draft_or_404(code: str, token: str) -> Draft:
    """The draft with this token, under its own procedure's address. Http404 for any other."""
    draft = draft_by_token(token)
    if draft is None or draft.procedure.code != code:
        raise Http404
    return draft


def schema_of(draft: Draft) -> Mapping[str, Any]:
    """The form with which this draft was begun; the general form where the procedure has none of its own."""
    return draft.form.schema if draft.form is not None else standard_form()


def pages_of(draft: Draft) -> list[FormPage]:
    """The pages of the draft's form."""
    return form_pages(schema_of(draft))


def page_answers_of(draft: Draft, page: int | str) -> dict[str, Any]:
    """The answers typed on one page so far; form pages are numbered from 1."""
    answers = draft.data.get(str(page))
    return dict(answers) if isinstance(answers, dict) else {}


def answers_elsewhere(draft: Draft, page: int | str) -> dict[str, Any]:
    """The answers typed on the form's other pages, for conditions."""
    return form_answers({name: answers for name, answers in draft.data.items() if name != str(page)})


def address(name: str, draft: Draft, *args: object) -> str:
    """The address of one page of the draft, e.g. address("draft_page", draft, 2)."""
    return reverse(f"web:{name}", args=[draft.procedure.code, draft.token, *args])


def remember_draft(request: HttpRequest, draft: Draft) -> None:
    """Keep in the session that this browser began the draft; only this browser is shown the look-up secret."""
    known: list[str] = request.session.get(_SESSION, [])
    request.session[_SESSION] = [*[token for token in known if token != draft.token], draft.token][-_REMEMBERED:]


def is_remembered(request: HttpRequest, draft: Draft) -> bool:
    """Whether this browser began the draft."""
    return draft.token in request.session.get(_SESSION, [])
