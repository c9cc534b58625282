from datetime import datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from motcua.catalog.actions.catalog_import import import_catalog
from motcua.catalog.models import Procedure
from motcua.catalog.national_format.report import ImportProblem, write_report
from motcua.catalog.queries.forms import latest_form
from motcua.catalog.queries.procedures import fees_of, limit_of
from motcua.catalog.search import search_procedures
from motcua.journal.queries import history
from motcua.rulebook.deadlines import Limit
from tests.catalog.shelf import procedure

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 3, 30, 7, 45, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SMALL = (Path(__file__).parent / "small.csv").read_bytes()
NATIONAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


def bring_in(content: bytes, name: str = "small.csv"):
    return import_catalog(content, name=name, at=NOW)


@pytest.fixture
def report():
    return bring_in(SMALL)


def test_good_rows_come_in_and_every_bad_one_is_named_with_row_and_column(report):
    assert (report.rows, report.added, report.skipped) == (10, 5, 5)
    assert [(problem.row, problem.code, problem.column, problem.skipped) for problem in report.problems] == [
        (6, "khong-phai-ma", "ma", True),
        (7, "9.000003", "ten", True),
        (8, "9.000004", "linh_vuc", True),
        (9, "9.000005", "", True),
        (10, "9.000006", "cap_thuc_hien", False),
        (10, "9.000006", "thoi_gian_truc_tiep", False),
        (10, "9.000006", "phi_truc_tiep", False),
        (10, "9.000006", "truc_tuyen", False),
        (11, "9.000001", "ma", True),
        (13, "9.000007", "phi_truc_tiep", False),
        (14, "9.000008", "phi_truc_tiep", False),
    ]


def test_texts_are_cleaned_and_quotes_and_lines_in_cells_kept_apart(report):
    first, second = Procedure.objects.get(code="9.000001"), Procedure.objects.get(code="9.000002")
    assert first.name == "Thủ tục đăng ký khai sinh"
    assert first.agency == ""
    assert second.name == 'Cấp giấy phép, "loại A" trong hai dòng'


def test_levels_limits_fees_and_forms_are_read(report):
    first, second = Procedure.objects.get(code="9.000001"), Procedure.objects.get(code="9.000002")
    assert (first.level, first.online_level, first.postal) == ("commune", 3, True)
    assert (second.level, second.online_level, second.postal) == ("district", 2, False)
    assert limit_of(first, "counter") == Limit(3, "working_days")
    assert limit_of(second, "online") == Limit(60, "days")
    assert [(fee.amount, fee.kind) for fee in fees_of(second, "counter", NOW.date())] == [(50_000, "le_phi")]
    assert [fee.amount for fee in fees_of(first, "counter", NOW.date())] == [0]
    assert latest_form(first) is not None
    assert search_procedures("dang ky khai sinh")[0].code == "9.000001"


def test_no_fee_is_guessed(report):
    for code in ("9.000006", "9.000007", "9.000008"):
        assert fees_of(Procedure.objects.get(code=code), "counter", NOW.date()) == []


def test_the_same_file_twice_changes_nothing(report):
    before = list(Procedure.objects.values())
    again = bring_in(SMALL)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 5)
    assert list(Procedure.objects.values()) == before
    assert [event.name for event in history("catalog")] == ["catalog.imported"]


def test_a_changed_row_changes_only_that_procedure(report):
    again = bring_in(SMALL.replace("3 Ngày làm việc".encode(), "2 Ngày làm việc".encode()))
    assert (again.changed, again.unchanged) == (1, 4)
    assert limit_of(Procedure.objects.get(code="9.000001"), "counter") == Limit(2, "working_days")
    assert history("catalog").count() == 2


def test_what_officials_added_stays():
    procedure("9.000001", "Tên cũ", plain_name="Làm khai sinh", aliases=["giấy sinh"], online_level=4, urgent=True)
    bring_in(SMALL)
    kept = Procedure.objects.get(code="9.000001")
    assert (kept.name, kept.plain_name, kept.online_level, kept.urgent) == (
        "Thủ tục đăng ký khai sinh", "Làm khai sinh", 4, True,
    )  # fmt: skip
    assert search_procedures("giấy sinh")[0] == kept


def test_full_records_bring_papers_limits_and_fees_for_each_channel():
    content = """{"items": [{"ma_thu_tuc": "9.000009", "ten_thu_tuc": "Thủ tục thử", "linh_vuc": "Hộ tịch",
        "cap_thuc_hien": "Cấp xã", "ket_qua_xu_ly": "Giấy khai sinhMã: KQ.G15.000031Từ khóa",
        "cach_thuc": [{"hinh_thuc": "Trực tuyến", "thoi_gian": "2 Ngày làm việc", "phi_va_mo_ta": "10,000 VNĐ"},
                      {"hinh_thuc": "Trực tiếp", "thoi_gian": "3 Ngày làm việc", "phi_va_mo_ta": "20,000 VNĐ"},
                      {"hinh_thuc": "Chim bồ câu", "thoi_gian": "1 Ngày", "phi_va_mo_ta": "Miễn phí"}],
        "ho_so": [{"ten": "Tờ khai", "ban_chinh": 1, "ban_sao": 0}, {"ten": "", "ban_chinh": 1},
                  {"ten": "Bản sao", "ban_chinh": -5, "ban_sao": 2}]}, 7, {"ma_thu_tuc": null}]}""".encode()
    report = bring_in(content, "day-du.json")
    assert (report.rows, report.added, report.skipped) == (3, 1, 2)
    made = Procedure.objects.get()
    assert made.result == "Giấy khai sinh"
    assert [(paper.name, paper.originals, paper.copies) for paper in made.papers.all()] == [
        ("Tờ khai", 1, 0),
        ("Bản sao", 0, 2),
    ]
    assert limit_of(made, "online") == Limit(2, "working_days")
    assert [fee.amount for fee in fees_of(made, "counter", NOW.date())] == [20_000]
    assert {problem.column for problem in report.problems if problem.row == 1} == {"cach_thuc", "ho_so"}
    assert bring_in(content).unchanged == 1


def test_the_report_is_csv_that_no_spreadsheet_takes_for_a_formula():
    out = StringIO()
    write_report([ImportProblem(3, "=1+1", "ma", "Mã, sai", True)], out)
    assert out.getvalue().splitlines() == [
        "Dòng,Mã thủ tục,Cột,Vấn đề,Xử lý",
        '3,\'=1+1,ma,"Mã, sai",Bỏ qua cả dòng',
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow_with_new_rows(many, django_assert_num_queries):
    header = "ma,ten,linh_vuc,cap_thuc_hien,thoi_gian_truc_tiep,phi_truc_tiep\n"
    rows = "".join(f"9.00000{number},Thủ tục {number},Hộ tịch,Cấp xã,1 Ngày,Miễn phí\n" for number in range(many))
    with django_assert_num_queries(11):
        assert bring_in((header + rows).encode()).added == many


@pytest.mark.skipif(not NATIONAL.exists(), reason="the folder of national data is not beside this repository")
def test_the_national_list_comes_in_whole_and_twice_is_once():
    content = (NATIONAL / "procedures_2642.csv").read_bytes()
    first = bring_in(content, "procedures_2642.csv")
    assert (first.rows, first.added, first.skipped) == (2642, 2642, 0)
    assert {problem.column for problem in first.problems} == {
        "ten", "cap_thuc_hien", "thoi_gian_truc_tiep", "phi_truc_tiep",
    }  # fmt: skip
    assert bring_in(content).unchanged == 2642
    assert search_procedures("dang ky khai sinh")[0].code == "1.001193"
    assert search_procedures("sang tên xe")[0].code == "1.013076"
    full = bring_in((NATIONAL / "procedures_popular_60.json").read_bytes(), "procedures_popular_60.json")
    assert (full.rows, full.skipped, full.added) == (60, 0, 0)
    birth = Procedure.objects.get(code="1.001193")
    assert birth.papers.count() > 5
    assert birth.result == "Giấy khai sinh"
