"""Names of those told, where verbs, commas and colons stand inside them or right behind them."""

from __future__ import annotations

import pytest

from .letters import every, made, names, same


def _told(body: str) -> dict[str, tuple[list[str], list[str]]]:
    return {assignment.ref: (names(assignment.assignees), names(assignment.with_)) for assignment in every(made(body))}


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("UBND các huyện, thành phố: Chỉ đạo công an kiểm tra.", ["UBND các huyện, thành phố"]),
        ("Chủ tịch UBND các xã, phường: Tổ chức tuyên truyền.", ["Chủ tịch UBND các xã, phường"]),
        ("UBND các quận, huyện: Sông Mẫu, Núi Mẫu rà soát.", ["UBND các quận, huyện: Sông Mẫu, Núi Mẫu"]),
        ("Các Sở: Xây dựng, Tài chính rà soát giá.", ["Các Sở: Xây dựng, Tài chính"]),
        ("Các đơn vị sử dụng lao động nộp tiền đúng hạn.", ["Các đơn vị sử dụng lao động"]),
        ("Các cấp ủy, tổ chức đảng quán triệt.", ["Các cấp ủy, tổ chức đảng"]),
        ("Các khu phố tuyên truyền cho người dân.", ["Các khu phố"]),
        ("Ban QLDA đầu tư xây dựng công trình giao thông đôn đốc.", ["Ban QLDA đầu tư xây dựng công trình giao thông"]),
        ("Van phong Uy ban nhan dan tinh tong hop.", ["Van phong Uy ban nhan dan tinh"]),
    ],
)
def test_who_is_told(clause: str, told: list[str]) -> None:
    assert _told(f"1. {clause}")["1"][0] == [same(name) for name in told]


@pytest.mark.parametrize(
    ("clause", "partner"),
    [
        ("Sở Mẫu chủ trì, phối hợp với các cơ quan liên quan trình Chính phủ.", "các cơ quan liên quan"),
        ("Sở Y tế phối hợp với các sở xây dựng kế hoạch.", "các sở"),
        ("Sở Y tế\nSở Y tế chủ trì, phối hợp với Công an tỉnh lập đoàn kiểm tra.", "Công an tỉnh"),
    ],
)
def test_who_works_with_them(clause: str, partner: str) -> None:
    assert _told(f"1. {clause}")["1"][1] == [same(partner)]


def test_a_list_wrapped_behind_a_semicolon_goes_on() -> None:
    body = (
        "Điều 1. Giám đốc Sở Mẫu tổ chức thực hiện Quyết định này và báo cáo kết quả;\n\n"
        "Điều 2. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ tỉnh Mẫu;\n"
        "Trưởng Ban Dân tộc tỉnh chịu trách nhiệm thi hành Quyết định này."
    )
    told = ["Chánh Văn phòng Ủy ban nhân dân tỉnh", "Giám đốc Sở Nội vụ tỉnh Mẫu", "Trưởng Ban Dân tộc tỉnh"]
    assert _told(body)["Điều 2"][0] == [same(name) for name in told]


def test_within_a_month_is_due_on_its_last_day() -> None:
    (one,) = every(made("1. Sở Mẫu hoàn thiện dự thảo, trình UBND tỉnh trong tháng 6 năm 2020."))
    assert one.due == "2020-06-30"


def test_the_last_month_of_a_quarter_is_a_series() -> None:
    (one,) = every(made("1. Sở Mẫu tổng hợp, báo cáo UBND tỉnh trước ngày 15 tháng cuối quý."))
    assert one.recurrence is not None
    assert one.recurrence.value == "quarter"


def test_an_hour_of_the_day_is_no_limit() -> None:
    assert not made("1. Trung tâm Mẫu tiếp nhận hồ sơ từ 7 giờ 30 đến 11 giờ 30.").limits
