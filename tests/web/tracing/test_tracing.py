"""Health asks, sees the list, takes it away; nobody else does."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from motcua.door.models import Room, Tracing, Visit
from motcua.door.person_keys import person_key
from motcua.journal.models import Event
from motcua.web.tracing.tracing_table import as_csv, plain
from tests.web.conftest import MONDAY
from tests.web.declarations.place import ward
from tests.web.desk import desk, text

pytestmark = pytest.mark.usefixtures("province")
ASKED = {
    "how": "phone", "text": "0912345678", "first": "2020-03-28", "last": "2020-03-30", "margin": "15",
    "reason": "Công văn 12/SYT-NVY", "premises": "", "incident": "",
}  # fmt: skip


def visits() -> None:
    room = Room.objects.filter(premises=ward()).first()
    assert room is not None
    for name, phone, since, how in (
        ("Vàng Thị Mỷ", "0912345678", 0, "scanned"),
        ("=Sùng Mí Phìn", "0987654321", 10, "scanned"),
        ("", "", 12, ""),
        ("Lò Văn Xa", "0911111111", 300, "scanned"),
    ):
        entered = MONDAY - timedelta(days=2) + timedelta(minutes=since)
        Visit.objects.create(
            room=room, full_name=name, phone=phone, person=person_key(phone=phone), entered_at=entered,
            left_at=entered + timedelta(minutes=20) if how else None, left_how=how,
        )  # fmt: skip


def asked() -> str:
    visits()
    answer = desk("hien.yte").post("/truy-vet/", ASKED)
    assert answer.status_code == 302, text(answer)
    return str(answer.url)


def test_the_list_says_who_where_how_long_and_why() -> None:
    page = text(desk("hien.yte").get(asked()))
    assert "2 người đã ở gần" in page
    assert "Sùng Mí Phìn" in page and "cùng phòng 10 phút" in page
    assert "Không rõ tên" in page and "(không chắc)" in page
    assert "Lò Văn Xa" not in page


def test_taken_away_as_files_and_each_time_written_down() -> None:
    address = asked()
    client = desk("hien.yte")
    csv = client.get(f"{address}xuat/csv/").content.decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("Họ và tên,Điện thoại") and "'=Sùng Mí Phìn,0987654321" in csv
    sheet = load_workbook(io.BytesIO(client.get(f"{address}xuat/xlsx/").content)).active
    assert sheet is not None and sheet.max_row == 3
    assert [event.data["use"] for event in Event.objects.filter(name="tracing.viewed").order_by("pk")] == [
        "csv",
        "xlsx",
    ]
    assert client.get(f"{address}xuat/pdf/").status_code == 404


def test_nobody_else() -> None:
    address = asked()
    for username in ("thu.truongbophan", "dao.cua", "mai.giamsat", "dung.lanhdao", "quan.cntt"):
        client = desk(username)
        for path in ("/truy-vet/", address, f"{address}xuat/csv/"):
            assert client.get(path).status_code == 404, (username, path)
        assert client.post("/truy-vet/", ASKED).status_code == 404
    assert Tracing.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": ""}, "Lý do"),
        ({"text": "12"}, "Số điện thoại gồm"),
        ({"first": "2020-02-01"}, "chỉ được giữ"),
        ({"first": "hôm qua"}, "Từ ngày"),
        ({"margin": "9999"}, "Tính thêm"),
        ({"premises": "999999"}, "Đơn vị"),
        ({"incident": "999999"}, "Không có sự việc"),
    ],
)
def test_what_is_wrong_is_said_and_all_typed_stays(changes: dict[str, str], words: str) -> None:
    answer = desk("hien.yte").post("/truy-vet/", ASKED | changes)
    assert answer.status_code == 422 and words in text(answer)
    assert not Tracing.objects.exists()


def test_from_an_incident_the_visit_is_there_already() -> None:
    page = text(desk("hien.yte").get("/truy-vet/?su-viec=5&luot=7"))
    assert 'value="7"' in page and 'value="5"' in page


def test_spreadsheets_run_nothing() -> None:
    assert plain("=1+1") == "'=1+1" and plain("@x") == "'@x" and plain("Vàng") == "Vàng"
    assert as_csv([["Mỷ"]]).startswith(b"\xef\xbb\xbf")
