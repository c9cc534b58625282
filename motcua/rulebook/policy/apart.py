"""Find rules on days or hours that leave nothing in common where they hold together, however many it takes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.overlap import common, overlap_in_time, rule_conditions
from motcua.rulebook.policy.points import PointKind, spec_of
from motcua.rulebook.policy.terms import Rule, When
from motcua.rulebook.policy.tightness import combine

MOST_STEPS: Final = 5_000  # sets of rules looked at for one new rule
_KINDS: Final = (PointKind.DAYS, PointKind.HOURS)


def rules_apart(new: Iterable[Rule], after: RuleIndex) -> Iterator[tuple[tuple[Rule, ...], When, datetime]]:
    """Each set of rules of which one is new and none is idle, the conditions of all at once, and when all have begun.

    "Thứ Hai, thứ Ba", "thứ Ba, thứ Tư" and "thứ Hai, thứ Tư" meet two by two, and leave no day together. Whether the
    rules count there is for `decide` to say.
    """
    for rule in new:
        if spec_of(rule.point).kind in _KINDS and rule.value:
            others = [other for other in after.own_rules() if other.point == rule.point and other.value]
            yield from _sets_with(rule, [other for other in others if other.id != rule.id])


def _sets_with(rule: Rule, others: list[Rule]) -> Iterator[tuple[tuple[Rule, ...], When, datetime]]:
    kind = spec_of(rule.point).kind
    waiting: deque[tuple[tuple[Rule, ...], Any, When]] = deque([((rule,), rule.value, rule_conditions(rule))])
    seen: set[tuple[Any, ...]] = set()
    while waiting:
        chosen, value, when = waiting.popleft()
        for other in others:
            left = combine(kind, value, other.value)
            if left == value or not all(overlap_in_time(other, one) for one in chosen):
                continue
            together = (*chosen, other)
            begins = max(one.in_force_from for one in together)
            ends = min((one.in_force_to for one in together if one.in_force_to), default=None)
            for both in common(when, rule_conditions(other)):
                step = (left, both, begins, ends)
                if step in seen or len(seen) >= MOST_STEPS:
                    continue
                if left:
                    seen.add(step)
                    waiting.append((together, left, both))
                else:
                    yield together, both, begins
