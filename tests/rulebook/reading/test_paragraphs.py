"""Headings and their text on the next line, without an empty line between."""

from __future__ import annotations

from motcua.rulebook.reading.paragraphs import paragraphs
from motcua.rulebook.reading.sheet import Sheet


def _read(text: str) -> list[str]:
    sheet = Sheet(text)
    return [sheet.value(p.start, p.end) for p in paragraphs(sheet, 0, len(text))]


def test_a_short_numbered_line_is_a_heading() -> None:
    text = (
        "1. Bộ Mẫu\nChỉ đạo lực lượng tăng cường tuần tra trên các tuyến đường thủy nội địa.\n"
        "2. Sở Mẫu\nXây dựng đề án."
    )
    assert _read(text) == [
        "1. Bộ Mẫu",
        "Chỉ đạo lực lượng tăng cường tuần tra trên các tuyến đường thủy nội địa.",
        "2. Sở Mẫu",
        "Xây dựng đề án.",
    ]


def test_a_sentence_wrapped_at_the_margin_stays_whole() -> None:
    text = (
        "1. Sở Mẫu chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh, Công an tỉnh và\n"
        "Bộ Chỉ huy quân sự tỉnh rà soát, tổng hợp danh mục các thủ tục hành chính cần\n"
        "Ủy ban nhân dân tỉnh công bố lại trong năm."
    )
    assert len(_read(text)) == 1
