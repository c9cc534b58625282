"""Every word the reading can propose has a Vietnamese and an English label; no raw slug reaches a sentence."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.data import rule_from_data
from motcua.rulebook.policy.describe import describe_rule
from motcua.rulebook.policy.points import FAMILIES, FIXED_POINTS
from motcua.rulebook.policy.terms import Source

READING = Path(__file__).parents[3] / "motcua" / "rulebook" / "reading" / "data"
VISITS: dict[str, Any] = tomllib.loads((READING / "frames" / "visits.toml").read_text(encoding="utf-8"))
THINGS: dict[str, Any] = tomllib.loads((READING / "frames" / "things.toml").read_text(encoding="utf-8"))
SAID = "duty.marshal duty.on_call duty.online_officer duty.support_contact support.contact support.phone support.point"
MORE = "support.mobile_team support.home_service support.price_policy support.suggest_online_while_waiting"
TARGETS = "target.on_time target.online_share target.urgent_resolved announce.press"
RECURRENCES = tomllib.loads((READING / "due.toml").read_text(encoding="utf-8"))["recurrence"]
PROPOSED = sorted(
    {*(f"entry.{name}" for name in VISITS["check"]), *(f"equipment.{name}" for name in VISITS["item"])}
    | {f"announce.{name}" for name in VISITS["announce"]}
    | {*SAID.split(), *MORE.split(), *TARGETS.split()}
)


def said(lang: str = "vi", **data: Any) -> str:
    return describe_rule(
        rule_from_data(data, id="r", body="", issued_on=date(2021, 3, 1), source=Source("1", "1")), lang
    )


@pytest.mark.parametrize("point", PROPOSED)
def test_every_point_the_reading_proposes_has_both_labels(point: str) -> None:
    family, _, item = point.partition(".")
    if family in FAMILIES:
        assert item in labels.ITEMS, f"no label for {point}"
    else:
        assert point in labels.POINTS, f"no label for {point}"
    assert labels.point_label(point) != labels.point_label(point, "en")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_both_labels(family: str) -> None:
    assert family in labels.FAMILIES


@pytest.mark.parametrize("point", FIXED_POINTS)
def test_every_fixed_point_has_both_labels(point: str) -> None:
    assert point in labels.POINTS


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (["one-stop unit", "portal"], labels.SAID),
        (sorted(set(THINGS["group"]) - {"age"}), labels.GROUPS),
        (["provincial_centre", "department", "district_unit", "commune_unit", "post_office"], labels.UNIT_KINDS),
        (THINGS["person"], labels.PERSONS),
        (RECURRENCES, labels.PERIODS),
        (["Zalo group", "written", "e-mail", "system", "every unit", "promptly", "as prescribed"], labels.SAID),
    ],
)
def test_every_word_inside_a_proposed_value_has_both_labels(words: Any, known: labels.Words) -> None:
    assert [word for word in words if word not in known] == []


def test_the_details_of_a_proposed_value_have_labels() -> None:
    assert "at" in labels.DETAILS and "commune" in labels.SAID


def test_an_event_reads_as_a_sentence() -> None:
    value = {"steps": 4, "starts": "event: sau khi hết dịch bệnh"}
    assert (
        said(point="process.on_the_spot", value=value)
        == "Giải quyết tại chỗ: 4 bước, bắt đầu sau khi hết dịch bệnh, từ 1/3/2021"
    )
    assert (
        said("en", point="process.on_the_spot", value=value)
        == "Resolving on the spot: 4 steps, starts “sau khi hết dịch bệnh”, from 1/3/2021"
    )


@pytest.mark.parametrize(
    ("value", "vietnamese"),
    [
        ({"every": "month", "due": "day 15"}, "kỳ hằng tháng; hạn ngày 15"),
        ({"due": "2021-03-31"}, "hạn 31/3/2021"),
        ({"due": "2021-03-31T16:00"}, "hạn 16:00 31/3/2021"),
        ({"due": "16:00", "medium": "e-mail"}, "hạn 16:00; hình thức thư điện tử"),
        ({"due": "Friday 16:00", "due_rule": {"weekday": 5, "time": "16:00"}}, "hạn 16:00 thứ Sáu"),
        ({"due_rule": {"weekday": 5, "time": "16:00", "exclusive": True}}, "hạn 16:00 thứ Sáu"),
        ({"every": "half_year", "due": "promptly"}, "kỳ sáu tháng một lần; hạn kịp thời"),
    ],
)
def test_a_report_reads_as_a_sentence(value: dict[str, Any], vietnamese: str) -> None:
    assert said(point="report.weekly", value=value) == f"Báo cáo: hằng tuần: {vietnamese}, từ 1/3/2021"


def test_a_place_is_named_where_its_name_is_known() -> None:
    rule = rule_from_data(
        {"point": "room.cap", "value": 5, "when": {"under": "H22/H22.27"}},
        id="r",
        body="H22",
        issued_on=date(2021, 3, 1),
        source=Source("1", "1"),
    )
    assert "tại Đồng Văn" in describe_rule(rule, place_name={"H22/H22.27": "Đồng Văn"}.__getitem__)
