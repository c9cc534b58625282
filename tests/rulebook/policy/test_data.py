"""Rules as JSON and back, and every way of writing them wrong."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from motcua.rulebook.policy.data import PolicyDataError, rule_from_data
from motcua.rulebook.policy.terms import Force, Rule, Source, Status

from .provinces import LETTERS, letter
from .rule_json import rule_to_data
from .strategies import rules

VN = ZoneInfo("Asia/Ho_Chi_Minh")
SOURCE = Source("905/UBND-PVHCC", "2.1")


def read(data: dict[str, Any], body: str = "H22") -> Rule:
    return rule_from_data(data, id="r", body=body, issued_on=date(2020, 3, 30), source=SOURCE)


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_the_letters_survive_json(name: str) -> None:
    for rule in letter(name):
        written = json.loads(json.dumps(rule_to_data(rule), ensure_ascii=False))
        again = rule_from_data(written, id=rule.id, body=rule.body, issued_on=rule.issued_on, source=rule.source)
        assert again == rule


@settings(max_examples=150, deadline=None)
@given(rules())
def test_any_rule_survives_json(rule: Rule) -> None:
    if rule.value is Status.FALLBACK and rule.when.uses_neither is False:
        return
    if rule.force is not Force.DELEGATED and rule.value is None and not rule.point.endswith("cap"):
        return
    written = json.loads(json.dumps(rule_to_data(rule)))
    again = rule_from_data(written, id=rule.id, body=rule.body, issued_on=rule.issued_on, source=rule.source)
    assert again == rule


def test_a_date_means_the_whole_day_in_viet_nam() -> None:
    rule = read({"point": "room.cap", "value": 20, "from": "2020-03-31", "to": "2020-04-15"})
    assert rule.in_force_from == datetime(2020, 3, 30, 17, tzinfo=ZoneInfo("UTC"))
    assert rule.in_force_to == datetime(2020, 4, 16, tzinfo=VN)
    assert rule_to_data(rule)["to"] == "2020-04-15"


def test_without_a_date_a_rule_holds_from_the_day_of_issue() -> None:
    assert read({"point": "room.cap", "value": 20, "from": None}).in_force_from == datetime(2020, 3, 30, tzinfo=VN)


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    rule = read({"point": "room.cap", "value": 20, "from": "2020-03-31T01:00:00+00:00"})
    assert rule.in_force_from == datetime(2020, 3, 31, 8, tzinfo=VN)


def test_what_a_reading_adds_is_left_alone() -> None:
    assert read({"point": "room.cap", "value": 20, "ref": "2.1", "confidence": "likely", "span": [1, 2]}).value == 20


@pytest.mark.parametrize(
    ("data", "field", "said"),
    [
        ({"value": 1}, "point", "điều được quy định"),
        ({"point": "receive.telegram", "value": "only"}, "point", "receive.telegram"),
        ({"point": "receive.counter.mood", "value": "only"}, "point", "receive.counter.mood"),
        ({"point": "entry.Đeo khẩu trang", "value": ["staff"]}, "point", "entry"),
        ({"point": ["x"], "value": 1}, "point", "điều được quy định"),
        ({"point": "receive.counter"}, "value", "phải có giá trị"),
        ({"point": "receive.counter", "value": "half_open"}, "value", "half_open"),
        ({"point": "receive.counter", "value": ["closed"]}, "value", "không có trong danh sách"),
        ({"point": "room.cap", "value": 0}, "value", "từ 1 trở lên"),
        ({"point": "room.cap", "value": -3}, "value", "từ 1 trở lên"),
        ({"point": "room.cap", "value": "20"}, "value", "số nguyên"),
        ({"point": "room.cap", "value": True}, "value", "số nguyên"),
        ({"point": "receive.counter.days", "value": [0, 2]}, "value", "từ 1"),
        ({"point": "receive.counter.days", "value": [8]}, "value", "từ 1"),
        ({"point": "receive.counter.days", "value": "25"}, "value", "danh sách"),
        ({"point": "receive.counter.hours", "value": [["11:30", "07:30"]]}, "value", "giờ đầu"),
        ({"point": "receive.counter.hours", "value": [["07:30", "25:00"]]}, "value", "07:30"),
        ({"point": "receive.counter.hours", "value": [["07:30", "11:30"], ["11:00", "12:00"]]}, "value", "chồng"),
        ({"point": "receive.counter.hours", "value": [["07:30"]]}, "value", "Khoảng giờ"),
        ({"point": "entry.mask", "value": ["dogs"]}, "value", "visitors"),
        ({"point": "entry.mask", "value": True}, "value", "danh sách"),
        ({"point": "plan.required", "value": "yes"}, "value", "có (true)"),
        ({"point": "equipment.shield", "value": 0}, "value", "số lượng"),
        ({"point": "report.weekly", "value": {"when": "Friday"}}, "value", "when"),
        ({"point": "report.weekly", "value": "Friday"}, "value", "báo cáo"),
        ({"point": "target.share", "value": float("nan")}, "value", "không âm"),
        ({"point": "advice.wait", "value": "  "}, "value", "câu chữ"),
        ({"point": "room.cap", "value": 5, "when": {"moon": "full"}}, "when.moon", "không có trong danh sách"),
        ({"point": "room.cap", "value": 5, "when": {"weekdays": [8]}}, "when.weekdays", "từ 1 đến 7"),
        ({"point": "room.cap", "value": 5, "when": {"online_levels": [5]}}, "when.online_levels", "từ 0 đến 4"),
        ({"point": "room.cap", "value": 5, "when": {"urgent": "yes"}}, "when.urgent", "true"),
        ({"point": "room.cap", "value": 5, "when": {"procedures": "1.000656"}}, "when.procedures", "danh sách"),
        ({"point": "room.cap", "value": 5, "when": {"under": "H62"}}, "when.under", "cơ quan ban hành"),
        ({"point": "room.cap", "value": 5, "when": [1]}, "when", "mục có tên"),
        ({"point": "room.cap", "value": 5, "from": "31/3/2020"}, "from", "31/3/2020"),
        ({"point": "room.cap", "value": 5, "from": "2020-02-30"}, "from", "2020-02-30"),
        ({"point": "room.cap", "value": 5, "from": 20200331}, "from", "2020-03-31"),
        ({"point": "room.cap", "value": 5, "to": "2020-03-29"}, "to", "phải sau"),
        ({"point": "room.cap", "value": 5, "force": "maybe"}, "force", "maybe"),
        ({"point": "room.cap", "value": 5, "modality": "wish"}, "modality", "wish"),
        ({"point": "room.cap", "force": "delegated", "bounds": {"upto": 5}}, "bounds", "upto"),
        ({"point": "room.cap", "force": "delegated", "bounds": {"max": "5"}}, "bounds", "số"),
        (
            {"point": "receive.counter", "value": "fallback", "when": {"uses_neither": False}},
            "when.uses_neither",
            "dự phòng",
        ),
        ({"point": "room.cap", "value": 5, "replaces": "old"}, "replaces", "danh sách"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(data: dict[str, Any], field: str, said: str) -> None:
    with pytest.raises(PolicyDataError) as refused:
        read(data)
    assert refused.value.field == field
    assert said in refused.value.message
