"""The unit that a person chose; the address carries it as ?don-vi=."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest

from motcua.catalog.queries.procedures import offices_receiving
from motcua.rulebook.vietnamese import sort_key

if TYPE_CHECKING:
    from motcua.catalog.models import Procedure
    from motcua.people.models import Office


def chosen_office(
    request: HttpRequest, procedure: Procedure, others: Sequence[Office] = ()
) -> tuple[Office | None, list[Office]]:
    """The chosen unit among those that receive the procedure, and all of them; a single one counts as chosen.

    `others` are units that receive it too though another one is competent.
    """
    offices = [*offices_receiving(procedure).select_related("parent__parent"), *others]
    code = request.POST.get("don-vi") or request.GET.get("don-vi") or ""
    chosen = next((office for office in offices if office.code == code), None)
    return chosen or (offices[0] if len(offices) == 1 else None), offices


def by_district(offices: list[Office]) -> list[tuple[str, list[Office]]]:
    """Units grouped by the place above them, for a long list: "huyện Đồng Văn" → its commune units."""
    groups: dict[str, list[Office]] = {}
    for office in offices:
        above = office.parent.parent if office.level == "commune" and office.parent else office.parent
        name = (above.name if above else "").removeprefix("Ủy ban nhân dân ")
        groups.setdefault(name[:1].upper() + name[1:], []).append(office)
    return sorted(groups.items(), key=lambda group: sort_key(group[0]))
