"""The one place where policy is asked: facts and a set of rules in, answers with their reasons out.

Pure and without a clock: any past or coming moment can be asked, and the same question has the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from motcua.rulebook.policy.compose import settle
from motcua.rulebook.policy.index import MEMORY, RuleIndex, Signature
from motcua.rulebook.policy.points import spec_of
from motcua.rulebook.policy.terms import Answer, Because, Conflict, Decision, Facts, Rule, Status

NO_PLAN: Final = "Đóng: chưa có kế hoạch hoạt động được duyệt."
_NEEDS_PLAN: Final = ("receive.counter", "return.counter")


def answer(point: str, facts: Facts, index: RuleIndex) -> Answer:
    """The settled value of one point for `facts`. Raises UnknownPoint, or ValueError for a moment without a zone."""
    return _settled(point, facts, index, index.signature(facts))[0]


def decide(facts: Facts, rules: RuleIndex | Iterable[Rule], *, points: Iterable[str] | None = None) -> Decision:
    """The answers for `facts` on `points`, or on every point some rule that holds speaks of.

    Give a RuleIndex where more than one question is asked; a bare iterable of rules is compiled each time.
    """
    index = rules if isinstance(rules, RuleIndex) else RuleIndex(rules)
    signature = index.signature(facts)
    wanted = None if points is None else tuple(points)
    known = index.decisions.get((wanted, signature))
    if known is not None:
        return known
    names = wanted if wanted is not None else [name for name in index.points if index.holding(name, facts)]
    answers: dict[str, Answer] = {}
    conflicts: list[Conflict] = []
    for name in names:
        answers[name], found = _settled(name, facts, index, signature)
        conflicts.extend(found)
    decision = Decision(MappingProxyType(answers), tuple(conflicts))
    if len(index.decisions) >= MEMORY:
        index.decisions.clear()
    index.decisions[wanted, signature] = decision
    return decision


def _settled(point: str, facts: Facts, index: RuleIndex, signature: Signature) -> tuple[Answer, tuple[Conflict, ...]]:
    key = (point, signature)
    known = index.answers.get(key)
    if known is not None:
        return known
    found, conflicts = settle(spec_of(point), index.holding(point, facts))
    if point in _NEEDS_PLAN and not facts.plan_approved:
        found = _behind_plan(found, _settled("plan.before_opening", facts, index, signature)[0])
    if len(index.answers) >= MEMORY:
        index.answers.clear()
    index.answers[key] = found, conflicts
    return found, conflicts


def _behind_plan(found: Answer, plan: Answer) -> Answer:
    """A counter that may open only after its plan is approved, and has none, stays closed whatever its status."""
    if plan.value is not True or found.value is Status.CLOSED:
        return found
    because = tuple(Because(reason.rule, reason.source, Status.CLOSED, NO_PLAN) for reason in plan.because)
    waiting = tuple(Because(r.rule, r.source, r.value, NO_PLAN) for r in found.because)
    return Answer(found.point, Status.CLOSED, because, (*waiting, *found.also))
