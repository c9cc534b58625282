"""Where a subject ends, in documents printed without empty lines."""

from __future__ import annotations

import pytest

from motcua.rulebook.reading.reader import read_text

HEAD = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 09/CT-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 11 tháng 7 năm 2021
CHỈ THỊ
"""
BODY = """Trước diễn biến phức tạp của thời tiết, Chủ tịch Ủy ban nhân dân tỉnh chỉ thị:
1. Sở Mẫu chuẩn bị lực lượng.
2. Công an tỉnh phối hợp thực hiện./.
CHỦ TỊCH
Nguyễn Văn Mẫu
"""


@pytest.mark.parametrize(
    "lines",
    [
        ["Về thực hiện các biện pháp cấp bách theo Chỉ thị", "số 16/CT-TTg ngày 31 tháng 3 năm 2020 của Thủ tướng"],
        ["Về phân bổ kế hoạch vốn đầu tư công thực hiện", "Chương trình mục tiêu quốc gia trên địa bàn tỉnh"],
        ["Về phòng cháy, chữa cháy rừng"],
    ],
)
def test_a_subject_keeps_its_wrapped_lines_and_no_more(lines: list[str]) -> None:
    reading = read_text(HEAD + "\n".join(lines) + "\n" + BODY, "x")
    assert reading.header.subject.value == " ".join(lines)
    assert [item.ref for item in reading.assignments] == ["1", "2"]


def test_a_sentence_no_list_knows_is_no_subject() -> None:
    body = BODY.replace("Trước diễn biến phức tạp", "Mưa lớn gây nhiều thiệt hại về người và tài sản. Trước diễn biến")
    reading = read_text(HEAD + "Về phòng, chống thiên tai\n" + body, "x")
    assert reading.header.subject.value == "Về phòng, chống thiên tai"
