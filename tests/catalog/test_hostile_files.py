from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalog.actions.catalog_import import import_catalog
from motcua.catalog.models import Field, Procedure
from motcua.catalog.national_format.csv_file import read_csv
from motcua.catalog.national_format.json_file import read_json
from motcua.catalog.national_format.report import CatalogFileError
from motcua.catalog.national_format.values import level_of, read_fee, read_limit, without_markup

NOW = datetime(2020, 3, 30, 7, 45, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
HEADER = "ma,ten,linh_vuc,cap_thuc_hien\n"
GOOD = "9.000001,Thủ tục,Hộ tịch,Cấp xã\n"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "trống"),
        (b" \n ", "trống"),
        ((HEADER + GOOD).encode("utf-8") + "Tệp cũ".encode("cp1258", "replace") + b"\xff", "UTF-8 (dòng 3)"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        (b"PK\x03\x04\x00\x00", "ký tự rỗng"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"ma,ten\n9.000001,X\n", "Thiếu cột linh_vuc, cap_thuc_hien"),
        (b"ma,ma,ten,linh_vuc,cap_thuc_hien\n", "Cột bị lặp: ma"),
        ((HEADER + GOOD + '9.000002,"Ngoặc không đóng,Hộ tịch,Cấp xã\n' + GOOD).encode(), "dấu ngoặc kép"),
        ((HEADER + '9.000002,"Ngoặc" thừa,Hộ tịch,Cấp xã\n').encode(), "dòng 2"),
        (b"# chi co loi ghi chu\n", "Thiếu cột"),
        (b"{", "JSON hỏng ở dòng 1"),
        (b'{"a": 1}', "danh sách"),
        (b"[" * 100_000, "JSON hỏng"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason_and_nothing_is_written(content, word):
    with pytest.raises(CatalogFileError) as refused:
        import_catalog(content, name="x", at=NOW)
    assert word in str(refused.value)
    assert not Procedure.objects.exists()
    assert not Field.objects.exists()


@pytest.mark.django_db
def test_a_cell_of_a_million_letters_loses_its_row_alone():
    content = HEADER + f'9.000002,"{"x" * 1_000_000}",Hộ tịch,Cấp xã\n' + GOOD
    report = import_catalog(content.encode(), name="x", at=NOW)
    assert (report.added, report.skipped) == (1, 1)
    assert report.problems[0].text == "Ô dài 1.000.000 ký tự, quá mức cho phép."
    assert (report.problems[0].row, report.problems[0].column) == (2, "ten")


@pytest.mark.django_db
def test_windows_line_ends_a_byte_order_mark_and_utf_16_are_no_obstacle():
    for encoding in ("utf-8-sig", "utf-16"):
        report = import_catalog((HEADER + GOOD).replace("\n", "\r\n").encode(encoding), name="x", at=NOW)
        assert report.added + report.unchanged == 1
    assert Procedure.objects.get().name == "Thủ tục"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<script>alert(1)</script>Đổi  tên", "alert(1) Đổi tên"),
        ("a &lt;b&gt; &amp; c", "a & c"),
        ("Khai\u200b sinh\u202e\x07", "Khai sinh"),
        ("Đăng ký", "Đăng ký"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_markup_and_odd_signs_are_taken_out(text, clean):
    assert without_markup(text) == clean


@pytest.mark.parametrize(
    ("text", "level"),
    [("Cấp bộ", "ministry"), ("Cấp bộ, Cấp tỉnh, Cấp xã", "commune"), ("Cấp Huyện", "district"), ("Cơ quan khác", "")],
)
def test_the_level_nearest_to_people(text, level):
    assert level_of(text) == level


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Miễn phí", 0),
        ("Miễn phí(Không có)", 0),
        ("8,000 VNĐ", 8000),
        ("150.000 đồng/lần", 150000),
        ("1,025,000 Việt Nam Đồng(Kiểm tra)", 1025000),
        ("10 USD", None),
        ("Miễn phí(Lệ phí: 135.000 đồng/lần)", None),
        ("45 VNĐ(Từ ngày 01/01/2026)", None),
        ("9" * 400 + " VNĐ", None),
        ("VNĐ", None),
        ("Không có thông tin", None),
    ],
)
def test_fees_are_read_only_where_they_are_plain(text, amount):
    fee, reason = read_fee(text, "counter")
    assert (fee.amount if fee else None) == amount
    assert bool(reason) == (amount is None and text != "Không có thông tin")


def test_a_limit_without_unit_is_not_guessed():
    limit, reason = read_limit("5", "counter")
    assert limit is None
    assert "đơn vị" in reason
    assert read_limit("", "counter") == (None, "")


@settings(max_examples=60)
@given(st.text(max_size=300), st.text(max_size=100))
def test_no_text_breaks_the_readers(text, cell):
    for read, content in ((read_csv, text), (read_csv, HEADER + text), (read_json, text), (read_json, f"[{text}]")):
        try:
            read(content)
        except CatalogFileError as refused:
            assert str(refused)
    read_fee(cell, "counter")
    read_limit(cell, "counter")
