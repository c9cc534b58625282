"""Draft, check and publish a procedure's form. A published version never changes: dossiers keep theirs.

A draft is the one row without `published_at`; its design as typed lies under "x-design" of its schema, so that work
half done is kept too. `changed_at` guards it: a save over somebody else's newer save is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from motcua.catalog.communes import OfficeCommunes
from motcua.catalog.forms import clean_answers
from motcua.catalog.forms.checks import Design, form_problems
from motcua.catalog.forms.schema import build_schema, design_of
from motcua.catalog.models import FormVersion, Procedure
from motcua.catalog.permissions import may_design_form
from motcua.catalog.queries.forms import DESIGN, design_in, form_draft, schema_in
from motcua.catalog.standard_forms import standard_form
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, NotAllowed, Refusal

LONGEST_NOTE: Final = 300


class DesignRefused(Refusal):
    """The form cannot be published: `problems` by place (see forms.checks)."""

    def __init__(self, found: Mapping[str, str]) -> None:
        super().__init__(next(iter(found.values()), ""))
        self.problems = dict(found)


@transaction.atomic
def begin_form_draft(*, procedure: Procedure, by: Staff, at: datetime) -> FormVersion:
    """Begin the draft of the next version from the newest one; returns the existing draft where there is one."""
    _must_be_allowed(by, procedure, at)
    Procedure.objects.select_for_update().get(pk=procedure.pk)
    if (draft := form_draft(procedure)) is not None:
        return draft
    newest = procedure.forms.order_by("-version").first()
    schema = newest.schema if newest is not None else standard_form()
    last = procedure.forms.aggregate(last=Max("version"))["last"] or 0
    return FormVersion.objects.create(
        procedure=procedure,
        version=last + 1,
        schema={DESIGN: design_of(schema)},
        sample=newest.sample if newest is not None else {},
        changed_at=at,
    )


@transaction.atomic
def save_form_draft(
    *, draft: FormVersion, design: Design, seen: datetime | None, by: Staff, at: datetime, note: str = ""
) -> FormVersion:
    """Save the design as it is, valid or not. `seen` is the draft's `changed_at` as the person saw it.

    Raises AlreadyDone when somebody else saved meanwhile, NotAllowed.
    """
    row = _open(draft, seen, by, at)
    row.schema = {DESIGN: design}
    row.note = note[:LONGEST_NOTE]
    # Never the same moment twice, though a clock may stand still: the next save must notice this one.
    row.changed_at = max(at, (row.changed_at or at) + timedelta(microseconds=1))
    row.save(update_fields=["schema", "note", "changed_at"])
    return row


@transaction.atomic
def publish_form(*, draft: FormVersion, seen: datetime | None, by: Staff, at: datetime) -> FormVersion:
    """Publish the draft as the form asked from now on; running dossiers and drafts keep theirs.

    Raises DesignRefused with everything that is wrong, AlreadyDone, NotAllowed. Sample answers that still fit the form
    are kept.
    """
    row = _open(draft, seen, by, at)
    design = design_in(row)
    if found := form_problems(design, internal=row.procedure.internal):
        raise DesignRefused(found)
    row.schema = build_schema(design)
    row.sample = clean_answers(row.schema, row.sample, places=OfficeCommunes()).data
    row.published_at, row.changed_at, row.published_by = at, None, by.full_name[:120]
    row.save(update_fields=["schema", "sample", "published_at", "changed_at", "published_by"])
    record(
        name="form.published",
        at=at,
        by=staff_actor(by),
        subject=f"procedure:{row.procedure_id}",
        subject_label=str(row.procedure),
        data={"procedure": row.procedure.code, "version": row.version, "note": row.note},
    )
    return row


@transaction.atomic
def drop_form_draft(*, draft: FormVersion, seen: datetime | None, by: Staff, at: datetime) -> None:
    """Delete the draft; published versions stay. Raises AlreadyDone, NotAllowed."""
    _open(draft, seen, by, at).delete()


@transaction.atomic
def keep_form_sample(*, form: FormVersion, answers: Mapping[str, Any], by: Staff, at: datetime) -> FormVersion:
    """Save answers of the sample dossier ("MẪU"): the given pages replace the former ones.

    They are not part of the form, so a published version may change them too.
    """
    _must_be_allowed(by, form.procedure, at)
    row = FormVersion.objects.select_for_update().get(pk=form.pk)
    row.sample = clean_answers(schema_in(row), {**row.sample, **answers}, places=OfficeCommunes()).data
    row.save(update_fields=["sample"])
    return row


def _open(draft: FormVersion, seen: datetime | None, by: Staff, at: datetime) -> FormVersion:
    _must_be_allowed(by, draft.procedure, at)
    row = FormVersion.objects.select_for_update(of=("self",)).select_related("procedure").filter(pk=draft.pk).first()
    if row is None or row.published_at is not None or row.changed_at != seen:
        raise AlreadyDone
    return row


def _must_be_allowed(by: Staff, procedure: Procedure, at: datetime) -> None:
    if not may_design_form(by, procedure.code, at):
        raise NotAllowed("Chỉ người quản lý danh mục được thiết kế biểu mẫu.")
