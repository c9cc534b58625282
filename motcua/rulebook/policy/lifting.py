"""Find the fewest rules of letters whose lifting would open a closed channel; confirmed by deciding again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final

from motcua.rulebook.policy.channels import channel_answer
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Facts, Rule

MOST_LIFTED: Final = 4


def rules_to_lift(point: str, facts: Facts, index: RuleIndex) -> tuple[Rule, ...]:
    """The fewest rules without which the channel of `point` ("receive.counter") is open for `facts`, by their ids.

    Of as many, those whose ids come first. Empty where the channel is open or the person cannot use it, and where
    the law, a holiday or more than MOST_LIFTED rules close it. A way out must lift one of the rules that an answer
    names in `because`, whatever else it lifts, so only these are tried.
    """
    first = channel_answer(point, facts, index)
    if first.is_open or not first.usable:
        return ()
    own = {rule.id: rule for rule in index.reaching([facts.unit])}
    tried: list[frozenset[str]] = [frozenset()]
    for _ in range(MOST_LIFTED):
        further = {
            lifting | {reason.rule}
            for lifting in tried
            for reason in channel_answer(point, facts, lifted(own.values(), lifting, facts.at)).because
            if reason.rule in own
        }
        tried = sorted(further, key=sorted)
        for lifting in tried:
            if channel_answer(point, facts, lifted(own.values(), lifting, facts.at)).is_open:
                return tuple(own[name] for name in sorted(lifting))
    return ()


def lifted(rules: Collection[Rule], names: Collection[str], at: datetime) -> RuleIndex:
    """The rules with those of `names` ended at `at`. What a lifted rule replaced does not come back."""
    return RuleIndex(
        replace(rule, in_force_to=min(at, rule.in_force_to or at)) if rule.id in names else rule for rule in rules
    )
