"""Rules, decisions and differences in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.channel_coverage import PolicyUnit, ProcedureClass
from motcua.rulebook.policy.channels import channel_answer
from motcua.rulebook.policy.data import rule_from_data
from motcua.rulebook.policy.decide import decide
from motcua.rulebook.policy.describe import describe_rule
from motcua.rulebook.policy.difference import difference
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.points import FIXED_POINTS, UnknownPoint, channel_points, spec_of
from motcua.rulebook.policy.terms import Facts, Source, Status
from motcua.rulebook.policy.why import explain_answer, explain_channel

from .provinces import letter

VN = ZoneInfo("Asia/Ho_Chi_Minh")
CENTRE = PolicyUnit("H22/TT", "provincial_centre", "province", "Trung tâm")
DONG_VAN = PolicyUnit("H22/H22.27", "district_unit", "district", "Đồng Văn")
CLASSES = [(ProcedureClass(2), 6), (ProcedureClass(3), 14), (ProcedureClass(4), 10)]
TUESDAY = datetime(2020, 3, 31, 8, tzinfo=VN)


def said(lang: str = "vi", **data: Any) -> str:
    source = Source("905/UBND-PVHCC", "2.1")
    return describe_rule(rule_from_data(data, id="r", body="H22", issued_on=date(2020, 3, 31), source=source), lang)


@pytest.mark.parametrize(
    ("data", "vietnamese", "english"),
    [
        (
            {"point": "receive.online", "value": "only", "when": {"online_levels": [3, 4]}},
            "Nộp hồ sơ trực tuyến: chỉ nhận cách này, với thủ tục mức độ 3, 4, từ 31/3/2020",
            "Handing in online: the only way, for procedures of level 3, 4, from 31/3/2020",
        ),
        (
            {"point": "receive.counter.days", "value": [2, 5], "when": {"unit_kinds": ["provincial_centre"]}},
            "Nộp hồ sơ trực tiếp tại quầy, ngày: thứ Ba, thứ Sáu, tại Trung tâm Phục vụ hành chính công tỉnh, "
            "từ 31/3/2020",
            "Handing in at the counter, days: Tuesday, Friday, at the provincial centre, from 31/3/2020",
        ),
        (
            {"point": "room.cap", "value": 20, "to": "2020-04-15"},
            "Số người tối đa trong một phòng tại một thời điểm: 20 người, từ 31/3/2020 đến hết 15/4/2020",
            "People in one room at one time: 20 people, from 31/3/2020 to the end of 15/4/2020",
        ),
        (
            {"point": "entry.mask", "value": ["staff", "visitors"]},
            "Yêu cầu khi vào: đeo khẩu trang: người đến và cán bộ, từ 31/3/2020",
            "Required on entering: mask: visitors and staff, from 31/3/2020",
        ),
        (
            {"point": "report.weekly", "value": {"every": "week", "due": "Friday 16:00"}},
            "Báo cáo: hằng tuần: kỳ hằng tuần; hạn 16:00 thứ Sáu, từ 31/3/2020",
            "Report: weekly: every week; due Friday 16:00, from 31/3/2020",
        ),
        (
            {"point": "return.counter.days", "force": "delegated"},
            "Nhận kết quả trực tiếp tại quầy, ngày: giao người đứng đầu đơn vị quyết định, từ 31/3/2020",
            "Getting the result at the counter, days: the unit's head decides, from 31/3/2020",
        ),
        (
            {"point": "receive.counter", "value": "discouraged", "when": {"urgent": False}},
            "Nộp hồ sơ trực tiếp tại quầy: hạn chế, chỉ khi thật cần, với thủ tục không cấp bách, từ 31/3/2020",
            "Handing in at the counter: discouraged, for procedures not urgent, from 31/3/2020",
        ),
        (
            {"point": "plan.required", "value": True},
            "Phải có kế hoạch hoạt động được duyệt, từ 31/3/2020",
            "An approved operation plan is required, from 31/3/2020",
        ),
    ],
)
def test_a_rule_is_a_sentence(data: dict[str, Any], vietnamese: str, english: str) -> None:
    assert said(**data) == vietnamese
    assert said("en", **data) == english


def test_every_word_has_both_languages() -> None:
    for point in [*channel_points("receive"), *channel_points("return"), *FIXED_POINTS]:
        assert labels.point_label(point) != point and labels.point_label(point, "en") != point
    for status in Status:
        assert labels.status_label(status) != labels.status_label(status, "en")


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ({2, 5}, "thứ Ba, thứ Sáu"),
        ({1, 2, 3, 4, 5}, "thứ Hai đến thứ Sáu"),
        ({1, 2}, "thứ Hai, thứ Ba"),
        (set(range(1, 8)), "tất cả các ngày"),
        (set(), "không ngày nào"),
        ({5, 6, 7}, "thứ Sáu đến Chủ nhật"),
    ],
)
def test_days_in_words(days: set[int], text: str) -> None:
    assert labels.days_label(days) == text


@pytest.mark.parametrize(
    "point", ["", "receive", "receive.", "receive.fax", "entry", "entry.", "room.cap.x", "return.support_point"]
)
def test_points_are_a_closed_list(point: str) -> None:
    with pytest.raises(UnknownPoint):
        spec_of(point)


def test_why_names_the_clause_and_what_lost() -> None:
    index = RuleIndex(letter("ha_giang"))
    facts = Facts(unit="H22/TT", unit_kind="provincial_centre", at=TUESDAY, online_level=3, procedure="1.000656")
    answers = decide(facts, index).answers
    lines = [line for name in sorted(answers) for line in explain_answer(answers[name])]
    at = lines.index("Nộp hồ sơ qua bưu chính công ích: đóng")
    assert lines[at + 1].startswith("  vì 905/UBND-PVHCC, mục 2.1: đóng")
    assert lines[at + 2].startswith("  không áp dụng: 45/2016/QĐ-TTg, Điều 5")


def test_a_closed_counter_tells_the_way_out() -> None:
    index = RuleIndex(letter("ha_giang"))
    facts = Facts(unit="H22/TT", unit_kind="provincial_centre", at=TUESDAY, online_level=3)
    lines = explain_channel(channel_answer("receive.counter", facts, index))
    assert "đóng" in lines[0] and "từ 31/3/2020" in lines[0]
    assert lines[-1].endswith("bạn được tiếp nhận vào: thứ Ba, thứ Sáu.")


def test_the_difference_in_words_and_numbers() -> None:
    changes = difference(RuleIndex(()), RuleIndex(letter("ha_giang")), [CENTRE, DONG_VAN], CLASSES, TUESDAY)
    texts = [change.text for change in changes]
    assert "24 thủ tục: chỉ nhận hồ sơ trực tuyến, tại Trung tâm và Đồng Văn" in texts
    days = "Nộp hồ sơ trực tiếp tại quầy: thứ Ba, thứ Sáu (trước đây: thứ Hai đến thứ Sáu), tại Trung tâm"
    assert days in texts
    fallback = [change for change in changes if change.point == "receive.counter"]
    assert [change.procedures for change in fallback] == [30]
    assert all(change.because for change in changes)
    assert not any("đóng" in text for text in texts), "what an ONLY closes goes without saying"


def test_nothing_changed_is_no_change() -> None:
    index = RuleIndex(letter("ha_giang"))
    assert difference(index, index, [CENTRE, DONG_VAN], CLASSES, TUESDAY) == []
    day_before = datetime(2020, 3, 30, 8, tzinfo=VN)
    assert difference(RuleIndex(()), index, [CENTRE], CLASSES, day_before) == []


def test_the_way_back_is_a_difference_too() -> None:
    changes = difference(RuleIndex(letter("ha_giang")), RuleIndex(()), [DONG_VAN], CLASSES, TUESDAY)
    texts = [change.text for change in changes]
    before = "chỉ dành cho người không dùng được trực tuyến và bưu chính"
    assert f"30 thủ tục: nhận hồ sơ tại quầy (trước đây: {before}), tại Đồng Văn" in texts
    assert "Số người tối đa trong một phòng tại một thời điểm: không còn quy định, tại Đồng Văn" in texts
