"""The import page: for who keeps the system, with every row that was not taken."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.exchange.models import ImportRun
from motcua.people.models import Staff
from tests.web.desk import birth_dossier, desk, text

pytestmark = pytest.mark.usefixtures("province")
TABLE = "tên đăng nhập,họ tên,mã cơ quan,vai trò\nmoi.nguoi,Người Mới,001.02.31.H22,cashier\n=cmd,Sai,001.02.31.H22,\n"


def test_from_the_file_to_the_list_of_bad_rows() -> None:
    client = desk("quan.cntt")
    sent = {"kind": "staff", "file": SimpleUploadedFile("nguoi.csv", TABLE.encode())}
    assert client.post("/nhap-xuat/", sent).status_code == 302
    assert Staff.objects.filter(username="moi.nguoi").exists()
    page = text(client.get("/nhap-xuat/"))
    assert "nguoi.csv" in page and "không nhận 1" in page
    listed = client.get(f"/nhap-xuat/{ImportRun.objects.get().pk}/loi.csv").content.decode("utf-8-sig")
    assert "3,Tên đăng nhập không đúng dạng" in listed
    assert "họ tên" in client.get("/nhap-xuat/mau/staff.csv").content.decode("utf-8-sig")


def test_a_file_that_is_no_table_and_a_person_who_may_not() -> None:
    client = desk("quan.cntt")
    wrong = client.post("/nhap-xuat/", {"kind": "staff", "file": SimpleUploadedFile("x.csv", b"\xff\xfe\x00")})
    assert wrong.status_code == 422
    assert desk("duc.thuly").get("/nhap-xuat/").status_code == 404


def test_the_zip_of_a_dossier_goes_to_who_may_see_it() -> None:
    dossier = birth_dossier()
    found = desk("duc.thuly").get(f"/nhap-xuat/ho-so/{dossier.code}.zip")
    assert found["Content-Type"] == "application/zip" and found.content.startswith(b"PK")
    assert desk("sinh.thuly").get(f"/nhap-xuat/ho-so/{dossier.code}.zip").status_code == 404
