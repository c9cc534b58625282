"""Channels for one person on one day: hours, holidays, Saturdays, plans, and the way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from motcua.rulebook.policy.channels import ChannelState, Closed, channel_answer, channels, next_open
from motcua.rulebook.policy.data import rule_from_data
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Facts, Rule, Source, Status

VN = ZoneInfo("Asia/Ho_Chi_Minh")
TUESDAY = Facts(unit="H22/TT", unit_kind="provincial_centre", at=datetime(2021, 3, 9, 9, tzinfo=VN), online_level=2)
SATURDAY = replace(TUESDAY, at=datetime(2021, 3, 13, 9, tzinfo=VN))


def rule(id: str, **data: Any) -> Rule:
    return rule_from_data(data, id=id, body="H22", issued_on=date(2021, 3, 1), source=Source("7/UBND", "2"))


def weekdays_only(day: date) -> bool:
    return day.isoweekday() <= 5


def test_hours_close_the_door_but_not_the_day() -> None:
    index = RuleIndex([rule("h", point="receive.counter.hours", value=[["07:30", "08:30"], ["13:30", "17:00"]])])
    found = channel_answer("receive.counter", TUESDAY, index)
    assert found.state is ChannelState.OPEN and not found.open_now
    afternoon = replace(TUESDAY, at=datetime(2021, 3, 9, 6, 30, tzinfo=ZoneInfo("UTC")))
    assert channel_answer("receive.counter", afternoon, index).open_now
    closing = replace(TUESDAY, at=datetime(2021, 3, 9, 17, tzinfo=VN))
    assert not channel_answer("receive.counter", closing, index).open_now


def test_a_holiday_closes_what_hands_do_but_not_the_network() -> None:
    holiday = replace(TUESDAY, holiday=True, online_level=4)
    found = {channel.channel: channel for channel in channels(holiday, RuleIndex(()))}
    assert found["counter"].closed_by is Closed.HOLIDAY and found["postal"].closed_by is Closed.HOLIDAY
    assert found["online"].is_open
    assert found["counter"].because[0].source.clause == "Điều 112"
    before = replace(holiday, at=holiday.at.replace(year=2020))
    assert channel_answer("receive.counter", before, RuleIndex(())).because[0].source.clause == "Điều 115"
    open_then = rule("x", point="receive.counter.days", value=[2], when={"holiday": True})
    assert channel_answer("receive.counter", holiday, RuleIndex([open_then])).is_open


def test_saturday_reception_where_a_letter_or_the_calendar_says_so() -> None:
    none = RuleIndex(())
    assert channel_answer("receive.counter", SATURDAY, none).closed_by is Closed.DAY
    assert channel_answer("receive.counter", replace(SATURDAY, working_day=True), none).is_open
    some = RuleIndex([rule("d", point="receive.counter.days", value=[2, 5])])
    assert channel_answer("receive.counter", replace(SATURDAY, working_day=True), some).closed_by is Closed.DAY
    every = RuleIndex([rule("d", point="receive.counter.days", value=[1, 6])])
    assert channel_answer("receive.counter", SATURDAY, every).is_open
    assert next_open(TUESDAY, "counter", every, weekdays_only) == date(2021, 3, 13)


def test_next_open_minds_rules_that_begin_later_and_gives_up() -> None:
    index = RuleIndex([rule("c", point="receive.counter", value="closed", to="2021-03-17")])
    assert next_open(TUESDAY, "counter", index, weekdays_only) == date(2021, 3, 18)
    assert next_open(TUESDAY, "counter", index, weekdays_only, days=5) is None
    today = next_open(replace(TUESDAY, at=datetime(2021, 3, 18, 8, tzinfo=VN)), "counter", index, weekdays_only)
    assert today == date(2021, 3, 18)


def test_a_change_at_two_in_the_afternoon_counts_from_then() -> None:
    index = RuleIndex([rule("c", point="receive.counter", value="closed", **{"from": "2021-03-09T14:00:00+07:00"})])
    assert next_open(TUESDAY, "counter", index, weekdays_only, days=1) == date(2021, 3, 9)
    later = replace(TUESDAY, at=datetime(2021, 3, 9, 14, tzinfo=VN))
    assert next_open(later, "counter", index, weekdays_only, days=1) is None
    found = channel_answer("receive.counter", later, index)
    assert found.closed_since == datetime(2021, 3, 9, 14, tzinfo=VN)


def test_who_uses_neither_is_not_sent_to_the_network_or_the_post() -> None:
    found = {
        channel.channel: channel
        for channel in channels(replace(TUESDAY, uses_neither=True, online_level=4), RuleIndex(()))
    }
    assert found["online"].state is ChannelState.OPEN and not found["online"].usable and not found["online"].is_open
    assert not found["postal"].is_open and found["counter"].is_open


def test_a_counter_closed_to_all_offers_no_false_way_out() -> None:
    index = RuleIndex([rule("c", point="receive.counter", value="closed")])
    assert not channel_answer("receive.counter", TUESDAY, index).exception
    spared = RuleIndex([rule("c", point="receive.counter", value="fallback")])
    found = channel_answer("receive.counter", TUESDAY, spared)
    assert found.exception and found.exception_days == {1, 2, 3, 4, 5} and found.closed_by is Closed.PERSON


def test_a_support_point_receives_only_where_there_is_one() -> None:
    assert channel_answer("receive.support_point", TUESDAY, RuleIndex(())).status is Status.CLOSED
    point = replace(TUESDAY, unit_kind="support_point")
    assert channel_answer("receive.support_point", point, RuleIndex(())).is_open


def test_an_approved_plan_opens_only_what_the_rules_leave_open() -> None:
    rules = [rule("p", point="plan.before_opening", value=True), rule("c", point="receive.counter", value="fallback")]
    index = RuleIndex(rules)
    assert channel_answer("receive.counter", TUESDAY, index).closed_by is Closed.PLAN
    approved = replace(TUESDAY, plan_approved=True)
    assert channel_answer("receive.counter", approved, index).closed_by is Closed.PERSON
    assert channel_answer("receive.counter", replace(approved, uses_neither=True), index).is_open
    assert channel_answer("return.counter", TUESDAY, index).closed_by is Closed.PLAN
    shut = RuleIndex([rules[0], rule("c", point="receive.counter", value="closed")])
    assert channel_answer("receive.counter", TUESDAY, shut).closed_by is Closed.STATUS, "no plan would open it"
