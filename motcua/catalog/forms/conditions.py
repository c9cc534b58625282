"""Read and evaluate the conditions under which a field or a page is asked.

Written {"field": "name", "is": [values]}, or a list of those, all of which must hold. A field that is not asked has no
answer, so fields that depend on it are not asked either; fields that depend on each other in a circle are never asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

MOST_CONDITIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Condition:
    """The answer to `field` is one of `values` (as text; a box is "true" or "false")."""

    field: str
    values: tuple[str, ...]

    def holds(self, answer: Any) -> bool:
        """Whether this answer, typed or as cleaned, is one of the values."""
        return as_text(answer) in self.values


def as_text(value: Any) -> str:
    """A value as conditions compare it: True is "true", nothing is ""."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, dict | list) else str(value)


def field_conditions(written: Any) -> tuple[Condition, ...]:
    """Read what stands under "x-when"; whatever is not a condition is left out. Never raises."""
    listed = written if isinstance(written, list | tuple) else [written]
    found: list[Condition] = []
    for row in listed[:MOST_CONDITIONS]:
        if not isinstance(row, Mapping) or not isinstance(row.get("field"), str):
            continue
        values = row.get("is", ())
        values = values if isinstance(values, list | tuple) else [values]
        found.append(Condition(row["field"], tuple(as_text(value) for value in values)))
    return tuple(found)


def asked(
    name: str,
    conditions_of: Callable[[str], tuple[Condition, ...]],
    answer_to: Callable[[str], Any],
    on_the_way: frozenset[str] = frozenset(),
) -> bool:
    """Whether the field `name` is asked, given the conditions of every field and the answers."""
    if name in on_the_way:
        return False
    way = on_the_way | {name}
    return all(
        condition.holds(answer_to(condition.field)) and asked(condition.field, conditions_of, answer_to, way)
        for condition in conditions_of(name)
    )
