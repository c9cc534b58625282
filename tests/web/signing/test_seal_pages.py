"""Seals and certificates on the desk: who sees them, and what the forms say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from motcua.management.demo.signing import Authority, load_signing
from motcua.management.demo.story import PASSWORD
from motcua.people.models import Office
from motcua.signing.actions import enter_seal_book
from motcua.signing.models import Certificate, Seal
from tests.web.conftest import MONDAY
from tests.web.desk import desk, staff, text

WARD = "000.02.31.H22"


@pytest.fixture
def keys(province) -> None:
    load_signing(MONDAY)


def test_the_demo_is_loaded_once(keys: None) -> None:
    assert (Seal.objects.count(), Certificate.objects.count()) == (4, 2)
    assert load_signing(MONDAY) == 0


def test_a_keeper_sees_the_seals_of_his_office_alone(keys: None) -> None:
    page = text(desk("ha.vanthu").get("/con-dau/"))
    assert "Dấu Ủy ban nhân dân phường Nguyễn Trãi" in page
    assert "Sở Tư pháp" not in page
    foreign = Seal.objects.get(office__code="000.00.02.H22", kind="first")
    for path in (f"/con-dau/{foreign.pk}/", f"/con-dau/{foreign.pk}/so/2020/"):
        assert desk("ha.vanthu").get(path).status_code == 404
    assert desk("duc.thuly").get("/con-dau/them/").status_code == 404
    assert desk("ha.vanthu").get(f"/con-dau/{10**18}/").status_code == 404


def test_a_second_seal_is_seen_where_it_is_kept(keys: None) -> None:
    assert "Dấu thứ hai Sở Tư pháp" in text(desk("son.giamdoc").get("/con-dau/"))
    assert "Dấu thứ hai Sở Tư pháp" in text(desk("hoa.vanthu").get("/con-dau/"))


def test_the_book_in_pages(keys: None) -> None:
    seal = Seal.objects.get(office__code=WARD)
    with transaction.atomic():
        for number in range(51):
            enter_seal_book(
                seal=seal, subject="dossier:1", label=f"H{number}", document="Kết quả", signer="Đinh Quốc Vinh",
                stamper=staff("ha.vanthu"), at=MONDAY,
            )  # fmt: skip
    client = desk("ha.vanthu")
    first, second = (text(client.get(f"/con-dau/{seal.pk}/so/2020/?trang={page}")) for page in (1, 2))
    assert ("H49" in first, "H50" in first, "H50" in second) == (True, False, True)
    assert "chưa đóng lần nào" in text(client.get(f"/con-dau/{seal.pk}/so/2021/"))


def test_a_hand_over_without_papers_is_told_at_the_fields(keys: None) -> None:
    seal = Seal.objects.get(office__code=WARD)
    client, where = desk("ha.vanthu"), f"/con-dau/{seal.pk}/"
    to = staff("duc.thuly").pk
    page = text(client.post(where, {"to_staff": to}))
    assert "Hãy ghi số, ngày của văn bản cho phép bàn giao." in page
    assert "Hãy ghi số, ngày của biên bản bàn giao." in page
    done = client.post(where, {"to_staff": to, "permission": "05/QĐ-UBND", "minutes": "01/BB"}, follow=True)
    assert "Đã ghi việc bàn giao con dấu." in text(done)
    assert "Dương Thu Hà → Triệu Minh Đức" in text(done)


def test_a_certificate_by_the_page_and_its_revocation(keys: None) -> None:
    office = Office.objects.get(code="000.00.02.H22")
    client, where = desk("hoa.vanthu"), f"/con-dau/chung-thu/them/?office={office.pk}"
    authority = Authority(MONDAY - timedelta(days=10))
    key_file = authority.key_file("Sở Tư pháp")

    def send(content: bytes, password: str) -> str:
        given = {"file": SimpleUploadedFile("k.p12", content), "password": password}
        return text(client.post(where, given, follow=True))

    page = send(key_file, "sai")
    assert "Mật khẩu không mở được tệp này." in page
    assert 'value="sai"' not in page
    old = authority.key_file("Cũ", ends=MONDAY - timedelta(days=1))
    assert "đã hết hạn lúc" in send(old, PASSWORD)
    assert "Hãy chọn tệp chứng thư số" in text(client.post(where, {"password": "x"}))
    assert "không phải tệp chứng thư số" in send(b"%PDF-1.7", "x")
    assert "Đã thêm chứng thư số." in send(key_file, PASSWORD)
    assert "đã có trong hệ thống" in send(key_file, PASSWORD)
    added = Certificate.objects.get(office=office)
    assert PASSWORD not in text(client.get(f"/con-dau/chung-thu/{added.pk}/"))
    assert "Hãy ghi lý do thu hồi." in text(client.post(f"/con-dau/chung-thu/{added.pk}/", {"reason": ""}))
    gone = client.post(f"/con-dau/chung-thu/{added.pk}/", {"reason": "Lộ khóa"}, follow=True)
    assert "Đã thu hồi chứng thư số." in text(gone)
    assert desk("ha.vanthu").get(f"/con-dau/chung-thu/{added.pk}/").status_code == 404


def test_a_seal_is_registered_in_two_steps(keys: None) -> None:
    client = desk("quan.cntt")
    office, unit = (Office.objects.get(code=code) for code in ("000.03.32.H22", "001.03.32.H22"))
    assert "Hãy chọn cơ quan, đơn vị." in text(client.get("/con-dau/them/?office="))
    where = f"/con-dau/them/?office={office.pk}&kept_at={unit.pk}"
    assert "Vàng Mí Chứ" in text(client.get(where))
    assert "Hãy chọn người giữ dấu." in text(client.post(where, {"kind": "second"}))
    keeper = str(staff("chu.tiepnhan").pk)
    page = text(client.post(where, {"kind": "first", "label": "Dấu", "registration": "1", "keeper": keeper}))
    assert "Dấu thứ nhất được giữ tại chính cơ quan có dấu." in page
    given = {"kind": "second", "label": "Dấu 2 xã Lũng Cú", "registration": "7/ĐKMD", "keeper": keeper}
    assert "Dấu 2 xã Lũng Cú" in text(client.post(where, given, follow=True))
