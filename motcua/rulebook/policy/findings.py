"""What a check before enacting can find: reasons to refuse, and letters in force that say something else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.rulebook.policy.terms import Source


class RefusalKind(StrEnum):
    """Why a set may not take effect."""

    NO_WAY = "no_way"
    GUARD = "guard"
    CONFLICT = "conflict"
    LOOSENING = "loosening"
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True)
class RuleRefusal:
    """One reason to refuse: a Vietnamese sentence, the rules it is about, the clauses behind it."""

    kind: RefusalKind
    text: str
    rules: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A letter in force says something else where a new rule holds; `prevails` is the rule that would count."""

    new: str
    standing: str
    prevails: str
    text: str
