"""The fewest rules whose lifting opens a closed channel: confirmed by deciding again, and no fewer open it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import combinations

from hypothesis import given

from motcua.rulebook.policy.channels import channel_answer
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.lifting import MOST_LIFTED, lifted, rules_to_lift
from motcua.rulebook.policy.terms import Facts, Rule

from .provinces import letter
from .strategies import CHANNELS, VN, questions, rule_sets_on

WEDNESDAY = datetime(2020, 4, 1, 9, tzinfo=VN)
CENTRE = Facts(unit="H22/TT", unit_kind="provincial_centre", unit_level="province", at=WEDNESDAY, online_level=3)


def clauses(facts: Facts, point: str = "receive.counter") -> list[str]:
    found = rules_to_lift(point, facts, RuleIndex(letter("ha_giang")))
    return [f"{rule.point} {rule.value}" for rule in found]


def test_ha_giang_closes_the_counter_by_two_rules_and_the_post_by_one() -> None:
    only, fallback = "receive.online only", "receive.counter fallback"
    assert clauses(CENTRE) == [only, fallback]
    assert clauses(CENTRE, "receive.postal") == [only]
    assert clauses(replace(CENTRE, uses_neither=True)) == ["receive.counter.days frozenset({2, 5})"]
    assert clauses(replace(CENTRE, uses_neither=True), "receive.postal") == [], "no lifting helps who uses no post"
    assert clauses(replace(CENTRE, holiday=True, uses_neither=True)) == [], "a holiday is no letter's"


@given(rule_sets_on([*CHANNELS, "receive.counter.days"]), questions())
def test_it_opens_and_nothing_smaller_does(found: list[Rule], facts: Facts) -> None:
    index = RuleIndex(found)
    for point in CHANNELS:
        now = channel_answer(point, facts, index)
        lifting = rules_to_lift(point, facts, index)
        if now.is_open:
            assert lifting == ()
            continue
        names = [rule.id for rule in lifting]
        assert not lifting or channel_answer(point, facts, lifted(found, names, facts.at)).is_open
        fewer = range(1, len(lifting)) if lifting else range(1, min(MOST_LIFTED, 3))
        for size in fewer:
            for some in combinations([rule.id for rule in found], size):
                assert not channel_answer(point, facts, lifted(found, some, facts.at)).is_open, some
