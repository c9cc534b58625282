"""Buttons that add or remove a row of a group, without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.catalog.forms import FormPage
from motcua.web.citizen.hand_in.posted_answers import group_rows_of


def with_row_change(page: FormPage, answers: dict[str, Any], posted: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The answers with a row added or removed, and that row's place on the page ("": no such button).

    Buttons: "add" with the group's name, "drop" with "members-2".
    """
    groups = {field.name: field for field in page.fields if field.widget == "group"}
    added = str(posted.get("add") or "")
    if added in groups:
        rows, group = group_rows_of(answers, added), groups[added]
        rows += [{} for _ in range(max(group.min_rows, 1 if group.required else 0) - len(rows))]
        if len(rows) < group.max_rows:
            rows.append({field.name: field.default for field in group.fields if field.default is not None})
        return {**answers, added: rows}, f"id_{added}-row-{len(rows)}"
    name, _dash, place = str(posted.get("drop") or "").rpartition("-")
    if name in groups and place.isdecimal() and place.isascii() and len(place) < 3:
        rows = group_rows_of(answers, name)
        if int(place) < len(rows):
            del rows[int(place)]
        return {**answers, name: rows}, f"id_{name}"
    return answers, ""
