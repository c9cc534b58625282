"""What policy asks of people at the door, visitors and staff, each with its label and clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from motcua.directives.channels import because_rows, say_clauses
from motcua.directives.queries import PolicyContext, answers_for
from motcua.people.models import Office
from motcua.rulebook.policy.labels import ITEMS, pick

FAMILY: Final = "entry."
TEMPERATURE, DECLARATION = "temperature", "health_declaration"
# Kept by the gate itself, not something one looks at in a person.
_OF_THE_GATE: Final = frozenset({"cap_at_one_time"})


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """One thing asked: `name` as in policy after "entry.", `kind` tick, temperature or declaration."""

    name: str
    label: str
    kind: str
    clauses: str
    because: tuple[dict[str, Any], ...]


def entry_checks(
    office: Office, at: datetime, who: str, *, lang: str = "vi", policy_context: PolicyContext | None = None
) -> tuple[EntryCheck, ...]:
    """What `who` ("visitors" or "staff") are asked at this unit at `at` (aware); nothing where policy is silent."""
    found: list[EntryCheck] = []
    for point, answer in answers_for(office=office, at=at, policy_context=policy_context).items():
        name = point.removeprefix(FAMILY)
        if not point.startswith(FAMILY) or name in _OF_THE_GATE or who not in (answer.value or ()):
            continue
        kind = name if name == TEMPERATURE else "declaration" if name == DECLARATION else "tick"
        words = pick(ITEMS, name, lang)
        label = words[:1].upper() + words[1:]
        found.append(EntryCheck(name, label, kind, say_clauses(answer.because), tuple(because_rows(answer.because))))
    order = {"tick": 0, "declaration": 1, TEMPERATURE: 2}
    return tuple(sorted(found, key=lambda check: (order[check.kind], check.name)))
