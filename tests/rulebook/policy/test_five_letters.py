"""Five real letters, each in force in its own province, give the answers their authors meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motcua.rulebook.policy.channels import ChannelAnswer, ChannelState, Closed, channels, next_open
from motcua.rulebook.policy.data import rule_from_data
from motcua.rulebook.policy.decide import answer, decide
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Facts, Source, Status

from .provinces import letter

VN = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2020, 3, 30, 8, tzinfo=VN)
TUESDAY = datetime(2020, 3, 31, 8, tzinfo=VN)
WEDNESDAY = datetime(2020, 4, 1, 8, tzinfo=VN)
CENTRE: dict[str, Any] = {"unit": "H22/TT", "unit_kind": "provincial_centre", "unit_level": "province"}
DISTRICT: dict[str, Any] = {"unit": "H22/H22.27", "unit_kind": "district_unit", "unit_level": "district"}


def weekdays_only(day: date) -> bool:
    return day.isoweekday() <= 5


def ways(facts: Facts, index: RuleIndex, direction: str = "receive") -> dict[str, ChannelAnswer]:
    return {found.channel: found for found in channels(facts, index, direction)}


@pytest.fixture(scope="module")
def ha_giang() -> RuleIndex:
    return RuleIndex(letter("ha_giang"))


def test_ha_giang_the_day_before_nothing_is_restricted(ha_giang: RuleIndex) -> None:
    found = ways(Facts(at=MONDAY, online_level=3, **CENTRE), ha_giang)
    assert [found[name].state for name in ("online", "postal", "counter")] == [ChannelState.OPEN] * 3
    assert "61/2018/NĐ-CP" in {reason.source.document for reason in found["counter"].because}


@pytest.mark.parametrize("level", [3, 4])
@pytest.mark.parametrize("urgent", [True, False])
def test_ha_giang_levels_3_and_4_are_online_only(ha_giang: RuleIndex, level: int, urgent: bool) -> None:
    found = ways(Facts(at=TUESDAY, online_level=level, urgent=urgent, **CENTRE), ha_giang)
    assert found["online"].state is ChannelState.OPEN and found["online"].status is Status.ONLY
    assert found["postal"].state is ChannelState.CLOSED and not found["postal"].exception
    assert found["counter"].state is ChannelState.CLOSED and found["counter"].closed_by is Closed.PERSON
    assert found["counter"].exception and found["counter"].exception_days == {2, 5}
    assert {reason.source.document for reason in found["postal"].because} == {"905/UBND-PVHCC"}
    assert found["postal"].closed_since == datetime(2020, 3, 31, tzinfo=VN)


def test_ha_giang_level_2_goes_by_post_or_for_those_without_by_the_counter(ha_giang: RuleIndex) -> None:
    found = ways(Facts(at=TUESDAY, online_level=2, **CENTRE), ha_giang)
    assert found["postal"].state is ChannelState.ENCOURAGED
    assert found["online"].state is ChannelState.CLOSED
    assert found["counter"].status is Status.FALLBACK and found["counter"].exception_days == {2, 5}


@pytest.mark.parametrize("level", [1, 2, 3, 4])
@pytest.mark.parametrize("direction", ["receive", "return"])
def test_ha_giang_who_uses_neither_is_received_on_tuesday(ha_giang: RuleIndex, level: int, direction: str) -> None:
    facts = Facts(at=TUESDAY, online_level=level, uses_neither=True, **CENTRE)
    found = ways(facts, ha_giang, direction)
    assert found["counter"].state is ChannelState.FALLBACK_OPEN and found["counter"].is_open
    assert not found["online"].is_open and not found["postal"].is_open


def test_ha_giang_on_wednesday_the_counter_is_closed_with_why_and_next_day(ha_giang: RuleIndex) -> None:
    facts = Facts(at=WEDNESDAY, online_level=2, uses_neither=True, **CENTRE)
    counter = ways(facts, ha_giang)["counter"]
    assert counter.state is ChannelState.CLOSED and counter.closed_by is Closed.DAY
    assert [(r.source.document, r.source.clause) for r in counter.because] == [("905/UBND-PVHCC", "2.1")]
    assert next_open(facts, "counter", ha_giang, weekdays_only) == date(2020, 4, 3)
    without = replace(facts, uses_neither=False)
    assert next_open(without, "counter", ha_giang, weekdays_only) is None
    assert ways(without, ha_giang)["counter"].exception


def test_ha_giang_a_holiday_moves_the_next_day(ha_giang: RuleIndex) -> None:
    facts = Facts(at=WEDNESDAY, online_level=2, uses_neither=True, **CENTRE)

    def without_friday(day: date) -> bool:
        return weekdays_only(day) and day != date(2020, 4, 3)

    assert next_open(facts, "counter", ha_giang, without_friday) == date(2020, 4, 7)


def test_ha_giang_the_head_of_a_district_unit_sets_his_own_days(ha_giang: RuleIndex) -> None:
    facts = Facts(at=WEDNESDAY, online_level=2, uses_neither=True, **DISTRICT)
    assert ways(facts, ha_giang)["counter"].is_open, "until he decides, the working week stands"

    def own(body: str, point: str) -> RuleIndex:
        data = {"point": point, "value": [1, 4]}
        source = Source("12/TB-UBND", "1")
        rule = rule_from_data(data, id="own", body=body, issued_on=date(2020, 3, 31), source=source)
        return RuleIndex([*letter("ha_giang"), rule])

    settled = answer("receive.counter.days", facts, own("H22/H22.27", "receive.counter.days"))
    assert settled.value == {1, 4}
    assert {reason.source.document for reason in settled.because} == {"905/UBND-PVHCC", "12/TB-UBND"}
    centre = Facts(at=TUESDAY, online_level=2, uses_neither=True, **CENTRE)
    narrowed = answer("receive.counter.days", centre, own("H22/TT", "receive.counter.days"))
    assert narrowed.value <= {2, 5}, "the centre's days are the province's; its head may not add Monday"


def test_ha_giang_result_by_post_only(ha_giang: RuleIndex) -> None:
    found = ways(Facts(at=TUESDAY, online_level=4, **CENTRE), ha_giang, "return")
    assert found["postal"].status is Status.ONLY and found["postal"].is_open
    assert found["online"].state is ChannelState.CLOSED
    assert found["counter"].closed_by is Closed.PERSON and found["counter"].exception


def test_ha_giang_room_cap(ha_giang: RuleIndex) -> None:
    assert answer("room.cap", Facts(at=TUESDAY, **DISTRICT), ha_giang).value == 20
    assert answer("room.cap", Facts(at=MONDAY, **DISTRICT), ha_giang).value is None


def test_ha_giang_gives_no_conflict(ha_giang: RuleIndex) -> None:
    for level in range(5):
        for neither in (True, False):
            for place in (CENTRE, DISTRICT):
                facts = Facts(at=TUESDAY, online_level=level, uses_neither=neither, **place)
                assert decide(facts, ha_giang).conflicts == ()


def test_vinh_phuc_weekly_report_is_due_on_friday_at_four() -> None:
    facts = Facts(unit="H62/H62.9", unit_kind="district_unit", at=datetime(2020, 4, 6, 9, tzinfo=VN), online_level=3)
    decision = decide(facts, RuleIndex(letter("vinh_phuc")))
    assert [report["due"] for report in decision.answers["report.weekly"].value] == ["Friday 16:00"]
    assert decision.answers["report.weekly"].because[0].source.clause == "3"
    assert decision.answers["duty.online_service"].value is True
    assert decision.answers["receive.counter"].value is Status.DISCOURAGED


def test_khanh_hoa_encouraging_online_does_not_open_what_cannot_be_sent() -> None:
    index = RuleIndex(letter("khanh_hoa"))
    at = datetime(2021, 7, 12, 9, tzinfo=VN)
    facts = Facts(unit="H32/H32.1", unit_kind="district_unit", at=at, online_level=3)
    assert ways(facts, index)["online"].state is ChannelState.ENCOURAGED
    assert ways(replace(facts, online_level=2), index)["online"].state is ChannelState.CLOSED
    capped = answer("unit.cap", facts, index)
    assert capped.value is None and capped.because[0].source.document == "6176/UBND-KSTT"


def test_ba_ria_vung_tau_asks_for_plans_and_closes_no_counter() -> None:
    index = RuleIndex(letter("ba_ria"))
    at = datetime(2021, 12, 13, 9, tzinfo=VN)
    facts = Facts(unit="H06/H06.3", unit_kind="district_unit", at=at, online_level=2)
    assert ways(facts, index)["counter"].state is ChannelState.OPEN
    assert answer("plan.required", facts, index).value is True
    assert ways(replace(facts, plan_approved=True), index)["counter"].state is ChannelState.OPEN
    centre = replace(facts, unit="H06/TT", unit_kind="provincial_centre")
    assert ways(centre, index)["counter"].state is ChannelState.OPEN, "the letter asks districts and communes only"
    assert answer("entry.qr_check_in", facts, index).value == {"staff", "visitors"}


def test_tuyen_quang_keeps_counters_open_discouraged_and_checked() -> None:
    index = RuleIndex(letter("tuyen_quang"))
    facts = Facts(unit="H60/H60.2", unit_kind="district_unit", at=datetime(2021, 5, 10, 9, tzinfo=VN), online_level=4)
    counter = ways(facts, index)["counter"]
    assert counter.state is ChannelState.DISCOURAGED and counter.is_open
    assert ways(facts, index)["online"].state is ChannelState.ENCOURAGED
    for check in ("mask", "hand_sanitising", "temperature"):
        assert answer(f"entry.{check}", facts, index).value == {"staff", "visitors"}
