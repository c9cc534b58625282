"""Finds the forms that a catalogue officer may see, and draws their pages as citizens see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

from motcua.catalog.forms import form_pages
from motcua.catalog.queries.forms import form_version, procedures_visible_to, schema_of_design
from motcua.web.citizen.hand_in.answers_form import AnswersForm
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.catalog.models import FormVersion, Procedure


def designed_procedure_or_404(request: HttpRequest, code: str) -> Procedure:
    """The procedure whose form this person keeps. Http404 for any other."""
    if len(code) > 40:
        raise Http404
    found = procedures_visible_to(staff_of(request), moment_of(request)).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def version_or_404(procedure: Procedure, version: int) -> FormVersion:
    """One version of the procedure's form. Http404 for an unknown one."""
    found = form_version(procedure, version)
    if found is None:
        raise Http404
    return found


def citizen_views(design: Sequence[Mapping[str, Any]], today: date, only: int | None = None) -> list[AnswersForm]:
    """Each page as a citizen sees it, with all that it may ask; or the page `only`, from 0."""
    chosen = design if only is None else design[only : only + 1]
    found: list[AnswersForm] = []
    for number, page in enumerate(chosen):
        schema = schema_of_design([_alone(page)])
        found += [
            AnswersForm(schema, page, today=today, auto_id=f"xem_{only or number}_%s", kept={})
            for page in form_pages(schema)
        ]
    return found


def _alone(page: Mapping[str, Any]) -> dict[str, Any]:
    """A page without its conditions on other pages, with a name where it has none yet."""
    here = {field["name"] for field in page.get("field", ())}
    fields = []
    for field in page.get("field", ()):
        when = field.get("when", ())
        listed = [when] if isinstance(when, Mapping) else list(when)
        fields.append({**field, "when": [item for item in listed if item.get("field") in here]})
    return {"title": page.get("title") or "…", "field": fields}
