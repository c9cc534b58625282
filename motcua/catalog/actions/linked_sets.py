"""Linked procedures: which children a procedure is made of, in which order, at whose office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from motcua.catalog.models import LinkedProcedure, Procedure
from motcua.catalog.queries.linked_sets import LINKED_ROUTE

MOST_CHILDREN: Final = 10
"""The one stage of a linked procedure's route in the catalogue: its children do the work."""


class BadLinks(ValueError):
    """The set cannot be: why, in Vietnamese."""


def set_links(procedure: Procedure, links: Sequence[tuple[str, int, str]]) -> None:
    """Make `procedure` of these children: (code, position, office). Raises BadLinks; writes all or nothing.

    A set holds no set, and not itself: what is linked is resolved by offices, not by further sets.
    """
    if len(links) > MOST_CHILDREN:
        raise BadLinks(f"Nhiều nhất {MOST_CHILDREN} thủ tục trong một nhóm liên thông.")
    children = {one.code: one for one in Procedure.objects.filter(code__in=[code for code, _, _ in links])}
    for code, position, _ in links:
        child = children.get(code)
        if child is None:
            raise BadLinks(f"Không có thủ tục {code}.")
        if child.pk == procedure.pk or child.linked.exists() or procedure.linked_in.exists():
            raise BadLinks(f"Thủ tục {code} không thể nằm trong nhóm liên thông này.")
        if position < 1:
            raise BadLinks("Thứ tự phải từ 1.")
    if len(children) != len(links):
        raise BadLinks("Một thủ tục chỉ có một lần trong nhóm.")
    procedure.linked.all().delete()
    procedure.route = [LINKED_ROUTE] if links else []
    procedure.save(update_fields=["route"])
    LinkedProcedure.objects.bulk_create(
        LinkedProcedure(parent=procedure, child=children[code], position=position, office=office)
        for code, position, office in links
    )
