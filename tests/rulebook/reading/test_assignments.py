"""Assignments: the five letters and our own exactly, and the layouts they do not show."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.rulebook.reading import Reading, UnreadableDocument, read
from motcua.rulebook.reading.assignments import read_assignments
from motcua.rulebook.reading.parts import Clause, Header, Leaf

from .letters import DEMO, DEMO_NAMES, FIVE, demo, every, made, names, same, shared


def check(reading: Reading, expected: list[dict[str, Any]]) -> None:
    found = list(every(reading))
    for wanted in expected:
        fits = [one for one in found if one.ref == wanted["ref"]]
        fits = [fit for fit in fits if names(fit.assignees) == [same(name) for name in wanted["assignees"]]]
        assert fits, f"{wanted} is missing; there are {[(one.ref, names(one.assignees)) for one in found]}"
        one = fits[0]
        if "with" in wanted:
            assert names(one.with_) == [same(name) for name in wanted["with"]]
        assert one.due == (str(wanted["due"]) if "due" in wanted else None)
        if "children" in wanted:
            assert [child.ref for child in one.children] == wanted["children"]
        if "modality" in wanted:
            assert one.modality == wanted["modality"]
        if "recurrence" in wanted:
            assert one.recurrence is not None and one.recurrence.value == wanted["recurrence"]
    listed = {wanted["ref"] for wanted in expected}
    inherited = {ref for one in found for ref in [one.ref] if ref.rpartition(".")[0] in listed}
    assert {one.ref for one in found} <= listed | inherited


@pytest.mark.parametrize("prefix", FIVE)
def test_the_five_letters_give_exactly_their_assignments(prefix: str) -> None:
    reading, expected = shared(prefix)
    check(reading, expected["assignments"])


@pytest.mark.parametrize("name", DEMO_NAMES)
def test_our_own_letters_give_exactly_their_assignments(name: str) -> None:
    reading, expected = demo(name)
    check(reading, expected["assignments"])


def test_there_are_demo_letters_to_read() -> None:
    assert len(DEMO_NAMES) >= 6 and "ha_giang_905" in DEMO_NAMES


def test_every_leaf_lies_in_the_text() -> None:
    reading, _ = demo("ha_giang_905")
    for assignment in every(reading):
        assert 0 <= assignment.span[0] < assignment.span[1] <= len(reading.text)
        for leaf in (*assignment.assignees, *assignment.with_, *([assignment.due_text] if assignment.due_text else [])):
            assert leaf.span is not None
            assert same(leaf.value).split()[0] in same(reading.text[leaf.span[0] : leaf.span[1]])


def only(body: str, **parts: str) -> list[tuple[str, list[str], str]]:
    return [
        (assignment.ref, [str(leaf.value) for leaf in assignment.assignees], assignment.modality)
        for assignment in every(made(body, **parts))
    ]


def test_a_request_and_a_prohibition_are_told_from_an_order() -> None:
    body = "1. Giao Sở Y tế hướng dẫn.\n\n2. Đề nghị Bưu điện tỉnh phối hợp.\n\n3. Yêu cầu Công an tỉnh kiểm tra."
    assert [modality for _, _, modality in only(body)] == ["order", "request", "order"]


def test_clauses_without_a_name_inherit_from_the_sentence_that_leads_in() -> None:
    lead = "UBND tỉnh yêu cầu Giám đốc các sở, Chủ tịch UBND các huyện thực hiện các nội dung sau:"
    found = only("1. Rà soát hồ sơ quá hạn.\n\n2. Công an tỉnh kiểm tra.", preamble=lead)
    assert found[0][1] == ["Giám đốc các sở", "Chủ tịch UBND các huyện"]
    assert found[1][1] == ["Công an tỉnh"]


def test_an_order_in_the_middle_of_a_sentence_names_its_assignee() -> None:
    body = "1. Trên cơ sở báo cáo của các huyện, giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ tham mưu."
    [one] = every(made(body))
    assert names(one.assignees) == ["sở tài chính"] and names(one.with_) == ["sở nội vụ"]


def test_what_a_lower_body_directs_is_not_the_assignee() -> None:
    found = only("1. UBND các huyện, thành phố chỉ đạo UBND các xã, phường rà soát.")
    assert found == [("1", ["UBND các huyện, thành phố"], "order")]


def test_a_right_or_a_fact_is_no_assignment() -> None:
    assert only("1. Công ty A được khấu trừ thuế theo quy định.\n\n2. Cục Thuế tỉnh đã có văn bản trả lời.") == []


def test_a_letter_without_clauses_gives_its_orders_with_an_empty_number() -> None:
    body = (
        "Giao các Bộ: Công an, Tài chính có ý kiến trước ngày 10 tháng 5 năm 2020. "
        "Đề nghị Quý cơ quan quan tâm, góp ý dự thảo. Ý kiến gửi về Sở Nội vụ trước ngày 20/4/2020."
    )
    found = list(every(made(body, preamble="Xét đề nghị của Sở Tư pháp tại Tờ trình số 9/TTr-STP.")))
    assert [(one.ref, one.due, one.modality) for one in found] == [
        ("", "2020-05-10", "order"),
        ("", "2020-04-20", "request"),
    ]


def test_the_closing_formula_is_no_assignment_but_an_order_beside_it_is() -> None:
    body = (
        "1. Sở Y tế hướng dẫn.\n\n"
        "Yêu cầu Thủ trưởng các sở, ngành nghiêm túc thực hiện Chỉ thị này. "
        "Giao Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện./."
    )
    assert [(ref, who) for ref, who, _ in only(body)] == [("1", ["Sở Y tế"]), ("", ["Văn phòng UBND tỉnh"])]


def test_paragraphs_that_open_with_a_name_divide_a_clause() -> None:
    body = (
        "1. Phân công thực hiện\n\n- Sở Y tế: Hướng dẫn phòng dịch.\n\nCung cấp vật tư.\n\n"
        "- Công an tỉnh:\n\nBảo đảm trật tự, hoàn thành trước ngày 15/4/2020."
    )
    [parent] = made(body).assignments
    assert [(child.ref, names(child.assignees), child.due) for child in parent.children] == [
        ("1", ["sở y tế"], None),
        ("1", ["công an tỉnh"], "2020-04-15"),
    ]
    assert "Cung cấp vật tư" in parent.children[0].text


def test_a_clause_tree_made_by_hand_is_enough() -> None:
    text = "Mở đầu:\n1. Giao Sở Y tế:\na) Hướng dẫn.\nb) Công an tỉnh kiểm tra."
    blank = Leaf(None)
    header = Header(*[blank] * 9, recipients=(), signer=None, copies_to=None, body=(0, len(text)))
    at = {mark: text.index(mark) for mark in ("1.", "a)", "b)")}
    letters = (
        Clause("1.a", (at["a)"], at["b)"]), (at["a)"] + 2, at["b)"])),
        Clause("1.b", (at["b)"], len(text)), (at["b)"] + 2, len(text))),
    )
    clause = Clause("1", (at["1."], len(text)), (at["1."] + 2, at["a)"]), children=letters)
    [top] = read_assignments(text, header, (clause,))
    assert [(one.ref, names(one.assignees)) for one in (top, *top.children)] == [
        ("1", ["sở y tế"]),
        ("1.a", ["sở y tế"]),
        ("1.b", ["công an tỉnh"]),
    ]


def test_a_command_without_a_name_tells_those_the_letter_is_sent_to() -> None:
    lead = "UBND tỉnh chỉ đạo thực hiện các nội dung sau:"
    found = only("1. Tạm dừng tiếp nhận hồ sơ trực tiếp.\n\n2. Thời gian qua, kết quả còn thấp.", preamble=lead)
    assert found == [("1", ["Các sở, ban, ngành", "UBND các huyện, thành phố"], "order")]


def test_a_body_behind_a_semicolon_has_its_own_duty_and_deadline() -> None:
    body = "1. Sở Y tế hướng dẫn kỹ thuật; Sở Nội vụ kiểm tra công vụ, hoàn thành trước ngày 15/4/2020."
    [top] = made(body).assignments
    assert (names(top.assignees), top.due) == (["sở y tế"], None)
    assert [(child.ref, names(child.assignees), child.due) for child in top.children] == [
        ("1", ["sở nội vụ"], "2020-04-15")
    ]


def test_a_request_that_leads_in_makes_requests_of_its_clauses() -> None:
    lead = "Bộ Y tế đề nghị UBND các tỉnh quan tâm chỉ đạo thực hiện các nội dung sau:"
    assert only("1. Chỉ đạo Sở Y tế giám sát dịch.", preamble=lead) == [("1", ["UBND các tỉnh"], "request")]


def test_plans_name_the_parties_by_labels() -> None:
    body = (
        "1. Rà soát danh mục thủ tục.\n\n- Cơ quan chủ trì: Văn phòng UBND tỉnh.\n"
        "- Cơ quan phối hợp: Sở Nội vụ; Sở Tư pháp.\n- Thời gian: trước ngày 30/6/2020."
    )
    [one] = every(made(body))
    assert names(one.assignees) == ["văn phòng ubnd tỉnh"]
    assert names(one.with_) == ["sở nội vụ", "sở tư pháp"]
    assert one.due == "2020-06-30"


def test_a_topic_may_stand_before_the_name() -> None:
    assert only("1. Về kinh phí: Sở Tài chính bố trí theo quy định.") == [("1", ["Sở Tài chính"], "order")]


def test_a_person_is_named_and_a_mother_of_heroes_is_not() -> None:
    assert only("1. Ông Nguyễn Văn A, Giám đốc Sở Nội vụ chịu trách nhiệm theo dõi.") == [
        ("1", ["Ông Nguyễn Văn A", "Giám đốc Sở Nội vụ"], "order")
    ]
    assert only("1. Bà mẹ Việt Nam anh hùng được hỗ trợ theo quy định.") == []


def test_members_of_a_group_are_named_and_told_nothing() -> None:
    body = "1. Thành lập Tổ công tác gồm:\n\na) Ông Nguyễn Văn A, Tổ trưởng;\n\nb) Bà Trần Thị B, Tổ phó."
    assert only(body) == []


def test_ladies_and_gentlemen_are_named_by_their_titles() -> None:
    body = "1. Các ông (bà) Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành."
    assert only(body) == [("1", ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Nội vụ"], "order")]


def test_the_issuer_speaking_of_himself_is_not_told_to_do_it() -> None:
    assert only("1. Ủy ban nhân dân tỉnh Sơn La thông báo để các đơn vị biết.") == []


def test_a_date_may_stand_before_the_name() -> None:
    body = (
        "1. Từ ngày 02/4/2020 đến hết ngày 15/4/2020, Trung tâm Phục vụ hành chính công tỉnh chỉ nhận hồ sơ qua mạng."
    )
    assert only(body) == [("1", ["Trung tâm Phục vụ hành chính công tỉnh"], "order")]


@given(st.integers(0, 2_000), st.integers(0, 2_000), st.sampled_from(DEMO_NAMES))
@settings(max_examples=40, deadline=None)
def test_a_letter_with_a_hole_is_read_or_refused_and_spans_stay_inside(start: int, length: int, name: str) -> None:
    text = (DEMO / f"{name}.txt").read_text(encoding="utf-8")
    try:
        reading = read(text[:start] + text[start + length :], name)
    except UnreadableDocument:
        return
    spans = [leaf.span for assignment in every(reading) for leaf in (*assignment.assignees, *assignment.with_)]
    spans += [
        one.span for one in (*every(reading), *reading.proposed_rules, *reading.proposed_reports, *reading.limits)
    ]
    assert all(span is not None and 0 <= span[0] <= span[1] <= len(reading.text) for span in spans)
