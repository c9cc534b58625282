"""Phrases of the layout that a web page or a narrow cell broke over two lines."""

from __future__ import annotations

import pytest

from motcua.rulebook.reading.reader import read_text
from motcua.rulebook.reading.rejoin import rejoin

WEB_TABLE = """ỦY
BAN NHÂN DÂN
TỈNH TIỀN GIANG
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
--------------
|
Số:
77/2016/QĐ-UBND
|
Mỹ
Tho, ngày 09
tháng 3 năm 2016
|
QUYẾT ĐỊNH
BAN HÀNH QUY CHẾ TIẾP CÔNG DÂN
ỦY BAN NHÂN DÂN TỈNH TIỀN GIANG
Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013;
QUYẾT ĐỊNH:
Điều 1.
Ban hành kèm theo Quyết định này Quy chế tiếp công dân.
Điều 2.
Giám đốc Sở Tư pháp chịu trách nhiệm thi hành Quyết định này./.
|
TM.
ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
|
"""


def test_a_head_broken_by_a_web_table_is_read_whole() -> None:
    header = read_text(WEB_TABLE, "web.txt").header
    assert header.issuer.value == "Ủy ban nhân dân tỉnh Tiền Giang"
    assert header.number.value == "77/2016/QĐ-UBND"
    assert header.place.value == "Mỹ Tho"
    assert str(header.date.value) == "2016-03-09"
    assert header.subject.value == "BAN HÀNH QUY CHẾ TIẾP CÔNG DÂN"
    assert header.signer is not None
    assert (header.signer.authority, header.signer.title) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_words_below_an_articles_number_are_its_words() -> None:
    found = {item.ref: [leaf.value for leaf in item.assignees] for item in read_text(WEB_TABLE, "web.txt").assignments}
    assert found["Điều 2"] == ["Giám đốc Sở Tư pháp"]


@pytest.mark.parametrize(
    "kept",
    [
        "Điều 1.\n1. Phê duyệt kế hoạch.",  # the article's first clause stays a clause
        "Kon Tum\nNgày 09 tháng 10",
        "1. Sở Y tế\n2. Sở Nội vụ",
        "Số:\nKính gửi: Sở Y tế",
    ],
)
def test_other_line_ends_stay(kept: str) -> None:
    assert rejoin(kept) == kept


def test_no_offset_moves() -> None:
    joined = rejoin(WEB_TABLE)
    assert len(joined) == len(WEB_TABLE)
    assert joined.replace("\n", " ") == WEB_TABLE.replace("\n", " ")


def test_a_break_tag_outside_a_table_ends_a_line() -> None:
    text = WEB_TABLE.replace("ỦY\nBAN NHÂN DÂN\nTỈNH TIỀN GIANG", "**UBND TỈNH TIỀN GIANG**<br>**VĂN PHÒNG**")
    assert read_text(text, "web.txt").header.issuer.value == "Văn phòng Ủy ban nhân dân tỉnh Tiền Giang"


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("Quảng Nam, hồi 16 giờ 00 ngày 09 tháng 3 năm 2016", "Quảng Nam"),
        ("Quận 7, ngày 09 tháng 3 năm 2016", "Quận 7"),
    ],
)
def test_places_as_printed(printed: str, place: str) -> None:
    header = read_text(WEB_TABLE.replace("Mỹ\nTho, ngày 09\ntháng 3 năm 2016", printed), "web.txt").header
    assert header.place.value == place
    assert str(header.date.value) == "2016-03-09"


def test_a_company_is_named_without_its_address() -> None:
    text = WEB_TABLE.replace("QUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ TIẾP CÔNG DÂN", "Kính gửi: Công ty Mẫu (Đ/c: số 1 phố Mẫu)")
    assert [leaf.value for leaf in read_text(text, "web.txt").header.recipients] == ["Công ty Mẫu"]
