"""Offices and staff from a table: CSV or XLSX, good rows land, run twice changes nothing."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from motcua.exchange.actions.people import import_offices, import_staff
from motcua.exchange.tables import TableError, read_table
from motcua.people.models import Office, Staff
from tests.dossiers.world import MONDAY, World

OFFICES = """Mã;Mã cha;Loại;Cấp;Tên
000.07.21.H22;000.07.01.H22;Bộ phận Một cửa cấp xã;commune;Bộ phận Một cửa xã Mới
000.07.01.H22;000.00.00.H22;committee;Cấp xã;UBND xã Mới
sai mã;;committee;province;Cơ quan sai
000.08.01.H22;999.99.99.H22;committee;commune;Xã mồ côi
"""
STAFF = """Tên đăng nhập,Họ tên,Mã cơ quan,Vai trò
moi.mot,Lò Thị Mới,000.01.21.H22,"receiving_officer; Người thu phí, lệ phí"
moi.hai,Lò Văn Hai,999,approver
moi.ba,Lò Văn Ba,000.01.21.H22,phù thủy
moi.mot,Trùng Tên,000.01.21.H22,
receiver,Cán bộ receiver,000.01.21.H22,receiving_officer
"""


def sheet(text: str) -> bytes:
    """The same table as XLSX."""
    book, out = Workbook(), io.BytesIO()
    for line in text.strip().splitlines():
        book.active.append(line.split(";"))
    book.save(out)
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content", [OFFICES.encode(), sheet(OFFICES), OFFICES.encode("utf-16")], ids=["csv", "xlsx", "16"]
)
def test_offices_land_parents_first_and_a_second_run_changes_nothing(world: World, content: bytes) -> None:
    first = import_offices(content, name="donvi", by=None, at=MONDAY)
    assert (first.rows, first.made, [bad["row"] for bad in first.bad]) == (4, 2, [4, 5])
    unit = Office.objects.get(code="000.07.21.H22")
    assert unit.path == "000.00.00.H22/000.07.01.H22/000.07.21.H22" and unit.kind == "commune_unit"
    again = import_offices(content, name="donvi", by=None, at=MONDAY)
    assert (again.made, again.changed, again.unchanged, again.bad) == (0, 0, 2, first.bad)


@pytest.mark.django_db
def test_staff_land_with_their_roles(world: World) -> None:
    text = STAFF.replace('"receiving_officer; Người thu phí, lệ phí"', "receiving_officer;cashier")
    first = import_staff(text.encode(), name="nguoi", by=None, at=MONDAY)
    assert (first.rows, first.made, first.unchanged) == (5, 1, 1)
    assert [bad["row"] for bad in first.bad] == [3, 4, 5]
    made = Staff.objects.get(username="moi.mot")
    assert set(made.roles.values_list("role", flat=True)) == {"receiving_officer", "cashier"}
    assert not made.has_usable_password()
    again = import_staff(text.encode(), name="nguoi", by=None, at=MONDAY)
    assert (again.made, again.changed, again.unchanged) == (0, 0, 2)
    left = "ten dang nhap,ho ten,ma co quan,dang lam\nmoi.mot,Lò Thị Mới,000.01.21.H22,không\n"
    assert import_staff(left.encode(), name="nguoi", by=None, at=MONDAY).changed == 1
    assert not Staff.objects.get(username="moi.mot").is_active


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "trống"), (b"a,b\n1,2\n", "tên cột"), (b"PK\x03\x04garbage", "XLSX"), ("mã,mã\n1,2".encode(), "Hai cột"),
     ("tên\n\xff".encode("latin-1"), "UTF-8"), (b'ma,ten\n"1', "hỏng")],
)  # fmt: skip
def test_files_that_are_no_table(content: bytes, word: str) -> None:
    with pytest.raises(TableError, match=word):
        list(read_table(content, {"ma": "code", "ten": "name"}))
