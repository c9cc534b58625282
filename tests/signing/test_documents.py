"""Signatures that poppler agrees with, and what refuses to sign."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image
from pypdf import PdfReader, PdfWriter

from motcua.journal import queries as journal
from motcua.management.demo.signing import Authority
from motcua.refusals import CannotSign, NotAllowed
from motcua.signing.actions import revoke_certificate, sign_document
from motcua.signing.keys.files import signer_from
from motcua.signing.mark import HEIGHT, WIDTH, mark_position
from motcua.signing.models import Certificate, SignedDocument
from motcua.signing.pades import sign_pdf
from motcua.signing.verification import check_document, check_signatures
from tests.dossiers.world import World
from tests.dossiers.world import at as moment
from tests.signing.conftest import a_pdf

SIGNED_AT = moment(2, 9, 15)


def sign(certificate: Certificate, pdf: bytes | None = None, at=SIGNED_AT, **changes):
    given = {"subject": "dossier:1", "label": "000.01.21.H22-200330-0001", "title": "Kết quả: khai sinh", "by": None}
    return sign_document(a_pdf() if pdf is None else pdf, certificate=certificate, at=at, **(given | changes))


def _end_of_signature(content: bytearray) -> int:
    """Where the signature's own bytes end, before the noughts that fill its place."""
    place = content.index(b">", content.index(b"/Contents <"))
    while content[place - 1] == ord("0"):
        place -= 1
    return place


def pdfsig(content: bytes, folder: Path) -> str:
    """What poppler says of a file's signatures."""
    if shutil.which("pdfsig") is None:
        pytest.skip("Không có pdfsig (poppler-utils) trên máy này.")
    path = folder / "signed.pdf"
    path.write_bytes(content)
    return subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout


def test_poppler_and_the_house_agree_on_a_signature(certificate: Certificate, tmp_path: Path) -> None:
    signed = sign(certificate)
    said = pdfsig(signed.content, tmp_path)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "SHA-256" in said
    report = check_document(signed.content)
    assert (report.state, report.document) == ("intact", signed.document)
    (signer,) = report.signers
    assert (signer.name, signer.ok, signer.office) == ("Ủy ban nhân dân xã Phú Linh", True, certificate.office.name)


def test_poppler_agrees_on_a_curve_too(authority: Authority, tmp_path: Path) -> None:
    signer = signer_from(authority.key_file("Đường cong", "x"), "x")
    signed = sign_pdf(a_pdf(), signer=signer, name="Đường cong", at=SIGNED_AT, link="http://x/")
    assert "Signature is Valid." in pdfsig(signed, tmp_path)


@pytest.mark.parametrize("where", ["in the page", "in the signature", "in the trailer"])
def test_one_changed_byte_is_reported(certificate: Certificate, tmp_path: Path, where: str) -> None:
    content = bytearray(sign(certificate).content)
    place = {
        "in the page": content.index(b"stream") + 40,
        "in the signature": _end_of_signature(content) - 100,
        "in the trailer": content.index(b"/Title"),
    }[where]
    content[place] ^= 1
    changed = bytes(content)
    assert "Signature is Valid." not in pdfsig(changed, tmp_path)
    report = check_document(changed)
    assert report.state in {"changed", "broken"}
    assert report.document is None
    assert not any(signer.ok for signer in report.signers)


def test_pages_added_after_the_signature_are_reported(certificate: Certificate) -> None:
    signed = sign(certificate)
    writer = PdfWriter(io.BytesIO(signed.content), incremental=True)
    writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    report = check_document(out.getvalue())
    assert report.state == "appended"
    assert report.document is None
    assert report.original == signed.document


def test_bytes_behind_the_end_are_reported(certificate: Certificate) -> None:
    assert check_document(sign(certificate).content + b"\nxin chao").state == "appended"


def test_two_signatures_one_after_the_other_are_both_whole(certificate: Certificate, tmp_path: Path) -> None:
    twice = sign(certificate, sign(certificate).content, at=SIGNED_AT + timedelta(minutes=5))
    report = check_document(twice.content)
    assert (report.state, len(report.signers)) == ("intact", 2)
    assert pdfsig(twice.content, tmp_path).count("Signature is Valid.") == 2


def test_the_moment_signed_is_that_of_the_house(certificate: Certificate) -> None:
    signed = sign(certificate)
    (signer,) = check_document(signed.content).signers
    assert signer.at == SIGNED_AT == signed.document.signed_at
    field = PdfReader(io.BytesIO(signed.content)).pages[0]["/Annots"][0].get_object()
    assert field["/V"]["/M"] == "D:20200402091500+07'00'"
    assert field["/AP"]["/N"].get_object()["/Subtype"] == "/Form"


def test_a_signature_is_written_down(certificate: Certificate) -> None:
    signed = sign(certificate)
    (event,) = journal.latest().filter(name="document.signed")
    assert event.data["sha256"] == signed.document.sha256
    assert SignedDocument.objects.get(token=signed.document.token).title == "Kết quả: khai sinh"


def test_what_is_expired_revoked_or_not_yet_valid_signs_nothing(certificate: Certificate, world: World) -> None:
    for at, words in [
        (certificate.valid_to + timedelta(seconds=1), "hết hạn"),
        (certificate.valid_from - timedelta(seconds=1), "chưa có hiệu lực"),
    ]:
        with pytest.raises(NotAllowed, match=words):
            sign(certificate, at=at)
    sign(certificate)
    revoke_certificate(certificate=certificate, reason="Lộ khóa", by=world.leader, at=SIGNED_AT)
    with pytest.raises(NotAllowed, match="thu hồi: Lộ khóa"):
        sign(certificate)
    assert SignedDocument.objects.count() == 1


def test_what_was_signed_before_a_revocation_stays_good(certificate: Certificate, world: World) -> None:
    signed = sign(certificate)
    revoke_certificate(certificate=certificate, reason="Đổi chứng thư", by=world.leader, at=moment(9, 9))
    assert check_document(signed.content).state == "intact"
    certificate.refresh_from_db()
    certificate.revoked_at = SIGNED_AT - timedelta(days=1)
    certificate.save()
    report = check_document(signed.content)
    assert (report.state, report.signers[0].why) == ("doubtful", "Chứng thư số đã bị thu hồi trước thời điểm ký.")


def test_another_key_of_the_server_opens_no_password(certificate: Certificate, settings) -> None:
    settings.SECRET_KEY = "a key that came later"
    with pytest.raises(CannotSign, match="khóa của hệ thống đã thay đổi"):
        sign(certificate)
    assert "mật khẩu" not in certificate.secret


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7\nno more", a_pdf()[:300]], ids=["empty", "head", "cut"])
def test_a_broken_pdf_is_refused_in_words(certificate: Certificate, broken: bytes) -> None:
    with pytest.raises(CannotSign, match="không ký số được"):
        sign(certificate, broken)


def test_a_stranger_is_believed_only_under_a_trusted_root(authority: Authority, settings, tmp_path: Path, db) -> None:
    signer = signer_from(authority.key_file("Công ty A", "x"), "x")
    foreign = sign_pdf(a_pdf(), signer=signer, name="Công ty A", at=SIGNED_AT, link="http://x/", mark=False)
    report = check_document(foreign)
    assert (report.state, report.document) == ("doubtful", None)
    assert report.signers[0].why == "Chưa xác minh được tổ chức cấp chứng thư số này."
    (tmp_path / "root.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    settings.TRUSTED_ROOTS = str(tmp_path)
    assert check_document(foreign).state == "intact"
    (tmp_path / "root.pem").write_text("no certificate")
    assert check_document(foreign).state == "doubtful"


def test_a_signature_made_outside_its_certificates_time_is_doubted(authority: Authority, db) -> None:
    signer = signer_from(authority.key_file("Công ty B", "x", ends=SIGNED_AT - timedelta(days=1)), "x")
    late = sign_pdf(a_pdf(), signer=signer, name="Công ty B", at=SIGNED_AT, link="http://x/", mark=False)
    report = check_document(late)
    assert (report.state, report.signers[0].in_time) == ("doubtful", False)
    assert report.signers[0].why == "Chứng thư số không có hiệu lực vào thời điểm ký."


def test_the_mark_stands_where_the_page_is_blank() -> None:
    blank = mark_position(a_pdf(), WIDTH, HEIGHT)
    assert blank[2:] == (585, 832)
    out = io.BytesIO()
    page = Image.new("RGB", (595, 842), "black")
    page.paste("white", (300, 600, 595, 842))
    page.save(out, "PDF")
    left, bottom, right, top = mark_position(out.getvalue(), WIDTH, HEIGHT)
    assert 300 < left < right <= 595
    assert 0 < bottom < top < 242
    assert mark_position(b"no pdf", WIDTH, HEIGHT) == blank


def test_what_a_dossier_keeps_of_a_paper_given(certificate: Certificate) -> None:
    assert check_signatures(b"\xff\xd8\xff no pdf") == {}
    assert check_signatures(a_pdf()) == {"signed": False, "intact": True, "signers": []}
    signed = sign(certificate).content
    good = {"name": certificate.subject, "at": SIGNED_AT.isoformat(), "ok": True, "why": ""}
    assert check_signatures(signed) == {"signed": True, "intact": True, "signers": [good]}
    told = check_signatures(signed.replace(b"/Title", b"/Titel"))
    assert (told["signed"], told["intact"]) == (True, False)
    assert told["signers"][0]["why"] == "Nội dung đã bị thay đổi sau khi ký, hoặc chữ ký bị hỏng."
