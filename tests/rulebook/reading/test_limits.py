"""Quantities that limit something, and numbers that only belong to a name, a date or a document."""

from __future__ import annotations

import pytest

from motcua.rulebook.reading.limits import read_limits
from motcua.rulebook.reading.parts import Clause, StatedLimit


def limits(text: str) -> list[StatedLimit]:
    return list(read_limits(text, (Clause("7", (0, len(text)), (0, len(text))),)))


@pytest.mark.parametrize(
    ("text", "value", "unit", "scope", "kind"),
    [
        ("không quá 20 người trong một phòng tại một thời điểm", 20, "people", "room", "max"),
        ("giải quyết 100% các TTHC cấp thiết", 100, "percent", "", "exact"),
        ("trong thời hạn 05 ngày làm việc", 5, "working_days", "", "max"),
        ("hỗ trợ tối đa 60 triệu đồng/hộ", 60, "million_dong", "household", "max"),
        ("đạt tối thiểu 65% hồ sơ", 65, "percent", "", "min"),
        ("không quá 1.500.000 đồng/người/tháng", 1_500_000, "dong", "person", "max"),
        ("chậm nhất 02 giờ làm việc", 2, "working_hours", "", "max"),
        ("khong quá 12 người", 12, "people", "", "max"),
    ],
)
def test_a_limit_has_value_unit_scope_and_kind(text: str, value: float, unit: str, scope: str, kind: str) -> None:
    [found] = limits(text)
    assert (found.ref, found.value, found.unit, found.scope, found.kind) == ("7", value, unit, scope, kind)
    assert str(int(value))[-1] in text[found.span[0] : found.span[1]]


@pytest.mark.parametrize(
    "text",
    [
        "dịch vụ công trực tuyến mức độ 3, 4",
        "thực hiện yêu cầu 5K",
        "phương án “5 tại chỗ”",
        "trước ngày 31/3/2020",
        "Công văn số 20/UBND ngày 05 tháng 3 năm 2020",
        "có 22 xã, 1.846 tổ chức sử dụng",
        "thứ 3, thứ 6 hàng tuần",
        "quy định tại khoản 2 Điều 13",
    ],
)
def test_names_and_references_limit_nothing(text: str) -> None:
    assert limits(text) == []
