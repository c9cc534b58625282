"""Draft, check and publish a procedure's form. What is published is never changed: dossiers keep their version.

A draft is the one row without `published_at`; its design as typed lies under "x-design" of its schema, so that work
half done is kept too. `changed_at` guards it: who saves upon a draft that somebody else has saved is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Max, Prefetch, Q, QuerySet

from motcua.catalog.communes import OfficePlaces
from motcua.catalog.forms import clean
from motcua.catalog.forms.checks import Design, problems
from motcua.catalog.forms.schema import build, design_of
from motcua.catalog.models import FormVersion, Procedure
from motcua.catalog.standard_forms import standard_form
from motcua.journal.actions import record
from motcua.people.models import Role, Staff
from motcua.people.permissions import powers_of
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, NotAllowed, Refusal
from motcua.rulebook.work_calendar import localise

DESIGN: Final = "x-design"
LONGEST_NOTE: Final = 300


class DesignRefused(Refusal):
    """The form cannot be published: `problems` by place (see form_checks)."""

    def __init__(self, found: Mapping[str, str]) -> None:
        super().__init__(next(iter(found.values()), ""))
        self.problems = dict(found)


def may_design(staff: Staff, procedure_code: str, at: datetime) -> bool:
    """Whether the person keeps the catalogue, himself or by delegation, for this procedure at `at` (aware)."""
    powers = powers_of(staff, localise(at).date())
    return any(power.role == Role.CATALOGUE_OFFICER and power.covers(procedure_code) for power in powers)


def procedures_visible_to(staff: Staff, at: datetime) -> QuerySet[Procedure]:
    """The procedures whose forms the person may design, with `form_count` and their forms newest first in `forms`.

    Forms the house itself asks for are among them.
    """
    powers = [one for one in powers_of(staff, localise(at).date()) if one.role == Role.CATALOGUE_OFFICER]
    found = Procedure.objects.filter(Q(active=True) | Q(internal=True)).select_related("field").order_by("name")
    if not powers:
        return found.none()
    if all(power.procedures for power in powers):
        found = found.filter(code__in={code for power in powers for code in power.procedures})
    light = FormVersion.objects.defer("schema", "sample").order_by("-version")
    published = Count("forms", filter=Q(forms__published_at__isnull=False), distinct=True)
    return found.annotate(form_count=published).prefetch_related(Prefetch("forms", queryset=light))


def versions_of(procedure: Procedure) -> list[FormVersion]:
    """All versions of its form, newest first, a draft before them."""
    return list(procedure.forms.order_by("-version"))


def draft_of(procedure: Procedure) -> FormVersion | None:
    """The version being designed; None when nobody is at it."""
    return procedure.forms.filter(published_at__isnull=True).order_by("-version").first()


def version_of(procedure: Procedure, version: int) -> FormVersion | None:
    """One version; None when there is none."""
    return procedure.forms.filter(version=version).first() if version < 2**31 else None


def design_in(form: FormVersion) -> Design:
    """The pages of a version as the designer edits them; of a draft as they were last saved."""
    kept = form.schema.get(DESIGN)
    return [dict(page) for page in kept] if isinstance(kept, list) else design_of(form.schema)


def schema_in(form: FormVersion) -> dict[str, Any]:
    """The schema of a version; of a draft what its design makes, as far as it can be built."""
    kept = form.schema.get(DESIGN)
    return buildable(kept) if isinstance(kept, list) else dict(form.schema)


def buildable(design: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The schema of a design that may still be wrong: for a look at it, without the pages that have no name."""
    titled = {str(page.get("title")): page for page in design if page.get("title")}
    return build(titled.values())


@transaction.atomic
def begin_draft(*, procedure: Procedure, by: Staff, at: datetime) -> FormVersion:
    """The draft of the next version, begun from the newest one; the draft there is, when somebody began before."""
    _must_be_allowed(by, procedure, at)
    Procedure.objects.select_for_update().get(pk=procedure.pk)
    if (draft := draft_of(procedure)) is not None:
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
def save_draft(
    *, draft: FormVersion, design: Design, seen: datetime | None, by: Staff, at: datetime, note: str = ""
) -> FormVersion:
    """Keep the design as it is, right or not. `seen` is the draft's `changed_at` as the person saw it.

    Raises AlreadyDone when somebody else saved meanwhile, NotAllowed.
    """
    row = _open(draft, seen, by, at)
    row.schema = {DESIGN: design}
    row.note = note[:LONGEST_NOTE]
    # Never the same moment twice, though a clock may stand still: the next to save must see that this one was here.
    row.changed_at = max(at, (row.changed_at or at) + timedelta(microseconds=1))
    row.save(update_fields=["schema", "note", "changed_at"])
    return row


@transaction.atomic
def publish(*, draft: FormVersion, seen: datetime | None, by: Staff, at: datetime) -> FormVersion:
    """The draft becomes the form that is asked from now on; running dossiers and drafts keep theirs.

    Raises DesignRefused with everything that is wrong, AlreadyDone, NotAllowed. Its sample is kept as far as it
    still answers the form.
    """
    row = _open(draft, seen, by, at)
    design = design_in(row)
    if found := problems(design, internal=row.procedure.internal):
        raise DesignRefused(found)
    row.schema = build(design)
    row.sample = clean(row.schema, row.sample, places=OfficePlaces()).data
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
def drop_draft(*, draft: FormVersion, seen: datetime | None, by: Staff, at: datetime) -> None:
    """Throw the draft away; what is published stays. Raises AlreadyDone, NotAllowed."""
    _open(draft, seen, by, at).delete()


@transaction.atomic
def keep_sample(*, form: FormVersion, answers: Mapping[str, Any], by: Staff, at: datetime) -> FormVersion:
    """Keep answers of the sample dossier ("MẪU"): those of some pages replace the ones there were. They are no part
    of the form, so a published version takes them too.
    """
    _must_be_allowed(by, form.procedure, at)
    row = FormVersion.objects.select_for_update().get(pk=form.pk)
    row.sample = clean(schema_in(row), {**row.sample, **answers}, places=OfficePlaces()).data
    row.save(update_fields=["sample"])
    return row


def _open(draft: FormVersion, seen: datetime | None, by: Staff, at: datetime) -> FormVersion:
    _must_be_allowed(by, draft.procedure, at)
    row = FormVersion.objects.select_for_update(of=("self",)).select_related("procedure").filter(pk=draft.pk).first()
    if row is None or row.published_at is not None or row.changed_at != seen:
        raise AlreadyDone
    return row


def _must_be_allowed(by: Staff, procedure: Procedure, at: datetime) -> None:
    if not may_design(by, procedure.code, at):
        raise NotAllowed("Chỉ người quản lý danh mục được thiết kế biểu mẫu.")
