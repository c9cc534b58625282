"""Anyone checks a signed paper: plain words for every file, and never a person's data."""

from __future__ import annotations

import io
import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter

from motcua.management.demo.signing import load_signing
from motcua.people.models import Office
from motcua.signing import verification
from motcua.signing.actions import revoke_certificate, sign_document
from motcua.signing.actions.documents import Signed
from motcua.signing.models import Certificate
from tests.signing.conftest import a_pdf
from tests.web.conftest import MONDAY
from tests.web.desk import staff

WARD = "000.02.31.H22"


@pytest.fixture
def signed(province) -> Signed:
    load_signing(MONDAY)
    certificate = Certificate.objects.get(office__code=WARD)
    return sign_document(
        a_pdf(), certificate=certificate, subject="dossier:1", label="001.02.31.H22-200330-0001",
        title="Kết quả: Đăng ký khai sinh", by=None, at=MONDAY + timedelta(hours=2),
    )  # fmt: skip


def check(client: Client, content: bytes, name: str = "kq.pdf") -> str:
    answer = client.post("/xac-minh/", {"tep": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_intact_file_of_this_house(visitor: Client, signed: Signed) -> None:
    said = check(visitor, signed.content)
    assert "Tệp còn nguyên vẹn từ khi ký" in said
    assert "Do hệ thống này phát hành" in said
    assert "Kết quả: Đăng ký khai sinh" in said
    assert "Ủy ban nhân dân phường Nguyễn Trãi" in said
    assert "10 giờ, thứ Hai 30/3/2020" in said
    assert "CA bản demo" in said


def test_one_changed_byte(visitor: Client, signed: Signed) -> None:
    said = check(visitor, signed.content.replace(b"/Title", b"/Titel"))
    assert "Tệp đã bị thay đổi, chữ ký không còn giá trị" in said
    assert "Do hệ thống này phát hành" not in said


def test_something_added_after_signing_leads_to_the_original(visitor: Client, signed: Signed) -> None:
    writer = PdfWriter(io.BytesIO(signed.content), incremental=True)
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    said = check(visitor, out.getvalue())
    assert "Tệp đã bị thêm nội dung sau khi ký" in said
    assert f"/xac-minh/{signed.document.token}/" in said


def test_hostile_and_other_files_get_words(visitor: Client, signed: Signed) -> None:
    cut = signed.content[: len(signed.content) // 2]
    for content, words in [
        (b"xin chao", "Đây không phải tệp PDF"),
        (os.urandom(10 * 1024 * 1024), "Đây không phải tệp PDF"),
        (b"%PDF-1.7\n" + os.urandom(2 * 1024 * 1024), "Tệp bị hỏng hoặc đã bị sửa"),
        (b"%PDF-1.7\n" + b"[" * 200_000, "Tệp bị hỏng hoặc đã bị sửa"),
        (cut, "Tệp bị hỏng hoặc đã bị sửa"),
        (a_pdf(), "Tệp này không có chữ ký số"),
        (_locked(), "Tệp có mật khẩu"),
        (b"%PDF-" + b"0" * verification.LARGEST, "Tệp lớn quá"),
    ]:
        assert words in check(visitor, content)


def test_no_file_and_an_empty_file_are_told_at_the_field(visitor: Client) -> None:
    assert "Hãy chọn một tệp PDF." in visitor.post("/xac-minh/").content.decode()
    assert "Tệp rỗng" in check(visitor, b"")


def test_the_square_code_says_what_and_who(visitor: Client, signed: Signed) -> None:
    answer = visitor.get(f"/xac-minh/{signed.document.token}/")
    said = answer.content.decode()
    assert answer.status_code == 200
    for words in ("Kết quả: Đăng ký khai sinh", "001.02.31.H22-200330-0001", "Ủy ban nhân dân phường Nguyễn Trãi"):
        assert words in said
    assert visitor.get("/xac-minh/khong-co-ma-nay/").status_code == 404


def test_a_later_revocation_is_told_and_changes_nothing(visitor: Client, signed: Signed) -> None:
    certificate = Certificate.objects.get(office=Office.objects.get(code=WARD))
    revoke_certificate(certificate=certificate, reason="Đổi", by=staff("quan.cntt"), at=MONDAY + timedelta(days=1))
    said = visitor.get(f"/xac-minh/{signed.document.token}/").content.decode()
    assert "sau khi ký, chữ ký vẫn có giá trị" in said
    assert "Tệp còn nguyên vẹn từ khi ký" in check(visitor, signed.content)


def test_in_english(visitor: Client, signed: Signed) -> None:
    visitor.post("/ngon-ngu/", {"language": "en", "next": "/xac-minh/"})
    said = check(visitor, signed.content)
    assert "The file is intact since it was signed" in said
    assert "Issued by this service" in said


def _locked() -> bytes:
    writer = PdfWriter(io.BytesIO(a_pdf()))
    writer.encrypt("mật khẩu", algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
