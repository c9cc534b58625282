"""The parts around the body, in the many ways in which letters print them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from motcua.rulebook.reading import read

from . import samples


def test_a_plain_letter() -> None:
    header = read(samples.LETTER, "a").header
    assert header.issuer.value == "Ủy ban nhân dân tỉnh Lâm Đồng"
    assert header.number.value == "2345/UBND-TH2"
    assert header.date.value == date(2021, 12, 5)
    assert header.type.value == "Công văn"
    assert header.subject.value == "V/v tăng cường công tác cải cách hành chính"
    assert [leaf.value for leaf in header.recipients] == ["Các sở, ban, ngành", "UBND các huyện, thành phố"]
    assert [leaf.value for leaf in header.copies_to] == ["Như trên", "CT, các PCT", "Lưu: VT, TH2"]
    assert header.signer.authority == "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH"
    assert (header.signer.title, header.signer.name) == ("PHÓ CHỦ TỊCH", "Phan Văn Đa")


def test_two_columns_kept_apart_by_blanks() -> None:
    header = read(samples.TWO_COLUMNS, "a").header
    assert header.issuer.value == "Bộ Nội vụ"
    assert header.subject.value == "V/v hướng dẫn thực hiện chế độ báo cáo định kỳ"
    assert header.date.value == date(2022, 9, 8)
    assert header.recipients[1].value == "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
    assert len(header.copies_to) == 4
    assert (header.signer.authority, header.signer.title) == ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")
    assert header.signer.name == "Phạm Thị Thanh Trà"


def test_two_columns_run_together_by_a_scanner() -> None:
    header = read(samples.ONE_COLUMN_SCAN, "a").header
    assert header.issuer.value == "Ủy ban nhân dân tỉnh Lâm Đồng"
    assert header.number.value == "2345/UBND-TH2"
    assert (header.place.value, header.date.value) == ("Lâm Đồng", date(2021, 12, 5))
    assert [leaf.value for leaf in header.copies_to] == ["Như trên", "CT, các PCT", "Lưu: VT, TH2"]
    assert header.signer.authority == "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH"
    assert header.signer.name == "Phan Văn Đa"


def test_markdown_tables() -> None:
    header = read(samples.TABLES, "a").header
    assert header.issuer.value == "Ủy ban nhân dân tỉnh Cà Mau"
    assert header.subject.value == "V/v thực hiện giãn cách"
    assert header.urgency.value == "HỎA TỐC"
    assert [leaf.value for leaf in header.recipients] == ["Các sở, ban, ngành tỉnh", "UBND các huyện, thành phố Cà Mau"]
    assert [leaf.value for leaf in header.copies_to] == ["Như trên", "Lưu: VT"]
    assert (header.signer.title, header.signer.name) == ("PHÓ CHỦ TỊCH", "Nguyễn Minh Luân")


def test_a_telegram_names_its_recipients_after_dien() -> None:
    header = read(samples.TELEGRAM, "a").header
    assert (header.type.value, header.urgency.value) == ("Công điện", "HỎA TỐC")
    assert header.subject.value == "Về việc tập trung ứng phó khẩn cấp bão số 4 và mưa lũ"
    assert header.recipients[0].value == "Chủ tịch UBND các huyện, thành phố, thị xã"


def test_a_council_resolution() -> None:
    header = read(samples.RESOLUTION, "a").header
    assert (header.issuer.value, header.type.value) == ("Hội đồng nhân dân tỉnh Bắc Kạn", "Nghị quyết")
    assert header.subject.value.endswith("dự án cần thu hồi đất năm 2022")
    assert header.recipients == ()


def test_a_letter_of_the_party() -> None:
    header = read(samples.PARTY, "a").header
    assert header.number.value == "1234-CV/TU"
    assert header.subject.value == "V/v lãnh đạo công tác phòng, chống dịch"
    assert (header.signer.authority, header.signer.title) == ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")


@pytest.mark.parametrize(
    ("printed", "number", "shown"),
    [
        ("Số: 11 /TB-UBND", "11/TB-UBND", "11 /TB-UBND"),
        ("Số 12/KH-UBND", "12/KH-UBND", "12/KH-UBND"),
        ("Số: O5/UBND-VX", "05/UBND-VX", "05/UBND-VX"),
        ("Số: 03/2020/QĐ-UBND", "03/2020/QĐ-UBND", "03/2020/QĐ-UBND"),
        ("Số: 1743/QÐ-BGTVT", "1743/QĐ-BGTVT", "1743/QĐ-BGTVT"),
        ("Số:        /UBND-VP", None, "/UBND-VP"),
        ("Số: ....../UBND-VP", None, "/UBND-VP"),
        ("Số: 17/NQ- CP", "17/NQ-CP", "17/NQ- CP"),
    ],
)
def test_numbers_as_printed(printed: str, number: str | None, shown: str) -> None:
    header = read(samples.LETTER.replace("Số: 2345/UBND-TH2", printed), "a").header
    assert header.number.value == number
    assert header.printed_number.value == shown


@pytest.mark.parametrize(
    ("printed", "when", "year"),
    [
        ("Lâm Đồng, ngày 5 tháng 1 năm 2022", date(2022, 1, 5), 2022),
        ("Lâm Đồng, ngày      tháng      năm 2022", None, 2022),
        ("Lâm Đồng, ngày … tháng 5 năm 2022", None, 2022),
        ("Lâm Đồng, ngày 05/12/2022", date(2022, 12, 5), 2022),
        ("Lâm Đồng, ngày 31 tháng 02 năm 2022", None, 2022),
    ],
)
def test_dates_as_printed(printed: str, when: date | None, year: int) -> None:
    header = read(samples.LETTER.replace("Lâm Đồng, ngày 05 tháng 12 năm 2021", printed), "a").header
    assert (header.place.value, header.date.value, header.year.value) == ("Lâm Đồng", when, year)


@pytest.mark.parametrize(
    ("block", "issuer"),
    [
        ("UBND TP. HỒ CHÍ MINH\nSỞ Y TẾ", "Sở Y tế, Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("UỶ BAN NHÂN DÂN\nHUYỆN BÌNH SƠN", "Ủy ban nhân dân huyện Bình Sơn"),
        ("BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC", "Cục Quản lý dược, Bộ Y tế"),
        ("UBND TỈNH LÂM ĐỒNG\nVĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh Lâm Đồng"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("ỦY BAN NHÂN DÂN\nTÍNH QUANG NGÃI", "Ủy ban nhân dân tỉnh Quảng Ngãi"),
    ],
)
def test_issuers(block: str, issuer: str) -> None:
    header = read(samples.LETTER.replace("ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG", block, 1), "a").header
    assert header.issuer.value == issuer


def test_stamps_and_signature_marks_above_the_head_are_no_issuer() -> None:
    noise = "TRUNG TÂM CÔNG BÁO\n      VÀ TIN HỌC\nttcb@example.gov.vn\n09.01.2025 10:21:11 +07:00\n\n\n"
    assert read(noise + samples.LETTER, "a").header.issuer.value == "Ủy ban nhân dân tỉnh Lâm Đồng"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
def test_every_unicode_form_reads_alike(form: str) -> None:
    reading = read(unicodedata.normalize(form, samples.LETTER), "a")
    assert reading.header == read(samples.LETTER, "a").header


def test_windows_line_ends_and_form_feeds_change_nothing() -> None:
    text = samples.LETTER.replace("\n2. Văn", "\f2. Văn").replace("\n", "\r\n")
    header = read("\ufeff" + text, "a").header
    assert header.signer == read(samples.LETTER, "a").header.signer or header.signer.name == "Phan Văn Đa"
    assert header.subject.value == "V/v tăng cường công tác cải cách hành chính"


def test_a_letter_cut_before_its_end_has_no_signer_and_no_copies() -> None:
    reading = read(samples.LETTER.split("2. Văn phòng")[0], "a")
    assert reading.header.signer is None
    assert reading.header.copies_to is None
    assert any("bị cắt" in warning for warning in reading.warnings)


def test_rank_and_degree_are_no_part_of_the_name() -> None:
    for rank in ("Đại tá", "PGS.TS.", "ThS.", "Thiếu tướng"):
        header = read(samples.LETTER.replace("Phan Văn Đa", f"{rank} Phan Văn Đa"), "a").header
        assert header.signer.name == "Phan Văn Đa"


def test_a_head_flattened_into_one_row() -> None:
    header = read(samples.ONE_CELL, "a").header
    assert header.issuer.value == "Sở Y tế, Ủy ban nhân dân tỉnh Bình Phước"
    assert header.subject.value == "V/v triển khai tiêm chủng"
    assert (header.place.value, header.date.value) == ("Bình Phước", date(2021, 8, 2))
    assert (header.signer.authority, header.signer.name) == ("KT. GIÁM ĐỐC", "Quách Ái Đức")
    assert len(header.copies_to) == 3


def test_an_annex_after_the_signature_is_not_the_letter() -> None:
    reading = read(samples.WITH_ANNEX, "a")
    assert (reading.header.type.value, reading.header.signer.name) == ("Quyết định", "Nguyễn Thế Thảo")
    assert [leaf.value for leaf in reading.header.copies_to] == ["Như Điều 3", "Bộ Nội vụ; (để báo cáo)", "Lưu: VT"]
    assert [clause.ref for clause in reading.clauses] == ["Điều 1", "Điều 2"]
    assert "24/2013/QĐ-UBND" not in {cite.number for cite in reading.cites}


def test_a_decision_in_columns() -> None:
    header = read(samples.DECISION_IN_COLUMNS, "a").header
    assert header.issuer.value == "Ủy ban nhân dân huyện Củ Chi"
    assert header.subject.value == "Về kiện toàn Ban Chỉ đạo cải cách hành chính huyện"
    assert (header.signer.title, header.signer.name) == ("CHỦ TỊCH", "Nguyễn Hữu Hoài Phú")
    assert len(header.copies_to) == 4
