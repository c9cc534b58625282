"""What must be true of every set of rules and every question (docs/policy.md)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.rulebook.policy.channels import channels
from motcua.rulebook.policy.composition import NOT_SAID
from motcua.rulebook.policy.conditions import in_season
from motcua.rulebook.policy.decide import answer, decide
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.points import spec_of
from motcua.rulebook.policy.terms import Facts, Force, Rule, Source, Status, When
from motcua.rulebook.policy.tightness import combine, loosens

from .reference import reference
from .strategies import CHANNELS, POINTS, VN, questions, rule_sets, rule_sets_on, rules

SEASONAL = Rule(
    "s",
    "receive.postal",
    Status.CLOSED,
    When(),
    Source("1/UBND", "1"),
    "",
    date(2023, 1, 1),
    datetime(2023, 1, 1, tzinfo=VN),
)
MANY = settings(max_examples=80, deadline=None)
crowded = st.one_of(rule_sets_on(["receive.counter"]), rule_sets_on(CHANNELS), rule_sets_on(POINTS[4:]), rule_sets)


@MANY
@given(crowded, questions(), st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(found: list[Rule], facts: Facts, mix: random.Random) -> None:
    mixed = list(found)
    mix.shuffle(mixed)
    assert decide(facts, mixed) == decide(facts, found)


@MANY
@given(crowded, questions())
def test_it_agrees_with_the_slow_reference(found: list[Rule], facts: Facts) -> None:
    index = RuleIndex(found)
    for point in POINTS:
        settled = answer(point, facts, index)
        value, conflict = reference(point, facts, found)
        if any(reason.note == NOT_SAID for reason in settled.because):
            value = spec_of(point).default
        assert settled.value == value, point
        assert bool(decide(facts, index, points=[point]).conflicts) == conflict, point


@MANY
@given(crowded, questions())
def test_every_answer_says_why(found: list[Rule], facts: Facts) -> None:
    index = RuleIndex(found)
    for point in [*POINTS, "advice.anything", "report.weekly", "plan.required"]:
        settled = answer(point, facts, index)
        assert settled.because
        assert all(reason.source.document for reason in settled.because)
        both = {reason.rule for reason in settled.because} & {reason.rule for reason in settled.also}
        shutters = {rule.id for rule in found if rule.value is Status.ONLY}
        assert both <= shutters, "a rule cannot both count and not count"


@MANY
@given(crowded, questions(), st.data())
def test_removing_a_rule_that_lost_changes_nothing(found: list[Rule], facts: Facts, data: st.DataObject) -> None:
    point = data.draw(st.sampled_from(POINTS))
    settled = answer(point, facts, RuleIndex(found))
    made = {reason.rule for reason in settled.because}
    for reason in settled.also:
        if reason.rule.startswith("law/") or reason.rule in made:
            continue
        without = [rule for rule in found if rule.id != reason.rule]
        assert answer(point, facts, RuleIndex(without)).value == settled.value


@MANY
@given(crowded, questions(), st.data())
def test_adding_a_tighter_rule_never_opens_anything(found: list[Rule], facts: Facts, data: st.DataObject) -> None:
    point = data.draw(st.sampled_from(POINTS))
    before = RuleIndex(found)
    added = replace(data.draw(rules(point, [Force.BINDING])), id="added")
    kind = spec_of(point).kind
    standing = answer(point, facts, before).value
    tight = added.value if kind.value == "status" else combine(kind, standing, added.value)
    assume(not loosens(kind, standing, tight))
    after = RuleIndex([*found, replace(added, value=tight)])
    for direction in ("receive", "return"):
        opened = [
            (was.channel, now.because)
            for was, now in zip(channels(facts, before, direction), channels(facts, after, direction), strict=True)
            if now.is_open and not was.is_open
        ]
        assert opened == []
    assert not loosens(kind, standing, answer(point, facts, after).value)


@MANY
@given(rule_sets, questions(), questions())
def test_the_memory_of_answers_never_mixes_questions(found: list[Rule], one: Facts, two: Facts) -> None:
    warm = RuleIndex(found)
    for facts in (one, two, replace(one, at=two.at), replace(two, at=one.at), one):
        assert decide(facts, warm) == decide(facts, RuleIndex(found))


@MANY
@given(rule_sets, questions(), st.integers(0, 60 * 24 * 8))
def test_between_two_changes_of_the_rules_the_same_weekday_has_one_answer(
    found: list[Rule], facts: Facts, minutes: int
) -> None:
    index = RuleIndex(found)
    later = replace(facts, at=facts.at + timedelta(minutes=minutes))
    start, end = facts.at.timestamp(), later.at.timestamp()
    assume(not any(start < edge <= end for edge in index.change_points()))
    assume(facts.at.isoweekday() == later.at.isoweekday())
    assert decide(facts, index) == decide(later, index)


@MANY
@given(rule_sets, questions(), st.data())
def test_a_replaced_rule_is_out_from_the_moment_its_successor_begins(
    found: list[Rule], facts: Facts, data: st.DataObject
) -> None:
    assume(found)
    old = data.draw(st.sampled_from(found))
    successor = replace(
        old, id="successor", in_force_from=data.draw(st.sampled_from([facts.at, facts.at + timedelta(days=1)])),
        in_force_to=None, replaces=frozenset({old.id}),
    )  # fmt: skip
    index = RuleIndex([*found, successor])
    reasons = answer(old.point, facts, index)
    named = {reason.rule for reason in (*reasons.because, *reasons.also)}
    if successor.in_force_from <= facts.at:
        assert old.id not in named
    else:
        assert "successor" not in named
    for point in POINTS:
        assert (answer(point, facts, index).value, True)[0] == _expected(point, facts, [*found, successor])


def _expected(point: str, facts: Facts, found: list[Rule]) -> object:
    settled = answer(point, facts, RuleIndex(found))
    if any(reason.note == NOT_SAID for reason in settled.because):
        return spec_of(point).default
    return reference(point, facts, found)[0]


@given(
    st.dates(date(2023, 12, 1), date(2028, 3, 2)),
    st.integers(1, 800),
    st.sampled_from(["01-01/12-31", "04-01/09-30", "11-15/02-28", "02-29/03-10", "12-31/02-29", "06-01/12-31"]),
)
def test_a_season_holds_or_not_until_it_turns(first: date, days: int, season: str) -> None:
    noon = datetime.combine(first, time(12), VN)
    index = RuleIndex([replace(SEASONAL, when=When(season=season))])
    turns = index.season_edges(noon.timestamp(), (noon + timedelta(days=days)).timestamp())
    changed = []
    for ahead in range(1, days + 1):
        night = datetime.combine(first + timedelta(days=ahead), time(), VN).timestamp()
        if in_season(season, night) != in_season(season, night - 1):
            changed.append(night)
    assert set(changed) <= set(turns)
    assert changed == turns or season == "01-01/12-31"
