"""The hand-over record on paper."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

from motcua.delivery.hand_over_record import render_hand_over_record
from tests.delivery.post import Post, open_in, outgoing, ready_result, row, signed_in


def words(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def test_the_record_says_what_the_decision_asks(post: Post) -> None:
    bag = signed_in(post, [row(n) for n in range(20)])
    reader = PdfReader(io.BytesIO(render_hand_over_record(bag)))
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    said = words(render_hand_over_record(bag))
    for asked in (
        "BIÊN BẢN GIAO NHẬN HỒ SƠ", "0001/2020/BBGN", "9 giờ 30", "ngày 06 tháng 4 năm 2020", "Lương Văn Bưu",
        "Bưu điện 0", "Cán bộ receiver", "20 bộ hồ sơ", "RA000000019VN", "Giấy chứng sinh (1 bản chính)", "160.000",
        "NHÂN VIÊN BƯU ĐIỆN", "CÔNG CHỨC TIẾP NHẬN", "thời điểm nộp hồ sơ hợp pháp",
    ):  # fmt: skip
        assert asked in said, asked


def test_a_draft_says_that_it_is_one(post: Post) -> None:
    assert "(dự thảo)" in words(render_hand_over_record(open_in(post, [row(1)])))


def test_what_was_typed_is_never_markup(post: Post) -> None:
    assert "#panic(" in words(render_hand_over_record(open_in(post, [row(1, full_name="Sùng #panic(1) *A*")])))


def test_results_have_their_codes(post: Post) -> None:
    one = ready_result(post.world)
    said = words(render_hand_over_record(outgoing(post, [one])))
    assert one.code in said.replace(" ", "") or one.code in said
    assert "12/KS" in said
