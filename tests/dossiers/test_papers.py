"""Uploads: what people send by mistake, and what somebody sends on purpose."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from motcua.dossiers.papers.bad_file import BadFile
from motcua.dossiers.papers.names import clean_name
from motcua.dossiers.papers.upload import check_upload
from tests.dossiers.world import jpeg, upload


def pdf(pages: int = 1, **encryption: Any) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(420, 595)
    if encryption:
        writer.encrypt(**encryption)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def active(kind: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(420, 595)
    if kind == "script":
        writer.add_open_action(JavaScript("app.alert('x')"))
    elif kind == "attachment":
        writer.add_attachment("virus.exe", b"MZ")
    else:
        action = DictionaryObject({NameObject("/S"): NameObject("/Launch")})
        action[NameObject("/F")] = TextStringObject("cmd.exe")
        writer._root_object[NameObject("/OpenAction")] = action
    return written(writer)


def packed_script() -> bytes:
    """A script whose dictionary lies compressed in an object stream, where a search of the bytes sees nothing."""
    hidden = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    stream = zlib.compress(b"5 0 " + hidden)
    body = b"%PDF-1.5\n"
    places = {}

    def add(number: int, content: bytes) -> None:
        nonlocal body
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)

    add(1, b"<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>")
    add(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    add(3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] >>")
    packed = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    add(4, packed % (len(stream), stream))
    start = len(body)
    rows = [struct.pack(">BIH", 0, 0, 65535)]
    rows += [struct.pack(">BIH", 1, places[number], 0) for number in (1, 2, 3, 4)]
    rows += [struct.pack(">BIH", 2, 4, 0), struct.pack(">BIH", 1, start, 0)]
    table = zlib.compress(b"".join(rows))
    body += b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length %d >>\n" % len(table)
    return body + b"stream\n" + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def png(width: int, height: int, *, real: bool = True) -> bytes:
    if real:
        out = io.BytesIO()
        Image.new("L", (width, height), 200).save(out, "PNG")
        return out.getvalue()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    few = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + few + chunk(b"IEND", b"")


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "content_type", "name"),
    [
        (pdf(), "application/pdf", "giấy.pdf"),
        (pdf(12), "application/pdf", "giấy.pdf"),
        (jpeg(), "image/jpeg", "giấy.jpg"),
        (png(300, 400), "image/png", "giấy.png"),
    ],
)
def test_what_we_take_is_known_by_its_content(content: bytes, content_type: str, name: str) -> None:
    checked = check_upload(upload(content, "giấy.exe"))
    assert (checked.content_type, checked.name, checked.size) == (content_type, name, len(content))
    assert checked.content == content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rỗng"),
        ("Xin chào".encode(), "văn bản thuần"),
        (b"<html><script>alert(1)</script>", "trang web"),
        (b"<?xml version='1.0'?><svg/>", "trang web"),
        (b"GIF89a" + b"\0" * 50, "ảnh GIF"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"MZ\x90\0" + b"\0" * 50, "chương trình"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "Office cũ"),
        (zipped(word__document="x"), "Word"),
        (zipped(xl__workbook="x"), "Excel"),
        (zipped(a="x"), "nén ZIP"),
        (b"\0\1\2\3" * 20, "không nhận ra"),
        (b"  %PDF-1.4 not at the start", "văn bản thuần"),
    ],
)
def test_anything_else_is_named_and_refused(content: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        check_upload(upload(content, "a.pdf"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf(user_password="1234"), "mật khẩu"),
        (pdf(user_password="", owner_password="x"), "mật khẩu"),
        (pdf()[:-200], "hỏng"),
        (b"%PDF-1.7\n" + b"\0" * 4000 + b"%%EOF", "hỏng"),
        (b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", "hỏng"),
        (pdf(501), "501|500"),
        (active("script"), "JavaScript"),
        (active("script").replace(b"/JavaScript", b"/Java#53cript"), "JavaScript"),
        (active("attachment"), "đính kèm"),
        (active("launch"), "mở chương trình"),
        (packed_script(), "JavaScript"),
        (pdf() + zipped(a="x"), "nén giấu"),
        (zipped(a=pdf().decode("latin-1"))[30:], "."),
        (jpeg()[:-300], "hỏng"),
        (b"\xff\xd8\xff" + b"\0" * 400, "hỏng"),
        (png(300, 400)[:-20], "hỏng"),
        (png(60_000, 60_000, real=False), "quá lớn"),
        (png(12_000, 12_000, real=False), "quá lớn"),
        (png(20, 20), "quá nhỏ"),
        (jpeg() + zipped(evil="x"), "nén giấu"),
    ],
)
def test_broken_locked_active_and_exploding_files(content: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        check_upload(upload(content, "a.pdf"))


def test_size_is_measured_not_believed(settings: Any) -> None:
    settings.FILE_LIMIT_BYTES = 1024 * 1024
    file = upload(b"\xff\xd8\xff" + b"\0" * (1024 * 1024))
    file.size = 10  # what a client claimed
    with pytest.raises(BadFile, match="lớn hơn 1 MB"):
        check_upload(file)


def test_a_small_file_that_unfolds_to_hundreds_of_megabytes() -> None:
    out = io.BytesIO()
    Image.new("L", (7000, 7000), 200).save(out, "JPEG", progressive=True)
    with pytest.raises(BadFile, match="quá lớn"):
        check_upload(upload(out.getvalue()))


def test_a_photo_of_a_good_phone_is_taken() -> None:
    assert check_upload(upload(jpeg(9000, 12_000, quality=20))).content_type == "image/jpeg"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\fakepath\đơn xin.PDF", "đơn xin.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("gpj.\u202efdp.exe", "gpj.fdp.pdf"),
        ("....", "giay-to.pdf"),
        ("", "giay-to.pdf"),
        (".htaccess", "htaccess.pdf"),
        ('<img src="x">.pdf', "img src=x.pdf"),
        ("đơn số 1.2020", "đơn số 1.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_cleaned(name: str, shown: str) -> None:
    assert clean_name(name, ".pdf") == shown


@given(st.text(max_size=300))
def test_no_name_keeps_a_path_or_a_hidden_mark(name: str) -> None:
    shown = clean_name(name, ".jpg")
    assert shown.endswith(".jpg") and 5 <= len(shown) <= 124
    assert not set(shown) & set("/\\\0\r\n\u202e<>")


@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from([pdf(2), jpeg(), png(80, 80), packed_script()]), st.data())
def test_damaged_files_are_taken_or_refused_but_never_break_us(content: bytes, data: st.DataObject) -> None:
    harmed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        harmed[data.draw(st.integers(0, len(harmed) - 1))] = data.draw(st.integers(0, 255))
    try:
        check_upload(upload(bytes(harmed)))
    except BadFile as refused:
        assert str(refused)
