"""A file's content as text, told apart by its first bytes. Hostile files end in UnreadableDocument, never in a hang."""

from __future__ import annotations

from motcua.rulebook.reading.apart import MOST_BYTES
from motcua.rulebook.reading.errors import UnreadableDocument
from motcua.rulebook.reading.load_docx import docx_text
from motcua.rulebook.reading.load_pdf import pdf_text
from motcua.rulebook.reading.old_encodings import mended

MOST_TEXT = 500_000  # characters: some 200 printed pages


def text_of(data: bytes | str) -> str:
    """The text of a file. Raises UnreadableDocument where there is none to be had."""
    if isinstance(data, str):
        text = data
    else:
        text = mended(_of_bytes(data))
    if len(text) > MOST_TEXT:
        raise UnreadableDocument(
            f"văn bản quá dài ({len(text):,} ký tự), không phải một văn bản hành chính.".replace(",", ".")
        )
    if not text.strip():
        raise UnreadableDocument("tệp rỗng, không có chữ nào.")
    return text


def _of_bytes(data: bytes) -> str:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableDocument("tệp rỗng, không có chữ nào.")
    if len(data) > MOST_BYTES:
        raise UnreadableDocument(
            f"tệp quá lớn ({len(data) // 1_000_000} MB); chỉ đọc tệp đến {MOST_BYTES // 1_000_000} MB."
        )
    if data[:4] == b"PK\x03\x04":
        return docx_text(data)
    if b"%PDF-" in data[:1024]:
        return pdf_text(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableDocument("tệp Word cũ (.doc) hoặc tệp có mật khẩu; hãy lưu lại thành .docx hoặc PDF.")
    if (
        data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM"))
        and b"\x00" in data[:4096]
    ):
        raise UnreadableDocument("tệp là ảnh, không có chữ; hãy nhận dạng chữ (OCR) rồi tải bản có chữ.")
    if data[:5] == b"{\\rtf":
        raise UnreadableDocument("tệp RTF chưa đọc được; hãy lưu lại thành .docx hoặc PDF.")
    return _decoded(data)


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return _printable(data.decode(encoding))
            except UnicodeDecodeError as error:
                raise UnreadableDocument("tệp chữ bị hỏng hoặc không đúng bảng mã Unicode.") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if wide := _wide(data):
            return _printable(wide)
        if any(byte in data[:4096] for byte in b"\x00\x01\x02\x03\x04"):
            raise UnreadableDocument("tệp nhị phân, không phải văn bản.") from error
        raise UnreadableDocument(
            "tệp không đúng bảng mã Unicode (UTF-8); hãy chuyển sang UTF-8 rồi thử lại."
        ) from error
    if "\x00" in text[:4096] and (wide := _wide(data)):
        return _printable(wide)
    return _printable(text)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of plain letters is zero."""
    head = data[:2000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > 0.4 * len(zeros):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _printable(text: str) -> str:
    odd = sum(letter < " " and letter not in "\t\n\r\f\x0b\x1f" for letter in text[:20000])
    if odd > 0.01 * min(len(text), 20000) or "\x00" in text[:20000]:
        raise UnreadableDocument("tệp nhị phân, không phải văn bản.")
    return text
