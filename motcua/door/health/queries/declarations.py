"""Declarations made before entering: whether one is needed, which holds, and who may look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from motcua.catalog.forms import clean_answers, form_pages, visible
from motcua.catalog.forms.conditions import as_text
from motcua.catalog.models import FormVersion
from motcua.catalog.queries.forms import internal_form_in_use
from motcua.directives.channels import because_rows
from motcua.directives.queries import PolicyContext, answers_for
from motcua.door.health.models import Declaration, Pass
from motcua.door.permissions import SEES_DECLARATIONS_IN_FORCE, SEES_KEPT_DECLARATIONS, reach_of
from motcua.door.places.models import Premises
from motcua.people.models import Office, Staff

POINT: Final = "entry.health_declaration"
VISITORS, STAFF = "visitors", "staff"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer as people read it; `concern` where the form says it is one of concern."""

    label: str
    answer: str
    concern: bool


def declaration_needed(office: Office, at: datetime, who: str, policy_context: PolicyContext | None = None) -> bool:
    """Whether policy asks `who` ("visitors" or "staff") for a declaration at this unit at `at` (aware)."""
    return declaration_clauses(office, at, who, policy_context) is not None


def declaration_clauses(
    office: Office, at: datetime, who: str, policy_context: PolicyContext | None = None
) -> list[dict[str, Any]] | None:
    """The clauses (document, clause, note) by which policy asks `who` for a declaration; None where it does not ask."""
    answer = answers_for(office=office, at=at, points=(POINT,), policy_context=policy_context)[POINT]
    return because_rows(answer.because) if who in (answer.value or ()) else None


def declaration_form_of(premises: Premises) -> FormVersion | None:
    """The form a unit asks for now: the newest published version of the one it uses; None where there is none."""
    return internal_form_in_use(premises.declaration_form)


def declaration_form_version(form_id: int) -> FormVersion | None:
    """One published version of an internal form: who began with it ends with it."""
    return FormVersion.objects.filter(pk=form_id, published_at__isnull=False, procedure__internal=True).first()


def valid_pass(*, premises_id: int, at: datetime, person: str = "", staff: Staff | None = None) -> Pass | None:
    """The newest pass of a person (person_keys.person_key) or a member of staff that holds at `at` (aware)."""
    if not person and staff is None:
        return None
    whose = Q(staff=staff) if staff is not None else Q(person=person, staff=None)
    held = Pass.objects.filter(
        whose, premises_id=premises_id, valid_from__lte=at, valid_until__gt=at, revoked_at=None
    ).select_related("declaration__form")
    return held.order_by("-made_at", "-id").first()


def valid_declaration(person: str, premises_id: int, at: datetime, *, staff: Staff | None = None) -> Declaration | None:
    """What the person declared at this unit, while the pass given for it holds at `at` (aware); None for nothing."""
    held = valid_pass(premises_id=premises_id, at=at, person=person, staff=staff)
    return held.declaration if held is not None else None


def declarations_visible_to(staff: Staff, at: datetime) -> QuerySet[Declaration]:
    """Declarations the person may look at, newest first: an entry marshal those of the unit that hold at `at` (aware),
    a health officer all that are kept of the units below the office. Nobody else sees any.
    """
    rows = Declaration.objects.select_related("premises__office", "form").prefetch_related("passes")
    at_gate = reach_of(staff, SEES_DECLARATIONS_IN_FORCE, at, column="premises__office__path")
    health = reach_of(staff, SEES_KEPT_DECLARATIONS, at, column="premises__office__path")
    seen: Q | None = health
    if at_gate is not None:
        holds = Q(
            pk__in=Pass.objects.filter(
                valid_from__lte=at, valid_until__gt=at, revoked_at=None, declaration__isnull=False
            ).values("declaration")
        )
        seen = (at_gate & holds) if seen is None else seen | (at_gate & holds)
    return rows.none() if seen is None else rows.filter(seen).order_by("-made_at", "-id")


def alerts_of(schema: Mapping[str, Any], answers: Mapping[str, Any]) -> list[str]:
    """Names of the fields that were asked and whose answer the form calls one of concern, in the form's order."""
    specs: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    asked = visible(schema, answers)
    return [
        field.name
        for page in form_pages(schema)
        for field in page.fields
        if field.name in asked and as_text(answers.get(field.name)) in _concerns(specs[field.name])
    ]


def alert_words(declaration: Declaration) -> list[str]:
    """The alerts of a declaration as the gate reads them: the labels of the questions."""
    specs = declaration.form.schema.get("properties", {})
    return [str(specs.get(name, {}).get("x-label", name)) for name in declaration.alerts]


def answer_lines(schema: Mapping[str, Any], answers: Mapping[str, Any]) -> list[AnswerLine]:
    """Answers, typed or kept, as people read them; left out: what was not asked, boxes not ticked."""
    kept = clean_answers(schema, answers).data
    asked = visible(schema, kept)
    concern = frozenset(alerts_of(schema, kept))
    return [
        AnswerLine(field.label, field.shown(kept.get(field.name)), field.name in concern)
        for page in form_pages(schema)
        for field in page.fields
        if field.name in asked and not (field.widget == "checkbox" and not kept.get(field.name))
    ]


def _concerns(spec: Mapping[str, Any]) -> frozenset[str]:
    listed = spec.get("x-alert", ())
    return frozenset(str(answer) for answer in listed) if isinstance(listed, list | tuple) else frozenset()
