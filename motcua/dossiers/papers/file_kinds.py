"""Tell the kind of a file by its first bytes: the three kinds accepted, and names of others."""

from __future__ import annotations

from typing import Final

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
EXTENSIONS: Final = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
KINDS_ACCEPTED: Final = "Chỉ nhận tệp PDF hoặc ảnh JPG, PNG."
"""The kinds of `EXTENSIONS` in a sentence for the person."""
ACCEPT: Final = ",".join([*EXTENSIONS, *EXTENSIONS.values(), ".jpeg"])
"""The same for the `accept` attribute of a page's file input."""

_SIGNATURES: Final = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "tài liệu Office cũ (.doc, .xls)"),
    (b"{\\rtf", "tài liệu RTF"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"MZ", "chương trình Windows"),
    (b"\x7fELF", "chương trình Linux"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"ID3", "tệp âm thanh"),
    (b"#!", "chương trình"),
)
_MARKUP: Final = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script")


def content_type_of(content: bytes) -> str | None:
    """The content type of an accepted kind, else None."""
    return next((kind for start, kind in _SIGNATURES if content.startswith(start)), None)


def describe_kind(content: bytes) -> str:
    """The apparent kind of a file that is not accepted, in Vietnamese."""
    if content.startswith(b"PK\x03\x04"):
        return _describe_zip(content)
    if content[4:8] == b"ftyp":
        heic = content[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}
        return "ảnh HEIC của iPhone" if heic else "tệp video"
    if content.startswith(b"RIFF"):
        return "ảnh WebP" if content[8:12] == b"WEBP" else "tệp âm thanh hoặc video"
    if content[:512].lstrip().lower().startswith(_MARKUP):
        return "trang web (HTML, SVG)"
    for start, words in _OTHERS:
        if content.startswith(start):
            return words
    if b"\x00" not in content[:4096]:
        return "tệp văn bản thuần"
    return "loại tệp không nhận ra"


def _describe_zip(content: bytes) -> str:
    if b"word/" in content:
        return "tài liệu Word (.docx)"
    if b"xl/" in content:
        return "bảng tính Excel (.xlsx)"
    if b"ppt/" in content:
        return "bài trình chiếu PowerPoint (.pptx)"
    return "tệp nén ZIP"
