"""Read linked procedures: their children, the order of these and their offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua.catalog.models import Procedure
from motcua.catalog.queries.procedures import resolving_office
from motcua.people.models import Office

LINKED_ROUTE: Final = "linked"
"""The one stage of a linked procedure's route in the catalogue: its children do the work."""


@dataclass(frozen=True, slots=True)
class Link:
    """One child of a linked set. `ordinal` is its number in the set, from 1; links of one `position` run at once."""

    ordinal: int
    position: int
    procedure: Procedure
    office: str


def links_of(procedure: Procedure) -> list[Link]:
    """The children of a procedure in order; [] for one that is not linked. One query."""
    rows = procedure.linked.select_related("child__field").order_by("position", "id")
    return [Link(ordinal, row.position, row.child, row.office) for ordinal, row in enumerate(rows, start=1)]


def is_linked(procedure: Procedure) -> bool:
    """Whether the procedure is a linked set; no query."""
    return list(procedure.route) == [LINKED_ROUTE]


def child_office_of(link: Link, receiving: Office) -> Office:
    """The office that decides the child: the parent's own unit, the one named, else as the catalogue says."""
    if link.office == "receiving":
        return receiving
    if link.office != "resolving":
        named = Office.objects.filter(code=link.office, active=True).first()
        if named is not None:
            return named
    return resolving_office(link.procedure, receiving)
