"""Read forms: their versions, drafts and designs, and the forms that the house itself asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Prefetch, Q, QuerySet

from motcua.catalog.forms.checks import Design
from motcua.catalog.forms.schema import build_schema, design_of
from motcua.catalog.models import FormVersion, Procedure
from motcua.catalog.permissions import catalogue_powers
from motcua.people.models import Staff

DESIGN: Final = "x-design"
"""Where the schema of a draft keeps its design as it was typed."""
HEALTH_DECLARATION: Final = "KB-YTE"
"""Code of the internal form that is asked at the door."""


def procedures_visible_to(staff: Staff, at: datetime) -> QuerySet[Procedure]:
    """The procedures whose forms the person may design, with `form_count` and their forms newest first in `forms`.

    Forms the house itself asks for are among them.
    """
    powers = catalogue_powers(staff, at)
    found = Procedure.objects.filter(Q(active=True) | Q(internal=True)).select_related("field").order_by("name")
    if not powers:
        return found.none()
    if all(power.procedures for power in powers):
        found = found.filter(code__in={code for power in powers for code in power.procedures})
    light = FormVersion.objects.defer("schema", "sample").order_by("-version")
    published = Count("forms", filter=Q(forms__published_at__isnull=False), distinct=True)
    return found.annotate(form_count=published).prefetch_related(Prefetch("forms", queryset=light))


def form_versions(procedure: Procedure) -> list[FormVersion]:
    """All versions of its form, newest first, a draft before them."""
    return list(procedure.forms.order_by("-version"))


def form_draft(procedure: Procedure) -> FormVersion | None:
    """The draft version; None when there is none."""
    return procedure.forms.filter(published_at__isnull=True).order_by("-version").first()


def form_version(procedure: Procedure, version: int) -> FormVersion | None:
    """One version; None when there is none."""
    return procedure.forms.filter(version=version).first() if version < 2**31 else None


def design_in(form: FormVersion) -> Design:
    """The pages of a version as the designer edits them; of a draft as they were last saved."""
    kept = form.schema.get(DESIGN)
    return [dict(page) for page in kept] if isinstance(kept, list) else design_of(form.schema)


def schema_in(form: FormVersion) -> dict[str, Any]:
    """The schema of a version; of a draft what its design makes, as far as it can be built."""
    kept = form.schema.get(DESIGN)
    return schema_of_design(kept) if isinstance(kept, list) else dict(form.schema)


def schema_of_design(design: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The schema of a design that may still be wrong, for a preview; pages without a name are left out."""
    titled = {str(page.get("title")): page for page in design if page.get("title")}
    return build_schema(titled.values())


def latest_form(procedure: Procedure) -> FormVersion | None:
    """The newest published form of the procedure; None when it has none."""
    return procedure.forms.filter(published_at__isnull=False).order_by("-version").first()


def internal_form_choices() -> list[tuple[str, str]]:
    """Code and name of the internal forms that have a published version, in order of their names. One query."""
    found = Procedure.objects.filter(internal=True, forms__published_at__isnull=False).distinct()
    return list(found.order_by("name", "code").values_list("code", "name"))


def internal_form_in_use(code: str) -> FormVersion | None:
    """The newest published version of an internal form, its procedure loaded; None where there is none."""
    procedure = Procedure.objects.filter(code=code, internal=True).first()
    if procedure is None:
        return None
    form = latest_form(procedure)
    if form is not None:
        form.procedure = procedure
    return form
