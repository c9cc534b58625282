"""Files of every kind: what can be read is read alike; what cannot says so in one sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
import typst

from motcua.rulebook.reading import UnreadableDocument, read

from . import samples


def reason(data: bytes | str) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read(data, "tep")
    assert "\n" not in str(refused.value)
    return str(refused.value)


def word(build: docx.document.Document) -> bytes:
    out = io.BytesIO()
    build.save(out)
    return out.getvalue()


def test_encodings() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert read(samples.LETTER.encode(encoding), "a").header.number.value == "2345/UBND-TH2"


def test_a_word_document_with_tables_and_automatic_numbers() -> None:
    document = docx.Document()
    head = document.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số: 2345/UBND-TH2\nV/v tăng cường công tác\ncải cách hành chính"
    head.cell(1, 1).text = "Lâm Đồng, ngày 05 tháng 12 năm 2021"
    document.add_paragraph("Kính gửi: Các sở, ban, ngành.")
    document.add_paragraph("UBND tỉnh yêu cầu:")
    document.add_paragraph("Sở Nội vụ chủ trì tổng hợp.", style="List Number")
    document.add_paragraph("Văn phòng UBND tỉnh theo dõi./.", style="List Number")
    end = document.add_table(rows=1, cols=2)
    end.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    end.cell(0, 1).text = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nPhan Văn Đa"
    reading = read(word(document), "a.docx")
    assert reading.header.issuer.value == "Ủy ban nhân dân tỉnh Lâm Đồng"
    assert reading.header.subject.value == "V/v tăng cường công tác cải cách hành chính"
    assert [clause.ref for clause in reading.clauses] == ["1", "2"]
    assert reading.header.signer.name == "Phan Văn Đa"
    assert len(reading.header.copies_to) == 2


def pdf(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


def test_a_pdf_with_two_columns() -> None:
    head = (
        '#set page("a4")\n#set text(size: 11pt)\n#grid(columns: (1fr, 1.3fr), align: center,'
        "[*ỦY BAN NHÂN DÂN \\ TỈNH LÂM ĐỒNG*], "
        "[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \\ Độc lập - Tự do - Hạnh phúc*],"
        "[Số: 2345/UBND-TH2 \\ V/v tăng cường công tác \\ cải cách hành chính], "
        "[Lâm Đồng, ngày 05 tháng 12 năm 2021])\n"
    )
    body = (
        "\n#v(1em)\n#align(center)[Kính gửi: Các sở, ban, ngành.]\n\nUBND tỉnh yêu cầu:\n\n"
        "1\\. Sở Nội vụ chủ trì tổng hợp.\n\n2\\. Văn phòng UBND tỉnh theo dõi.\\/.\n\n"
    )
    end = (
        "#grid(columns: (1fr, 1fr), [Nơi nhận: \\ \\- Như trên; \\ \\- Lưu: VT.],"
        "align(center)[KT. CHỦ TỊCH \\ PHÓ CHỦ TỊCH \\ \\ \\ Phan Văn Đa])"
    )
    reading = read(pdf(head + body + end), "a.pdf")
    assert reading.header.number.value == "2345/UBND-TH2"
    assert reading.header.issuer.value == "Ủy ban nhân dân tỉnh Lâm Đồng"
    assert reading.header.subject.value == "V/v tăng cường công tác cải cách hành chính"
    assert reading.header.signer.name == "Phan Văn Đa"
    assert [clause.ref for clause in reading.clauses] == ["1", "2"]


def test_a_pdf_without_text() -> None:
    assert "không có chữ" in reason(pdf("#rect(width: 5cm)"))


def test_a_pdf_with_a_password() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Chữ")))
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "mật khẩu" in reason(out.getvalue())


def test_a_broken_pdf() -> None:
    assert "PDF" in reason(b"%PDF-1.7\n" + bytes(range(256)) * 20)


def test_files_that_are_no_documents() -> None:
    assert "rỗng" in reason(b"")
    assert "rỗng" in reason(b"\xef\xbb\xbf \n\n")
    assert "nhị phân" in reason(bytes(range(256)) * 100)
    assert "UTF-8" in reason(samples.LETTER.encode("cp1258", errors="ignore"))
    assert "quá lớn" in reason(b"a" * 20_000_000)
    assert "quá dài" in reason("Chữ " * 200_000)


@pytest.mark.parametrize(
    "text", [samples.NOVEL, "# README\n\n1. Install\n2. Run\n", "def f():\n    return 1\n", "Xin chào."]
)
def test_ordinary_text_is_no_official_document(text: str) -> None:
    assert "văn bản hành chính" in reason(text)


def test_source_code_is_no_official_document() -> None:
    for path in Path(samples.__file__).parent.glob("test_*.py"):
        reason(path.read_bytes())


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def test_bombs_cost_nothing() -> None:
    assert "phình to" in reason(archive(**{"word__document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}))
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert "XML" in reason(archive(**{"word__document.xml": laughs}))
    assert "không phải tệp Word" in reason(archive(**{"a.txt": b"x"}))
    assert "hỏng" in reason(b"PK\x03\x04" + b"\x00" * 500)


@pytest.mark.parametrize(
    "nasty",
    [
        "Số: " * 20_000,
        "1. a) " * 10_000,
        "ngày 1 tháng 1 " * 6_000,
        "KT. " * 20_000,
        '"1. a ' * 15_000,
        "a    " * 15_000,
        "- " * 40_000,
    ],
)
def test_hostile_lines_end(nasty: str) -> None:
    text = samples.LETTER.replace("1. Sở Nội vụ", nasty + "\n1. Sở Nội vụ")
    try:
        assert read(text, "a").header.number.value == "2345/UBND-TH2"
    except UnreadableDocument as refused:
        assert str(refused)
