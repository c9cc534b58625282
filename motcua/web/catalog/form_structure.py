"""Changes to a design: an item put in place, moved, taken away, added. An item is "page:2" or "field:members.name"."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from motcua.catalog.forms.checks import Design, every_field
from motcua.web.catalog.form_item import name_for


def find_item(design: Design, item: str) -> tuple[list[dict[str, Any]], int, int] | None:
    """The list that holds the item, its place there, and its page; None where the item is not (any more)."""
    sort, _colon, path = item.partition(":")
    if sort == "page":
        number = int(path) if path.isascii() and path.isdecimal() and len(path) < 4 else -1
        return (design, number, number) if 0 <= number < len(design) else None
    group, _dot, name = path.rpartition(".")
    for number, page in enumerate(design):
        holder: list[dict[str, Any]] = page.get("field", [])
        if group:
            holder = next((field.setdefault("field", []) for field in holder if field["name"] == group), [])
        for place, field in enumerate(holder):
            if field["name"] == name:
                return holder, place, number
    return None


def put_item(design: Design, item: str, edited: dict[str, Any], page: int) -> Design:
    """The design with the item as edited; one that is gone comes back at the end of its page."""
    made = deepcopy(design)
    found = find_item(made, item)
    if found is not None:
        found[0][found[1]] = edited
    elif item.startswith("field:") and made:
        made[min(max(page, 0), len(made) - 1)].setdefault("field", []).append(edited)
    return made


def move_item(design: Design, item: str, by: int) -> tuple[Design, str]:
    """The design with the item one place up (-1) or down (1), a field over its page's edge too; and its address."""
    made = deepcopy(design)
    found = find_item(made, item)
    if found is None:
        return made, item
    holder, place, page = found
    if 0 <= place + by < len(holder):
        holder[place], holder[place + by] = holder[place + by], holder[place]
        return made, f"page:{place + by}" if item.startswith("page:") else item
    if item.startswith("field:") and "." not in item and 0 <= page + by < len(made):
        target = made[page + by].setdefault("field", [])
        target.insert(len(target) if by < 0 else 0, holder.pop(place))
    return made, item


def drop_item(design: Design, item: str) -> Design:
    """The design without the item; a page goes with its fields."""
    made = deepcopy(design)
    if (found := find_item(made, item)) is not None:
        del found[0][found[1]]
    return made


def add_page(design: Design, title: str) -> tuple[Design, str]:
    """The design with one page more at its end, and where that is."""
    return [*deepcopy(design), {"title": title, "field": []}], f"page:{len(design)}"


def add_field(design: Design, where: str, label: str, kind: str) -> tuple[Design, str]:
    """The design with one field more: after the field `where`, inside the group `where` when it asks for it
    ("group:members"), or at the end of the page; and where that is.
    """
    made = deepcopy(design)
    taken = {path.rpartition(".")[2] for _page, path, _field in every_field(made)}
    field: dict[str, Any] = {"name": name_for(label, taken), "label": label, "kind": kind}
    field |= {"field": [], "row_label": "người"} if kind == "group" else {}
    if where.startswith("group:"):
        group = where.removeprefix("group:")
        found = find_item(made, f"field:{group}")
        if found is not None:
            found[0][found[1]].setdefault("field", []).append(field)
            return made, f"field:{group}.{field['name']}"
        return made, where
    found = find_item(made, where)
    if found is None:
        return made, where
    if where.startswith("page:"):
        made[found[1]].setdefault("field", []).append(field)
        return made, f"field:{field['name']}"
    found[0].insert(found[1] + 1, field)
    group = where.removeprefix("field:").rpartition(".")[0]
    return made, f"field:{group}.{field['name']}" if group else f"field:{field['name']}"
