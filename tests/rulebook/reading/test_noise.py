"""What scanners, flattened columns and tables do to a letter."""

from __future__ import annotations

import pytest

from motcua.rulebook.reading.reader import read_text

from .letters import every, made, names, points, rules, same

SCAN = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BÌNH ĐỊNH Độc lập - Tự do - Hạnh phúc
Số: 2 97/UBND- NC Bình Định, ngày 1⁄5 tháng 01 năm 2024
V/v báo cáo công tác
quý I năm 2024
KHẨN Kính gửi: - Các sở, ban, ngành;
- UBND các huyện, thị xã, thành phố.
Thực hiện Kế hoạch số 5/KH-UBND ngày 02/01/2024, UBND tỉnh yêu cầu:
1. Ban An toàn giao thông tỉnh: Tổng hợp, báo cáo trước ngày 20/02/2024./.
Nơi nhận: CHỦ TỊCH
- Như trên;
- Lưu: VT.
Nguyễn Văn Mẫu
"""


def test_a_scan_with_a_parted_number_and_a_stamp_before_the_addressees() -> None:
    reading = read_text(SCAN, "scan.txt")
    header = reading.header
    assert header.number.value == "297/UBND-NC"
    assert (header.place.value, str(header.date.value)) == ("Bình Định", "2024-01-15")
    assert header.subject.value == "V/v báo cáo công tác quý I năm 2024"
    assert header.urgency.value == "KHẨN"
    assert [leaf.value for leaf in header.recipients] == ["Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"]
    assert [cite.number for cite in reading.cites] == ["5/KH-UBND"]
    (told,) = every(reading)
    assert names(told.assignees) == [same("Ban An toàn giao thông tỉnh")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_plan_whose_subject_opens_like_a_sentence(gap: str) -> None:
    head = SCAN[: SCAN.index("V/v")].replace("UBND- NC", "KH-UBND")
    subject = "Triển khai thực hiện Đề án đổi mới cơ chế một cửa trên địa bàn tỉnh trong năm 2024"
    body = "Thực hiện Quyết định số 4/QĐ-TTg ngày 02/01/2024, UBND tỉnh ban hành Kế hoạch như sau:\n1. Sở Mẫu làm./."
    reading = read_text(f"{head}KẾ HOẠCH{gap}{subject}\n\n{body}\nCHỦ TỊCH\nNguyễn Văn Mẫu\n", "plan.txt")
    assert reading.header.subject.value == subject


def test_a_name_that_ends_like_a_verb_hides_no_verb() -> None:
    (told,) = every(made("1. Giám đốc Trung tâm Phục vụ hành chính công bố trí máy tính phục vụ tra cứu."))
    assert names(told.assignees) == [same("Giám đốc Trung tâm Phục vụ hành chính công")]


def test_from_monday_to_saturday_morning() -> None:
    body = "1. Trung tâm Phục vụ hành chính công tiếp nhận hồ sơ từ thứ Hai đến sáng thứ Bảy hàng tuần."
    (rule,) = rules(made(body), "receive.counter.days")
    assert rule.data["value"] == [1, 2, 3, 4, 5, 6]


def test_the_rows_of_a_table_are_no_orders_of_their_clause() -> None:
    table = "| TT | Nội dung | Chủ trì | Phối hợp |\n| --- | --- | --- | --- |\n| 1 | Số hóa | Sở Mẫu | VNPT |"
    body = f"I. NHIỆM VỤ\n\n{table}\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính bố trí kinh phí."
    assert {assignment.ref for assignment in every(made(body)) if assignment.assignees} == {"II.1"}


def test_a_tax_letter_gives_no_rule() -> None:
    body = "Người nộp thuế nộp hồ sơ khai thuế điện tử; hồ sơ giấy nộp trực tiếp trong 30 ngày."
    assert not points(made(body, subject="chính sách thuế giá trị gia tăng", preamble="Cục Thuế có ý kiến như sau:"))


def test_a_table_without_bars_at_its_ends() -> None:
    text = (
        "**BỘ MẪU** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc**\n---|---\n"
        "Số: 43/BM-DP V/v hướng dẫn | *Hà Nội, ngày 29 tháng 11 năm 2021*\n\nKính gửi: Sở Mẫu\n\n"
        "1. Sở Mẫu tổ chức thực hiện./.\n\n"
        "**Nơi nhận:** - Như trên; - Lưu: VT. | **KT. BỘ TRƯỞNG THỨ TRƯỞNG Đỗ Văn Mẫu**\n---|---\n"
    )
    header = read_text(text, "table.md").header
    assert (header.number.value, header.place.value) == ("43/BM-DP", "Hà Nội")
    assert header.subject.value == "V/v hướng dẫn"
    assert header.signer is not None
    assert (header.signer.title, header.signer.name) == ("THỨ TRƯỞNG", "Đỗ Văn Mẫu")


def test_an_indented_paragraph_behind_the_last_clause_is_none_of_its_text() -> None:
    body = (
        "     1. Công an tỉnh phối hợp với các cơ quan, tổ chức có liên quan tuần tra, kiểm soát chặt chẽ\n"
        "các tuyến đường trên địa bàn tỉnh trong suốt thời gian cao điểm của đợt ra quân lần thứ hai này.\n"
        "     Giao Sở Mẫu theo dõi, đôn đốc việc thực hiện Công văn này."
    )
    assert [(assignment.ref, names(assignment.assignees)) for assignment in every(made(body))] == [
        ("1", [same("Công an tỉnh")]),
        ("", [same("Sở Mẫu")]),
    ]


def test_a_word_without_accents_among_accented_ones_is_no_verb() -> None:
    (told,) = every(made("1. Ngân hàng Nhà nước chi nhánh tỉnh giám sát việc thực hiện."))
    assert names(told.assignees) == [same("Ngân hàng Nhà nước chi nhánh tỉnh")]


def test_a_notice_without_clauses_closes_the_counter() -> None:
    body = "Công an tỉnh thông báo: từ ngày 20/3/2020, không tiếp nhận hồ sơ trực tiếp; hồ sơ gửi qua bưu điện."
    reading = made(body, subject="tiếp nhận hồ sơ trong thời gian phòng dịch", preamble="Căn cứ tình hình dịch bệnh;")
    (rule,) = rules(reading, "receive.counter")
    assert (rule.ref, rule.data["value"], rule.data["from"]) == ("", "closed", "2020-03-20")


def test_places_where_something_stops_are_told_nothing() -> None:
    body = (
        "1. Từ ngày 14/3/2020, tạm dừng tiếp nhận hồ sơ trực tiếp tại Trung tâm Kiểm soát thủ tục hành chính và "
        "Phục vụ hành chính công tỉnh, Bộ phận Một cửa cấp huyện, cấp xã; khuyến khích người dân nộp hồ sơ trực tuyến."
    )
    reading = made(body)
    assert not any(
        names(assignment.assignees) == [same("Bộ phận Một cửa cấp huyện, cấp xã")] for assignment in every(reading)
    )
    (rule,) = rules(reading, "receive.counter")
    assert rule.data["value"] == "closed"
    # The centre, the districts and the communes: all kinds, so no condition is left.
    assert not rule.data["when"].get("unit_kinds")


def test_a_day_no_scanner_could_read_leaves_place_and_year() -> None:
    header = read_text(SCAN.replace("1⁄5 tháng", "4Ÿ tháng"), "scan.txt").header
    assert (header.place.value, header.date.value, header.year.value) == ("Bình Định", None, 2024)


def test_an_office_named_by_a_verb() -> None:
    (told,) = every(made("1. Cơ quan đăng ký hộ tịch tạo điều kiện cho người dân."))
    assert names(told.assignees) == [same("Cơ quan đăng ký hộ tịch")]
