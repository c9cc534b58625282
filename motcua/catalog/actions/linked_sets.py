"""Set the child procedures of a linked procedure, their order and their offices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import transaction

from motcua.catalog.models import LinkedProcedure, Procedure
from motcua.catalog.queries.linked_sets import LINKED_ROUTE
from motcua.refusals import InvalidInput

MOST_CHILDREN: Final = 10


@transaction.atomic
def set_links(procedure: Procedure, links: Sequence[tuple[str, int, str]]) -> None:
    """Make `procedure` of these children: (code, position, office). Raises InvalidInput at "links".

    A set may hold neither itself nor another set.
    """
    if len(links) > MOST_CHILDREN:
        raise InvalidInput({"links": f"Nhiều nhất {MOST_CHILDREN} thủ tục trong một nhóm liên thông."})
    children = {child.code: child for child in Procedure.objects.filter(code__in=[code for code, _, _ in links])}
    for code, position, _ in links:
        child = children.get(code)
        if child is None:
            raise InvalidInput({"links": f"Không có thủ tục {code}."})
        if child.pk == procedure.pk or child.linked.exists() or procedure.linked_in.exists():
            raise InvalidInput({"links": f"Thủ tục {code} không thể nằm trong nhóm liên thông này."})
        if position < 1:
            raise InvalidInput({"links": "Thứ tự phải từ 1."})
    if len(children) != len(links):
        raise InvalidInput({"links": "Một thủ tục chỉ có một lần trong nhóm."})
    procedure.linked.all().delete()
    procedure.route = [LINKED_ROUTE] if links else []
    procedure.save(update_fields=["route"])
    LinkedProcedure.objects.bulk_create(
        LinkedProcedure(parent=procedure, child=children[code], position=position, office=office)
        for code, position, office in links
    )
