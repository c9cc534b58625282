"""Ask whether letters in force settle one point of policy at a unit, and by which clauses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.catalog.models import Procedure
from motcua.directives.channels import because_rows, say_clauses
from motcua.directives.queries import answers_for, in_force_index
from motcua.people.models import Office


@dataclass(frozen=True, slots=True)
class Ruling:
    """The value that letters give a point at a unit; `clauses` in words, `because` as rows for the record."""

    value: Any
    clauses: str
    because: list[dict[str, Any]]


def ruling_on(
    point: str,
    *,
    office: Office,
    at: datetime,
    procedure: Procedure | None = None,
    groups: Collection[str] = (),
    channel: str = "",
) -> Ruling | None:
    """What letters in force at `at` (aware) say on `point` at the unit; None where none speaks of it.

    One small query where no letter anywhere speaks of the point. `groups` and `channel` are as in `facts_for`.
    """
    if point not in in_force_index().points:
        return None
    found = answers_for(office=office, at=at, points=(point,), procedure=procedure, groups=groups, channel=channel)
    answer = found[point]
    by_letters = [reason for reason in answer.because if not reason.rule.startswith("law/")]
    if not by_letters:
        return None
    return Ruling(answer.value, say_clauses(by_letters), because_rows(by_letters))
