"""Decode the bytes of a file: its size and encoding, with a clear sentence where it cannot be read."""

from __future__ import annotations

import codecs
from typing import Final

from motcua.catalog.national_format.report import CatalogFileError

MOST_BYTES: Final = 64 * 1024 * 1024


def decode(content: bytes) -> str:
    """The text of a UTF-8 (or marked UTF-16) file. CatalogueFileError for anything else."""
    if len(content) > MOST_BYTES:
        raise CatalogFileError(f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB.")
    if not content.strip():
        raise CatalogFileError("Tệp trống.")
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise CatalogFileError(
            f"Tệp không phải mã UTF-8 (dòng {line}). Hãy lưu lại với mã Unicode UTF-8 rồi nhập lại."
        ) from wrong
    if "\0" in text:
        raise CatalogFileError("Tệp chứa ký tự rỗng, không phải tệp chữ CSV hay JSON.")
    return text
