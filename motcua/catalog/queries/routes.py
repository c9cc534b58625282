"""Read routes: their versions, which procedures have one, and which offices a plan may name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from motcua.catalog.models import Procedure, RouteVersion
from motcua.people.models import Office, OfficeKind
from motcua.rulebook.routes import Plan, default_plan, parse
from motcua.rulebook.vietnamese import fold

_GROUPS: Final = (
    ("Cấp tỉnh", "province"),
    ("Cấp huyện", "district"),
)
_KINDS: Final = (
    OfficeKind.COMMITTEE,
    OfficeKind.COMMITTEE_OFFICE,
    OfficeKind.PROVINCIAL_CENTRE,
    OfficeKind.DEPARTMENT,
)


@dataclass(frozen=True, slots=True)
class OfficeGroup:
    """Offices of one level to choose from, as (code, name)."""

    label: str
    offices: tuple[tuple[str, str], ...]


def procedures_with_routes(text: str = "") -> QuerySet[Procedure]:
    """Active procedures in order of name, by code or words; each with `published_version` and `has_draft`."""
    found = Procedure.objects.filter(active=True).select_related("field").order_by("name", "id")
    wanted = " ".join(text.replace("\0", "").split())
    if wanted[:1].isdecimal():
        found = found.filter(code__startswith=wanted)
    else:
        for word in fold(wanted).split()[:8]:
            found = found.filter(search_text__contains=word)
    versions = RouteVersion.objects.filter(procedure=OuterRef("pk"))
    newest = versions.filter(published_at__isnull=False).order_by("-version").values("version")[:1]
    return found.annotate(
        published_version=Subquery(newest), has_draft=Exists(versions.filter(published_at__isnull=True))
    )


def office_choices(also: frozenset[str] = frozenset()) -> list[OfficeGroup]:
    """Working offices of the province and its districts that a plan may name, and those it names already (`also`).

    Offices of communes differ from unit to unit: a plan reaches them as the receiving or the resolving one.
    """
    rows = list(
        Office.objects.filter(kind__in=_KINDS, level__in=[level for _, level in _GROUPS], active=True)
        .order_by("sort_key", "name")
        .values_list("code", "name", "level")
    )
    groups = [
        OfficeGroup(label, tuple((code, name) for code, name, held in rows if held == level))
        for label, level in _GROUPS
    ]
    missing = also - {code for code, _, _ in rows}
    named = dict(Office.objects.filter(code__in=missing).values_list("code", "name")) if missing else {}
    more = tuple((code, named.get(code, code)) for code in sorted(missing))
    return [*groups, OfficeGroup("Khác", more)] if more else groups


def office_names(codes: frozenset[str]) -> dict[str, str]:
    """Short names of offices by code."""
    rows = Office.objects.filter(code__in=codes).values_list("code", "short_name", "name") if codes else ()
    return {code: short or name for code, short, name in rows}


def office_by_code(code: str) -> Office | None:
    """The working office with this code; None when there is none."""
    return Office.objects.filter(code=code, active=True).first() if "\0" not in code else None


def route_versions(procedure: Procedure) -> list[RouteVersion]:
    """All versions, the newest first; a draft, if there is one, has no `published_at`."""
    return list(procedure.routes.order_by("-version"))


def route_draft(procedure: Procedure) -> RouteVersion | None:
    """The version being worked on; None when there is none."""
    return procedure.routes.filter(published_at__isnull=True).order_by("-version").first()


def published_route(procedure: Procedure) -> RouteVersion | None:
    """The version that new dossiers begin with; None when there is none."""
    return procedure.routes.filter(published_at__isnull=False).order_by("-version").first()


def plan_to_edit(procedure: Procedure) -> Plan:
    """The draft's plan, else the published one's, else one made of the procedure's plain route."""
    row = route_draft(procedure) or published_route(procedure)
    return parse(row.plan) if row is not None else default_plan(procedure.route)
