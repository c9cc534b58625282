"""The smallest change that opens a closed channel: confirmed by deciding again, and nothing smaller opens it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings

from motcua.rulebook.policy.channel_coverage import PolicyUnit
from motcua.rulebook.policy.channels import channel_answer, on_day
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.smallest_change import MOST_DAYS, changed, say_changes, smallest_change
from motcua.rulebook.policy.terms import Facts, Rule

from .provinces import letter
from .strategies import CHANNELS, VN, questions, rule_sets_on

WEDNESDAY = datetime(2020, 4, 1, 9, tzinfo=VN)
CENTRE = Facts(unit="H22/TT", unit_kind="provincial_centre", unit_level="province", at=WEDNESDAY, online_level=3)
ELSEWHERE = PolicyUnit("H22/H22.27", "district_unit", "district", "Đồng Văn")


def weekdays_only(day: date) -> bool:
    return day.isoweekday() <= 5


def said(facts: Facts, **more: object) -> str:
    index = RuleIndex(letter("ha_giang"))
    return say_changes(smallest_change("receive.counter", facts, index, weekdays_only, **more))  # type: ignore[arg-type]


def test_ha_giang_on_a_wednesday() -> None:
    neither = replace(CENTRE, uses_neither=True)
    assert said(neither) == "vào thứ Sáu 3/4"
    assert said(CENTRE) == "vào thứ Sáu 3/4, nếu không dùng được trực tuyến và bưu chính"
    assert said(neither, units=[ELSEWHERE]) == "vào thứ Sáu 3/4", "a day is nearer than another unit"
    assert said(replace(neither, at=datetime(2020, 4, 3, 9, tzinfo=VN))) == "", "it is open"


@settings(max_examples=settings().max_examples * 2)
@given(rule_sets_on([*CHANNELS, "receive.counter.days"]), questions())
def test_it_opens_and_nothing_smaller_does(found: list[Rule], facts: Facts) -> None:
    index = RuleIndex(found)
    for point in CHANNELS:
        changes = smallest_change(point, facts, index, weekdays_only, units=[ELSEWHERE])
        if channel_answer(point, facts, index).is_open:
            assert changes == ()
            continue
        if changes:
            assert channel_answer(point, changed(facts, changes, weekdays_only), index).is_open
        if len(changes) != 1:
            others = [
                on_day(facts, (facts.at + timedelta(ahead)).date(), weekdays_only) for ahead in range(1, MOST_DAYS)
            ]
            others += [replace(facts, plan_approved=True)]
            others += [changed(facts, [*smaller], weekdays_only) for smaller in ([change] for change in changes)]
            if "counter" in point or "support" in point:
                others.append(replace(facts, uses_neither=True))
            assert not any(channel_answer(point, other, index).is_open for other in others)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_change_has_no_words(lang: str) -> None:
    assert say_changes((), lang) == ""
