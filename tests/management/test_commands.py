from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from motcua.catalog.models import Procedure
from motcua.clock.queries import VIETNAM
from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM
from motcua.journal.queries import history
from motcua.people.calendars import calendar_of
from motcua.people.models import CalendarDay
from tests.people.tree import office

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 3, 30, 7, 45, tzinfo=VIETNAM)
SMALL = Path(__file__).resolve().parents[1] / "catalog" / "small.csv"


def run(*words: str) -> tuple[int, str]:
    """Exit code, and all that was printed."""
    out, code = StringIO(), 0
    try:
        call_command(*words, stdout=out, stderr=out)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, out.getvalue()


def happen(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            record(name="clock.turned", at=NOW, by=SYSTEM, subject="clock", data={"number": number})


def tamper(statement: str) -> None:
    """As someone who owns the whole database could: with the triggers out of the way."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_whole_journal_verifies_and_events_not_sealed_yet_are_counted():
    happen(3)
    assert run("journal", "verify") == (
        0, "Nhật ký nguyên vẹn: 0 sự kiện trong 0 niêm phong; 3 sự kiện chưa niêm phong.\n",
    )  # fmt: skip
    assert run("journal", "seal") == (0, "Đã niêm phong 3 sự kiện.\n")
    happen(2)
    assert run("journal", "verify") == (
        0, "Nhật ký nguyên vẹn: 3 sự kiện trong 1 niêm phong; 2 sự kiện chưa niêm phong.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_event SET actor_name = 'Người khác' WHERE id = (SELECT min(id) FROM journal_event)",
        "UPDATE journal_event SET at = at + interval '1 minute' WHERE id = (SELECT max(id) FROM journal_event)",
        "UPDATE journal_event SET data = '{}' WHERE id = (SELECT min(id) FROM journal_event)",
        "DELETE FROM journal_event WHERE id = (SELECT max(id) FROM journal_event)",
        "UPDATE journal_seal SET digest = repeat('0', 64)",
        "DELETE FROM journal_seal WHERE id = (SELECT min(id) FROM journal_seal)",
    ],
)
def test_whatever_is_changed_behind_its_back_breaks_the_chain(statement):
    happen(3)
    run("journal", "seal")
    happen(2)
    run("journal", "seal")
    assert run("journal", "verify")[0] == 0
    tamper(statement)
    code, said = run("journal", "verify")
    assert code == 1
    assert "KHÔNG CÒN NGUYÊN VẸN" in said
    assert "niêm phong" in said


def test_days_off_are_loaded_once():
    assert run("calendar", "load", "2020")[1].startswith("Đã thêm ")
    before = CalendarDay.objects.count()
    assert before > 5
    assert run("calendar", "load", "2020")[1] == "Đã thêm 0 ngày nghỉ và ngày làm bù.\n"
    assert CalendarDay.objects.count() == before
    with pytest.raises(CommandError, match="Năm phải"):
        run("calendar", "load", "1945")


def test_a_day_is_set_off_and_worked_again():
    unit = office("C1", level="commune")
    said = run("calendar", "off", "2020-04-03", "--unit", "C1", "--label", "Mất điện cả phường")[1]
    assert said == f"Nghỉ 03/04/2020: {unit.name}.\n"
    assert calendar_of(unit).why_off(date(2020, 4, 3)) == "Mất điện cả phường"
    run("calendar", "work", "2020-04-03", "--unit", "C1")
    assert calendar_of(unit).is_working_day(date(2020, 4, 3))
    kinds = [(event.data["kind"], event.data["was"].get("kind")) for event in history("calendar:C1")]
    assert sorted(kinds, key=str) == [("off", None), ("working", "off")]
    for wrong, words in [
        (("3/4/2020", "--label", "Lễ"), "Ngày phải có dạng"),
        (("1945-09-02", "--label", "Lễ"), "Năm phải"),
        (("2020-04-03", "--unit", "ABC", "--label", "Lễ"), "Không có đơn vị"),
        (("2020-04-03", "--unit", "C1"), "cần lý do"),
        (("2020-04-03", "--label", "x" * 201), "dài quá"),
    ]:
        with pytest.raises(CommandError, match=words):
            run("calendar", "off", *wrong)


def test_a_catalogue_comes_in_with_its_report(tmp_path):
    report = tmp_path / "report.csv"
    _, said = run("catalog", "import", str(SMALL), "--report", str(report))
    assert said == "small.csv: 10 dòng; thêm 5, sửa 0, giữ nguyên 0, bỏ qua 5; 11 chỗ cần xem lại\n"
    lines = report.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 12
    assert lines[1].startswith("6,khong-phai-ma,ma,")
    assert Procedure.objects.count() == 5


def test_without_a_report_file_the_problems_are_printed():
    assert "dòng 6 · khong-phai-ma · ma: Mã thủ tục không đúng dạng" in run("catalog", "import", str(SMALL))[1]


def test_a_file_that_is_not_there_or_not_a_catalogue_ends_with_a_clear_line(tmp_path):
    with pytest.raises(CommandError, match="Không mở được"):
        run("catalog", "import", str(tmp_path / "nowhere.csv"))
    with pytest.raises(CommandError, match="Không mở được"):
        run("catalog", "import", str(tmp_path))
    (tmp_path / "novel.csv").write_text("Ngày xửa ngày xưa\n")
    with pytest.raises(CommandError, match=r"novel\.csv: Thiếu cột ma"):
        run("catalog", "import", str(tmp_path / "novel.csv"))
