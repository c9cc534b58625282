"""Turns the posted fields of a form's page into answers, and answers into fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from motcua.catalog.forms import FormField
from motcua.catalog.forms.fields import MOST_ROWS

ADDRESS_PARTS: Final = ("find", "line", "commune")


def nested_answers(fields: Iterable[FormField], posted: Mapping[str, Any]) -> dict[str, Any]:
    """Answers from posted fields: {"members-0-name": "A"} → {"members": [{"name": "A"}]}; "" where nothing came.

    Rows go on as long as numbers follow each other, one more than a group may hold at most.
    """
    return {field.name: _answer(field, posted, field.name) for field in fields}


def flat_answers(fields: Iterable[FormField], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Fields from stored answers, by the names of their controls. An address shows the chosen place."""
    found: dict[str, Any] = {}
    for field in fields:
        _spread(field, answers.get(field.name), field.name, found)
    return found


def group_rows_of(answers: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The stored rows of a group; an empty list for anything else."""
    kept = answers.get(name)
    return [dict(row) for row in kept if isinstance(row, Mapping)] if isinstance(kept, list) else []


def _answer(one: FormField, posted: Mapping[str, Any], key: str) -> Any:
    if one.widget == "address":
        parts = {part: str(posted.get(f"{key}-{part}") or "") for part in ADDRESS_PARTS}
        return parts if any(parts.values()) else {"find": str(posted.get(key) or "")}
    if one.widget != "group":
        return str(posted.get(key) or "")
    rows: list[dict[str, Any]] = []
    names = [f"{inner.name}-{part}" for inner in one.fields for part in ADDRESS_PARTS]
    names += [inner.name for inner in one.fields] + ["row"]
    while len(rows) <= MOST_ROWS and any(f"{key}-{len(rows)}-{name}" in posted for name in names):
        place = len(rows)
        rows.append({inner.name: _answer(inner, posted, f"{key}-{place}-{inner.name}") for inner in one.fields})
    return rows


def _spread(one: FormField, value: Any, key: str, found: dict[str, Any]) -> None:
    if one.widget == "address":
        parts = value if isinstance(value, Mapping) else {"find": value or ""}
        for part in ADDRESS_PARTS:
            found[f"{key}-{part}"] = str(parts.get(part) or (parts.get("place") if part == "find" else "") or "")
    elif one.widget == "group":
        for place, row in enumerate(group_rows_of({"rows": value}, "rows")):
            for inner in one.fields:
                _spread(inner, row.get(inner.name), f"{key}-{place}-{inner.name}", found)
    else:
        found[key] = value
