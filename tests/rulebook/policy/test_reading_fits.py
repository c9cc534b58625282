"""What the reading of the five real letters proposes is policy as it stands: readable, enactable, and of one mind."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from motcua.rulebook.policy.channel_coverage import PolicyUnit
from motcua.rulebook.policy.channels import channel_answer
from motcua.rulebook.policy.data import rule_from_data
from motcua.rulebook.policy.decide import answer
from motcua.rulebook.policy.enact import check_enactment
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Facts, Rule, Source, Status
from motcua.rulebook.reading import read

VN = ZoneInfo("Asia/Ho_Chi_Minh")
LETTERS = Path(__file__).parents[3] / ".." / "shared" / "directives"
UNITS = [
    PolicyUnit("H22/TT", "provincial_centre", "province", "Trung tâm"),
    PolicyUnit("H22/H22.27", "district_unit", "district", "Đồng Văn"),
    PolicyUnit("H22/H22.27/1", "commune_unit", "commune", "Lũng Cú"),
]


def proposed(start: str) -> list[Rule]:
    """The proposals of the letter whose file name starts so, as rules of one province."""
    files = sorted(LETTERS.glob(f"{start}*.txt"))
    if not files:
        pytest.skip("the real letters (the sibling folder shared/directives) are not on this machine")
    reading = read(files[0].read_bytes(), files[0].name)
    found = reading.header.date.value
    issued_on = found if isinstance(found, date) else date(2020, 4, 1)
    return [
        rule_from_data(
            rule.data,
            id=f"{start}-{place}",
            body="H22",
            issued_on=issued_on,
            source=Source(reading.header.number.value or "", rule.ref),
        )
        for place, rule in enumerate(reading.proposed_rules)
    ]


@pytest.mark.parametrize("start", ["000", "001", "002", "003", "004"])
def test_every_proposal_is_a_rule_and_the_letter_may_be_enacted(start: str) -> None:
    rules = proposed(start)
    assert rules
    at = datetime(2022, 1, 3, 8, tzinfo=VN)
    report = check_enactment(rules, RuleIndex(()), UNITS, lambda day: day.isoweekday() <= 5, at)
    assert [refusal.text for refusal in report.refusals] == []


def test_ha_giang_as_read_answers_as_meant() -> None:
    index = RuleIndex(proposed("004"))
    tuesday = Facts(
        unit="H22/TT", unit_kind="provincial_centre", at=datetime(2020, 3, 31, 8, tzinfo=VN), online_level=3
    )
    assert answer("receive.online", tuesday, index).value is Status.ONLY
    assert answer("receive.counter", tuesday, index).value is Status.FALLBACK
    assert channel_answer("receive.counter", tuesday, index).exception_days == {2, 5}
    assert answer("room.cap", tuesday, index).value == 20


def test_khanh_hoa_as_read_refuses_to_stop_reception() -> None:
    standing = RuleIndex(proposed("002"))
    data = {"point": "receive.counter", "value": "closed"}
    stop = rule_from_data(data, id="stop", body="H22", issued_on=date(2022, 1, 2), source=Source("9/UBND", "1"))
    at = datetime(2022, 1, 3, 8, tzinfo=VN)
    report = check_enactment([stop], standing, UNITS, lambda day: day.isoweekday() <= 5, at)
    assert any("6176/UBND-KSTT" in refusal.text for refusal in report.refusals)
