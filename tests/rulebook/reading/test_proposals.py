"""Proposed rules and reports: what the letters ask for, all of it, and nothing they do not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motcua.rulebook.policy.channels import ChannelState, channels
from motcua.rulebook.policy.data import rule_from_data
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Facts, Rule, Source
from motcua.rulebook.reading import Reading
from motcua.rulebook.reading.parts import ProposedRule

from .letters import DEMO_NAMES, FIVE, demo, made, points, reports, rules, same, shared

VN = ZoneInfo("Asia/Ho_Chi_Minh")
ELSEWHERE = ["district_unit", "commune_unit"]
BOTH = ["staff", "visitors"]


def fits(one: ProposedRule, wanted: dict[str, Any]) -> bool:
    data = one.data
    return (
        one.ref == wanted["ref"]
        and data["point"] == wanted["point"]
        and data["value"] == wanted["value"]
        and data["when"] == wanted.get("when", {})
        and data["force"] == wanted.get("force", "binding")
        and all(data[key] == wanted[key] for key in ("from", "to", "modality") if key in wanted)
    )


# Our own letters: everything expected, nothing else.


@pytest.mark.parametrize("name", DEMO_NAMES)
def test_our_letters_give_their_rules_and_no_others(name: str) -> None:
    reading, expected = demo(name)
    left = list(reading.proposed_rules)
    for wanted in expected["rules"]:
        found = [token for token in left if fits(token, wanted)]
        assert found, f"{wanted} is missing"
        left.remove(found[0])
    assert [(token.ref, token.data["point"], token.data["value"]) for token in left] == []


@pytest.mark.parametrize("name", DEMO_NAMES)
def test_our_letters_give_their_reports_and_no_others(name: str) -> None:
    reading, expected = demo(name)
    left = list(reading.proposed_reports)
    for wanted in expected["reports"]:
        keys = set(wanted) - {"ref"}
        found = [
            token
            for token in left
            if token.ref == wanted["ref"] and all(token.data[key] == wanted[key] for key in keys)
        ]
        assert found, f"{wanted} is missing"
        left.remove(found[0])
    assert [(token.ref, token.data) for token in left] == []


@pytest.mark.parametrize("name", DEMO_NAMES)
def test_headers_of_our_letters(name: str) -> None:
    reading, expected = demo(name)
    header = reading.header
    assert same(header.issuer.value) == same(expected["issuer"])
    assert header.number.value == expected["number"]
    assert str(header.date.value) == str(expected["date"])
    assert [same(leaf.value) for leaf in header.recipients] == [same(name) for name in expected["recipients"]]
    assert len(header.copies_to or ()) == expected["copies_to"]


# The five shared letters: each line of their policy.

POLICY: dict[str, list[tuple[str, str, Any, dict[str, Any]]]] = {
    "000": [
        ("1.1", "receive.counter", "discouraged", {}),
        ("1.1", "guard.keep_receiving", True, {}),
        ("1.2", "receive.online", "encouraged", {}),
        ("1.2", "receive.postal", "encouraged", {}),
        ("1.2", "return.postal", "encouraged", {}),
        *(("1.1", f"entry.{check}", BOTH, {}) for check in ("mask", "hand_sanitising", "temperature", "five_k")),
    ],
    "001": [
        ("1", "duty.online_officer", True, {}),
        ("2", "receive.counter", "discouraged", {}),
        ("2", "receive.postal", "encouraged", {}),
        ("2", "target.urgent_resolved", 100, {}),
    ],
    "002": [
        ("1", "receive.online", "encouraged", {}),
        ("1", "pay.online", "encouraged", {}),
        ("1", "receive.postal", "encouraged", {}),
        ("2", "receive.counter", "allowed", {}),
        ("1", "guard.keep_receiving", True, {}),
        ("1", "support.contact", {"published_at": ["one-stop unit", "portal"]}, {}),
        ("2", "room.cap", None, {}),
        ("2", "unit.cap", None, {}),
        *(("2", f"equipment.{item}", True, {}) for item in ("droplet_shield", "waiting_area", "distance")),
        ("2", "duty.marshal", True, {}),
        ("2", "support.suggest_online_while_waiting", True, {}),
        ("3", "support.point", {"at": "commune"}, {}),
    ],
    "003": [
        ("1", "receive.counter", "allowed", {"unit_kinds": ELSEWHERE}),
        ("1", "plan.required", True, {"unit_kinds": ELSEWHERE}),
        ("1", "receive.online", "encouraged", {"online_levels": [3, 4]}),
        ("1", "receive.postal", "encouraged", {}),
        ("1", "entry.health_declaration", BOTH, {"unit_kinds": ELSEWHERE}),
        ("1", "entry.qr_check_in", BOTH, {"unit_kinds": ELSEWHERE}),
        ("1", "entry.five_k", BOTH, {"unit_kinds": ELSEWHERE}),
        ("1", "room.cap", None, {"unit_kinds": ELSEWHERE}),
    ],
    "004": [
        ("2.1", "receive.online", "only", {"online_levels": [3, 4]}),
        ("2.1", "receive.postal", "encouraged", {"online_levels": [1, 2]}),
        ("2.1", "return.postal", "only", {}),
        ("2.1", "receive.counter", "fallback", {}),
        ("2.1", "return.counter", "fallback", {}),
        ("2.1", "receive.counter.days", [2, 5], {"unit_kinds": ["provincial_centre"]}),
        ("2.1", "return.counter.days", [2, 5], {"unit_kinds": ["provincial_centre"]}),
        ("2.1", "receive.counter.days", None, {"unit_kinds": ELSEWHERE}),
        ("2.1", "return.counter.days", None, {"unit_kinds": ELSEWHERE}),
        ("2.1", "room.cap", 20, {}),
        ("2.1", "receive.counter", "discouraged", {"urgent": False}),
        ("1", "process.on_the_spot", {"steps": 5, "starts": "event: sau khi hết dịch bệnh SARS-COV-2"}, {}),
        ("2.2", "announce.sms", True, {}),
        ("2.2", "announce.zalo", True, {}),
        ("2.2", "support.price_policy", True, {}),
    ],
}


@pytest.mark.parametrize("prefix", FIVE)
def test_each_line_of_policy_of_the_five_letters_is_proposed(prefix: str) -> None:
    reading, _ = shared(prefix)
    found = [(rule.ref, rule.data["point"], rule.data["value"], rule.data["when"]) for rule in reading.proposed_rules]
    assert [line for line in POLICY[prefix] if line not in found] == []


def test_the_reopened_counter_says_that_it_must_open() -> None:
    reading, _ = shared("003")
    [rule] = rules(reading, "receive.counter")
    assert rule.data["note"] == "required_open"


def test_the_four_report_series_of_the_five_letters() -> None:
    tuyen_quang, _ = shared("000")
    [gaps] = reports(tuyen_quang, "2")
    assert (gaps.data["from"], gaps.data["to"], gaps.data["due"]) == (
        "Sở Thông tin và Truyền thông",
        "Ủy ban nhân dân tỉnh",
        "promptly",
    )
    [results] = reports(tuyen_quang, "6")
    assert (results.data["due"], results.data["about"]) == ("as prescribed", "tình hình, kết quả thực hiện")
    vinh_phuc, _ = shared("001")
    daily, weekly = reports(vinh_phuc, "3")
    assert {daily.data["to"], weekly.data["to"]} == {"Tỉnh ủy, Ban chỉ đạo tỉnh"}
    assert (daily.data["from"], daily.data["every"], daily.data["medium"]) == ("every unit", "day", "Zalo group")
    assert (weekly.data["every"], weekly.data["due"], weekly.data["medium"]) == ("week", "Friday 16:00", "written")
    assert weekly.data["due_rule"] == {"weekday": 5, "time": "16:00", "exclusive": True}
    [violations] = reports(vinh_phuc, "4")
    assert violations.data["from"] == "Giám đốc sở Nội vụ, Chánh văn phòng UBND tỉnh"
    assert (violations.data["to"], violations.data["every"], violations.data["due"]) == ("UBND tỉnh", "week", "Friday")


# What is proposed can be enacted.


def enacted(reading: Reading, body: str = "H22") -> list[Rule]:
    issued = reading.header.date.value or date(reading.header.year.value, 6, 1)
    return [
        rule_from_data(rule.data, id=str(at), body=body, issued_on=issued, source=Source("905/UBND-PVHCC", rule.ref))
        for at, rule in enumerate(reading.proposed_rules)
    ]


@pytest.mark.parametrize("prefix", FIVE)
def test_every_rule_of_the_five_letters_can_be_enacted(prefix: str) -> None:
    reading, _ = shared(prefix)
    assert len(enacted(reading)) == len(reading.proposed_rules) >= 9


@pytest.mark.parametrize("name", DEMO_NAMES)
def test_every_rule_of_our_letters_can_be_enacted(name: str) -> None:
    reading, expected = demo(name)
    assert len(enacted(reading)) == len(expected["rules"])


def every_letter() -> list[Reading]:
    return [demo(name)[0] for name in DEMO_NAMES]


def test_every_report_series_can_be_enacted() -> None:
    series = [report for reading in every_letter() for report in reading.proposed_reports]
    assert len(series) >= 6
    for entry in series:
        rule = rule_from_data(
            {"point": "report.letter_1", "value": entry.data, "when": {}},
            id="r",
            body="H22",
            issued_on=date(2020, 3, 30),
            source=Source("1/UBND", entry.ref),
        )
        assert rule.value["from"] == entry.data["from"]


def ways(index: RuleIndex, day: date, level: int, direction: str, *, neither: bool, kind: str) -> dict[str, str]:
    moment = datetime(day.year, day.month, day.day, 8, tzinfo=VN)
    facts = Facts("H22/TT", moment, unit_kind=kind, online_level=level, uses_neither=neither)
    return {found.channel: found.state.value for found in channels(facts, index, direction)}


TUESDAY, WEDNESDAY = date(2020, 3, 31), date(2020, 4, 1)


@pytest.mark.parametrize(
    ("day", "level", "neither", "kind", "online", "postal", "counter"),
    [
        (TUESDAY, 4, False, "provincial_centre", ChannelState.OPEN, ChannelState.CLOSED, ChannelState.CLOSED),
        (TUESDAY, 3, True, "provincial_centre", ChannelState.OPEN, ChannelState.CLOSED, ChannelState.FALLBACK_OPEN),
        (WEDNESDAY, 3, True, "provincial_centre", ChannelState.OPEN, ChannelState.CLOSED, ChannelState.CLOSED),
        (TUESDAY, 2, False, "provincial_centre", ChannelState.CLOSED, ChannelState.ENCOURAGED, ChannelState.CLOSED),
        (WEDNESDAY, 2, True, "district_unit", ChannelState.CLOSED, ChannelState.ENCOURAGED, ChannelState.FALLBACK_OPEN),
        (date(2020, 3, 30), 2, False, "provincial_centre", ChannelState.CLOSED, ChannelState.OPEN, ChannelState.OPEN),
    ],
)
def test_the_story_of_ha_giang_follows_from_the_letter(
    day: date, level: int, neither: bool, kind: str, online: ChannelState, postal: ChannelState, counter: ChannelState
) -> None:
    index = RuleIndex(enacted(demo("ha_giang_905")[0]))
    found = ways(index, day, level, "receive", neither=neither, kind=kind)
    assert (found["online"], found["postal"], found["counter"]) == (online, postal, counter)


def test_results_go_by_post_and_on_two_days_to_those_left() -> None:
    index = RuleIndex(enacted(demo("ha_giang_905")[0]))
    kind = "provincial_centre"
    assert ways(index, TUESDAY, 4, "return", neither=False, kind=kind)["counter"] == ChannelState.CLOSED
    assert ways(index, TUESDAY, 4, "return", neither=True, kind=kind)["counter"] == ChannelState.FALLBACK_OPEN
    assert ways(index, WEDNESDAY, 4, "return", neither=True, kind=kind)["counter"] == ChannelState.CLOSED


# What must not become a rule.


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Y tế nghiên cứu xây dựng vườn thuốc nam tại Bộ phận Một cửa.",
        "UBND các huyện đã tạm dừng tiếp nhận hồ sơ trực tiếp tại Bộ phận Một cửa.",
        "UBND các huyện chưa tổ chức hoạt động tiếp nhận hồ sơ tại Bộ phận Một cửa.",
        "Các sở khuyến khích họp trực tuyến, dạy học trực tuyến thay cho họp trực tiếp.",
        "Báo Sơn La tuyên truyền về lợi ích của hồ sơ điện tử cho học sinh.",
    ],
)
def test_a_novel_past_or_retold_sentence_opens_and_closes_nothing(sentence: str) -> None:
    found = points(made(f"1. {sentence}"))
    assert not any(point.startswith(("receive.", "return.", "entry.", "room.", "unit.")) for point in found)


def test_the_preamble_gives_no_rule() -> None:
    preamble = (
        "Vừa qua, một số huyện chỉ tiếp nhận hồ sơ trực tuyến, khuyến khích người dân đeo khẩu trang tại Bộ phận "
        "Một cửa. Chủ tịch UBND tỉnh có ý kiến như sau:"
    )
    assert made("1. Sở Nội vụ theo dõi, tổng hợp.", preamble=preamble).proposed_rules == ()


@pytest.mark.parametrize(
    "body",
    [
        "1. Cục Thuế tỉnh khuyến khích doanh nghiệp nộp thuế trực tuyến, hạn chế giao dịch trực tiếp.",
        "1. Sở Tài nguyên và Môi trường tạm dừng tiếp nhận dự án mới; không quá 20 người trong một phòng họp.",
    ],
)
def test_letters_on_tax_or_land_give_no_rule(body: str) -> None:
    assert made(body, subject="quản lý thuế và đất đai").proposed_rules == ()


def test_a_negated_check_is_not_required() -> None:
    reading = made("1. Người dân đến Bộ phận Một cửa không phải khai báo y tế nhưng phải đeo khẩu trang.")
    assert points(reading) == {"entry.mask"}


def test_difficulties_reported_as_they_come_are_no_series() -> None:
    reading = made("1. Các sở, ngành trường hợp vượt thẩm quyền, kịp thời báo cáo UBND tỉnh xem xét.")
    assert reading.proposed_reports == ()


def test_a_cap_left_to_the_competent_body_has_no_number_and_asks_for_it() -> None:
    reading = made(
        "1. UBND các huyện kiểm soát số lượng người đến giao dịch tại Bộ phận Một cửa trong cùng một thời điểm "
        "theo quy định của cơ quan có thẩm quyền."
    )
    [rule] = rules(reading, "room.cap")
    assert rule.data["value"] is None and rule.confidence == "unsure"
    assert any("con số là bao nhiêu" in question.text for question in rule.questions)


def test_questions_are_asked_in_vietnamese_and_filled() -> None:
    reading, _ = demo("ha_giang_905")
    asked = [question.text for rule in reading.proposed_rules for question in rule.questions]
    assert any("mức độ 1, 2" in question for question in asked)
    assert any("cấp thiết" in question for question in asked)
    assert any("tính cả cán bộ" in question for question in asked)
    assert not any("{" in question for question in asked)


def test_a_restriction_without_an_end_asks_until_when() -> None:
    [closed] = rules(made("1. Bộ phận Một cửa tạm dừng tiếp nhận hồ sơ trực tiếp."), "receive.counter")
    assert any("kéo dài đến khi nào" in question.text for question in closed.questions)
    ended = made("1. Từ ngày 16/3/2020 đến hết ngày 23/3/2020, Bộ phận Một cửa tạm dừng tiếp nhận hồ sơ trực tiếp.")
    [rule] = rules(ended, "receive.counter")
    assert not any("kéo dài đến khi nào" in question.text for question in rule.questions)


def test_every_proposal_keeps_the_words_it_came_from() -> None:
    reading, _ = demo("can_tho_dich_benh")
    for one in (*reading.proposed_rules, *reading.proposed_reports):
        start, end = one.span
        assert reading.text[start:end].strip()
        assert one.confidence in ("certain", "likely", "unsure")
    for rule in reading.proposed_rules:
        assert rule.data["text"].split()[0] in reading.text[rule.span[0] : rule.span[1]]


def test_levels_after_the_word_are_those_of_the_procedures() -> None:
    reading = made("1. Sở Nội vụ không tiếp nhận hồ sơ trực tiếp đối với các thủ tục mức độ 4 tại Bộ phận Một cửa.")
    [rule] = rules(reading, "receive.counter")
    assert rule.data["value"] == "closed"
    assert rule.data["when"] == {"unit_names": ["Sở Nội vụ"], "online_levels": [4]}


def test_a_way_behind_a_semicolon_is_still_encouraged() -> None:
    reading = made("1. Khuyến khích người dân nộp hồ sơ trực tuyến; nhận kết quả qua dịch vụ bưu chính công ích.")
    assert points(reading) == {"receive.online", "return.postal"}


def test_the_report_is_owed_by_the_body_named_before_it() -> None:
    body = "1. Sở Y tế hướng dẫn kỹ thuật; Sở Nội vụ kiểm tra, báo cáo UBND tỉnh vào thứ Năm hàng tuần."
    [report] = made(body).proposed_reports
    assert (report.data["from"], report.data["to"], report.data["due"]) == ("Sở Nội vụ", "UBND tỉnh", "Thursday")


def test_a_document_may_say_from_when_all_of_it_holds() -> None:
    body = (
        "1. Bộ phận Một cửa tiếp nhận hồ sơ vào thứ Ba, thứ Năm hàng tuần.\n\n"
        "Thông báo này có hiệu lực kể từ ngày 15/3/2020 đến hết ngày 31/3/2020."
    )
    [rule] = rules(made(body), "receive.counter.days")
    assert (rule.data["from"], rule.data["to"]) == ("2020-03-15", "2020-03-31")


def states(reading: Reading, direction: str = "receive") -> list[tuple[str, str, dict[str, Any]]]:
    found = [rule.data for rule in reading.proposed_rules if rule.data["point"].startswith(f"{direction}.")]
    return [(data["point"].split(".")[1], data["value"], data["when"]) for data in found]


def test_only_two_ways_together_close_the_third_and_not_each_other() -> None:
    reading = made("1. Bộ phận Một cửa chỉ tiếp nhận hồ sơ qua bưu chính công ích và dịch vụ công trực tuyến.")
    assert sorted(states(reading)) == [("counter", "closed", {}), ("online", "allowed", {}), ("postal", "allowed", {})]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bộ phận Một cửa chỉ tiếp nhận trực tiếp đối với thủ tục cấp thiết.",
        "Bộ phận Một cửa không tiếp nhận hồ sơ trực tiếp, trừ trường hợp khẩn cấp.",
    ],
)
def test_a_counter_kept_for_urgent_matters_is_closed_to_the_rest_only(sentence: str) -> None:
    assert states(made(f"1. {sentence}")) == [
        ("counter", "closed", {"urgent": False}),
        ("counter", "allowed", {"urgent": True}),
    ]


def test_a_period_of_a_clause_holds_for_the_clauses_below_it() -> None:
    body = (
        "1. Áp dụng từ ngày 16/3/2020 đến hết ngày 23/3/2020:\n\n"
        "a) Bộ phận Một cửa tạm dừng tiếp nhận hồ sơ trực tiếp.\n\nb) Khuyến khích nộp hồ sơ trực tuyến.\n\n"
        "2. Bộ phận Một cửa bố trí thêm khu vực ngồi chờ."
    )
    reading = made(body)
    periods = {rule.data["point"]: (rule.data["from"], rule.data["to"]) for rule in reading.proposed_rules}
    assert periods == {
        "receive.counter": ("2020-03-16", "2020-03-23"),
        "receive.online": ("2020-03-16", "2020-03-23"),
        "equipment.waiting_area": (None, None),
    }


def test_days_left_to_the_communes_are_delegated_to_their_units() -> None:
    reading = made("1. UBND các xã, phường chủ động bố trí lịch tiếp nhận hồ sơ tại Bộ phận Một cửa.")
    [rule] = rules(reading, "receive.counter.days")
    assert (rule.data["value"], rule.data["force"], rule.data["when"]) == (
        None,
        "delegated",
        {"unit_kinds": ["commune_unit"]},
    )


def test_a_request_gives_rules_that_do_not_order() -> None:
    reading = made("1. Đề nghị Bưu điện tỉnh tăng cường tiếp nhận hồ sơ qua dịch vụ bưu chính công ích.")
    assert [rule.data["modality"] for rule in rules(reading, "receive.postal")] == ["request"]


def test_reading_twice_gives_the_same() -> None:
    reading, _ = demo("ha_giang_905")
    again = demo.__wrapped__("ha_giang_905")[0]
    assert again.proposed_rules == reading.proposed_rules and again.assignments == reading.assignments
