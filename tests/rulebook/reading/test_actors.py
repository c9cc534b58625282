"""Lists of actors: names with commas of their own stay whole, lists end where the action begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.reading.actors import expand, list_at, trimmed
from motcua.rulebook.reading.phrases import flat

LISTS = [
    ("Sở Thông tin và Truyền thông tiếp tục theo dõi", ["Sở Thông tin và Truyền thông"]),
    (
        "Giám đốc Sở; Thủ trưởng ban, ngành; Chủ tịch UBND huyện, thành phố:",
        ["Giám đốc Sở", "Thủ trưởng ban, ngành", "Chủ tịch UBND huyện, thành phố"],
    ),
    (
        "Các Sở, ban, ngành và UBND các huyện, thành phố phân công cán bộ",
        ["Các Sở, ban, ngành và UBND các huyện, thành phố"],
    ),
    (
        "các sở, ban, ngành; UBND các huyện, thành phố và các cơ quan, đơn vị có liên quan\n\nThực hiện",
        ["các sở, ban, ngành", "UBND các huyện, thành phố", "các cơ quan, đơn vị có liên quan"],
    ),
    ("Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh chủ trì", ["Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh"]),
    ("Sở Tài chính và Kho bạc Nhà nước Quảng Ngãi:", ["Sở Tài chính", "Kho bạc Nhà nước Quảng Ngãi"]),
    (
        "Ban Quản lý Khu Kinh tế Dung Quất và các Khu công nghiệp tỉnh: Tuyên truyền",
        ["Ban Quản lý Khu Kinh tế Dung Quất và các Khu công nghiệp tỉnh"],
    ),
    (
        "Giám đốc các Sở: Tài nguyên và\nMôi trường, Công Thương; Giám đốc Công an tỉnh chịu trách nhiệm",
        ["Giám đốc các Sở: Tài nguyên và Môi trường, Công Thương", "Giám đốc Công an tỉnh"],
    ),
    (
        "các Bộ: Công an, Tài chính, Nông nghiệp và Môi trường có ý kiến",
        ["các Bộ: Công an, Tài chính, Nông nghiệp và Môi trường"],
    ),
    (
        "các Sở: Tài chính, Xây dựng, Công ty TNHH MTV Đầu tư, Xây dựng và Kinh doanh dịch vụ Quảng Ngãi rà soát",
        ["các Sở: Tài chính, Xây dựng", "Công ty TNHH MTV Đầu tư, Xây dựng và Kinh doanh dịch vụ Quảng Ngãi"],
    ),
    ("Báo Hà Giang, Đài phát thanh truyền hình tỉnh tổ chức", ["Báo Hà Giang", "Đài phát thanh truyền hình tỉnh"]),
    ("Sở Y tê, UBND các huyện, thành phô tô chức thực hiện", ["Sở Y tê", "UBND các huyện, thành phô"]),
    ("Sở Y tế (cơ quan thường trực), Công an tỉnh chủ động", ["Sở Y tế", "Công an tỉnh"]),
    (
        "các trang fanpage của các cơ quan, đơn vị thuộc tỉnh, toàn bộ cán bộ, công chức của tỉnh tiếp tục",
        ["các trang fanpage của các cơ quan đơn vị thuộc tỉnh", "toàn bộ cán bộ, công chức của tỉnh"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_is_read_to_its_end_and_no_further(text: str, expected: list[str]) -> None:
    found = list_at(text, flat(text), 0, len(text))
    assert found is not None
    assert [leaf.value for leaf in found.names] == expected


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_every_name_lies_in_its_span(text: str, expected: list[str]) -> None:
    found = list_at(text, flat(text), 0, len(text))
    assert found is not None
    for leaf in found.names:
        assert leaf.span is not None
        printed = text[leaf.span[0] : leaf.span[1]]
        assert printed.split()[0] == str(leaf.value).split()[0]
        assert printed.split()[-1].strip("),.") in str(leaf.value) or "(" in printed


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo Tỉnh ủy",
        "Bố trí công chức đầu mối",
        "Tổ chức tập huấn",
        "Ban hành kế hoạch",
        "Phòng, chống dịch bệnh",
        "Số lượng người đến giao dịch",
        "Trường hợp tổ chức, cá nhân",
        "Quy định chi tiết",
        "Giáo dục ý thức người dân",
        "",
    ],
)
def test_words_that_only_look_like_names_begin_no_list(text: str) -> None:
    assert list_at(text, flat(text), 0, len(text)) is None


def test_a_label_with_a_colon_expands_to_single_names() -> None:
    assert expand("Giám đốc các Sở: Nội vụ, Tài chính") == ("Giám đốc Sở Nội vụ", "Giám đốc Sở Tài chính")
    assert expand("các Bộ: Công an, Y tế") == ("Bộ Công an", "Bộ Y tế")
    assert expand("UBND các huyện, thành phố") == ("UBND các huyện, thành phố",)


def test_a_recipient_ends_where_what_is_reported_begins() -> None:
    text = "Ủy ban nhân dân tỉnh bảng kê những đơn vị chậm"
    found = list_at(text, flat(text), 0, len(text))
    assert found is not None
    assert trimmed(text, flat(text), found.names[-1]).value == "Ủy ban nhân dân tỉnh"


@given(st.text(alphabet="Sở UBNDtỉnhcáchuyện,;:.và()\n*-ĐàiBáo ", max_size=200))
def test_any_text_gives_names_inside_it_or_none(text: str) -> None:
    found = list_at(text, flat(text), 0, len(text))
    spans = [leaf.span for leaf in found.names if leaf.span] if found else []
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
