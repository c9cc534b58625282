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
