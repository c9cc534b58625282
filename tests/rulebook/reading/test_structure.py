"""Clauses, citations and basis."""

from __future__ import annotations

from datetime import date

from motcua.rulebook.reading import read
from motcua.rulebook.reading.parts import Clause

from . import samples


def refs(clauses: tuple[Clause, ...]) -> list[str]:
    return [ref for clause in clauses for ref in (clause.ref, *refs(clause.children))]


def with_body(body: str) -> str:
    start, end = samples.LETTER.index("1. Sở Nội vụ"), samples.LETTER.index("\nNơi nhận")
    return samples.LETTER[:start] + body + "\n" + samples.LETTER[end:]


def test_articles_with_their_points() -> None:
    assert refs(read(samples.RESOLUTION, "a").clauses) == ["Điều 1", "Điều 2", "Điều 2.1", "Điều 2.2"]


def test_levels_open_and_close() -> None:
    body = "I. MỤC ĐÍCH\n1. Một\na) Điểm a;\nb) Điểm b.\n2. Hai\n"
    body += "II. NỘI DUNG\n1. Lại một\n1.1. Con\n1.2. Con\n2. Lại hai./."
    assert refs(read(with_body(body), "a").clauses) == [
        *("I", "I.1", "I.1.a", "I.1.b", "I.2"),
        *("II", "II.1", "II.1.1", "II.1.2", "II.2"),
    ]


def test_a_number_that_ocr_spoilt_is_mended_from_its_neighbours() -> None:
    body = "4. Sở A thực hiện việc của mình.\n\nŠ. Sở B thực hiện việc của mình.\n\n6. Sở C thực hiện việc./."
    body = "1. Một việc.\n\n2. Hai việc.\n\n3. Ba việc.\n\n" + body
    assert refs(read(with_body(body), "a").clauses) == ["1", "2", "3", "4", "5", "6"]


def test_a_year_or_a_wrapped_number_opens_no_clause() -> None:
    body = "1. Thực hiện theo kế hoạch năm\n2020. Các đơn vị báo cáo theo khoản\n2. Nghị định của Chính phủ.\n2. Hai./."
    assert refs(read(with_body(body), "a").clauses) == ["1", "2"]


def test_a_page_break_within_a_sentence_opens_no_paragraph() -> None:
    body = "1. Bố trí nhân sự trực tại các cơ quan, bộ phận\n\n2\n\nhợp lý để đảm bảo giải quyết.\n\n2. Hai./."
    first = read(with_body(body), "a").clauses[0]
    assert len(first.paragraphs) == 1


def test_quoted_clauses_of_other_documents_are_not_clauses() -> None:
    body = '1. Sửa đổi như sau:\n"1. Đối tượng:\na) Người già;\nb) Trẻ em".\n2. Thực hiện./.'
    assert refs(read(with_body(body), "a").clauses) == ["1", "2"]


def test_the_closing_sentence_belongs_to_no_clause() -> None:
    body = "1. Một việc.\n\n2. Hai việc.\n\nYêu cầu các đơn vị nghiêm túc thực hiện./."
    reading = read(with_body(body), "a")
    assert reading.text[slice(*reading.clauses[-1].span)] == "2. Hai việc."


def test_bullets_and_heading() -> None:
    body = "1. Giao UBND các huyện:\n- Xây dựng kế hoạch.\n- Bố trí khu vực.\n2. Hai./."
    reading = read(with_body(body), "a")
    first = reading.clauses[0]
    assert len(first.bullets) == 2
    assert reading.text[slice(*first.heading)] == "Giao UBND các huyện"


def cites(sentence: str) -> list[tuple[str, date | None]]:
    return [(cite.number, cite.date) for cite in read(with_body(f"1. {sentence}./."), "a").cites][1:]


def test_dates_after_before_and_shared() -> None:
    assert cites("Theo Quyết định số 45/2016/QĐ-TTg ngày 19-10-2016") == [("45/2016/QĐ-TTg", date(2016, 10, 19))]
    assert cites("Ngày 07 tháng 12 năm 2021, UBND tỉnh đã ban hành Kế hoạch số 202/KH-UBND") == [
        ("202/KH-UBND", date(2021, 12, 7))
    ]
    assert cites("Theo các Quyết định số: 1743/QĐ- BGTVT, 1744/QĐ-\nBGTVT ngày 31/12/2024 của Bộ") == [
        ("1743/QĐ-BGTVT", date(2024, 12, 31)),
        ("1744/QĐ-BGTVT", date(2024, 12, 31)),
    ]
    assert cites("Theo Quyết định số 1/QĐ-TTg và Chỉ thị số 2/CT-TTg ngày 02/3/2020") == [
        ("1/QĐ-TTg", None),
        ("2/CT-TTg", date(2020, 3, 2)),
    ]


def test_an_unusual_number_is_kept_as_printed() -> None:
    body = "1. Theo Chỉ thị số 16/CTg-TTg ngày 31 tháng 3 năm 2020./."
    cite = read(with_body(body), "a").cites[-1]
    assert (cite.number, cite.usual_form) == ("16/CTg-TTg", "16/CT-TTg")


def test_a_date_found_in_any_mention_counts() -> None:
    assert cites("Theo Kế hoạch số 66/KH-UBND; tiếp tục Kế hoạch số 66/KH-UBND ngày 27/02/2020") == [
        ("66/KH-UBND", date(2020, 2, 27))
    ]


def test_the_basis_of_a_decision() -> None:
    basis = [leaf.value for leaf in read(samples.RESOLUTION, "a").basis]
    assert [words.split()[0] for words in basis] == ["Căn", "Xét"]


def test_a_wrapped_line_that_begins_like_a_stamp_stays() -> None:
    for words in (
        "ngày ký ban hành",
        "dự thảo văn bản hướng dẫn",
        "đến ngày 31/12/2022 hoàn thành",
        "chữ ký số của đơn vị",
    ):
        reading = read(
            with_body(f"1. Các sở, ban, ngành phối hợp thực hiện kể từ\n{words} theo quy định.\n2. Hai./."), "a"
        )
        assert words in reading.text[slice(*reading.clauses[0].own)]
        assert len(reading.clauses[0].paragraphs) == 1


def test_what_does_not_fit_together_is_told() -> None:
    body = "1. Sở Nội vụ báo cáo trước ngày 15/12/2021.\n3. Báo Lâm Đồng tuyên truyền "
    body += "Kế hoạch số 5/KH-UBND ngày 1/2/2021; "
    body += "Kế hoạch số 5/KH-UBND ngày 01/02/2021./."
    warnings = " ".join(read(with_body(body), "a").warnings)
    assert "nhảy từ 1 sang 3" in warnings
    assert "5/KH-UBND được ghi theo nhiều cách" in warnings
    assert "“Báo Lâm Đồng” được giao việc ở mục 3 nhưng không có ở Kính gửi" in warnings
    assert "“UBND các huyện, thành phố” có ở Kính gửi nhưng không được giao việc nào" in warnings
    assert "“Các sở, ban, ngành” có ở Kính gửi" not in warnings


def test_a_deadline_the_day_after_the_letter_is_told() -> None:
    warnings = " ".join(read(with_body("1. Sở Nội vụ báo cáo trước ngày 06/12/2021.\n2. Hai./."), "a").warnings)
    assert "không quá một ngày" in warnings
