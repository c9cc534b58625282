"""Check PDF: refuse files that are broken, locked, carry programs or other files, or hide another format."""

from __future__ import annotations

import io
import logging
import re
import time
from typing import Final

from pypdf import PdfReader
from pypdf.generic import StreamObject

from motcua.dossiers.papers.bad_file import BadFile

# The reader's own repairs are not logged: an operator can do nothing about them.
logging.getLogger("pypdf").setLevel(logging.ERROR)

MOST_PAGES: Final = 500
BUDGET_SECONDS: Final = 5.0

_BROKEN: Final = "Tệp PDF bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở thử trên máy của bạn, lưu lại rồi tải lên lần nữa."
_LOCKED: Final = "Tệp PDF có mật khẩu hoặc bị khóa quyền. Hãy bỏ mật khẩu (in ra PDF mới) rồi tải lên lại."
_TOO_MUCH: Final = f"Tệp PDF quá phức tạp hoặc dài hơn {MOST_PAGES} trang. Hãy chia thành nhiều tệp nhỏ hơn."
_ACTIVE: Final = {
    b"JavaScript": "mã chương trình (JavaScript)",
    b"Launch": "lệnh mở chương trình khác",
    b"EmbeddedFile": "tệp khác đính kèm bên trong",
    b"EmbeddedFiles": "tệp khác đính kèm bên trong",
    b"FileAttachment": "tệp khác đính kèm bên trong",
    b"RichMedia": "nội dung đa phương tiện",
}
_NAME: Final = re.compile(rb"/((?:[A-Za-z]|#[0-9A-Fa-f]{2}){6,60})")
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


def check_pdf(content: bytes) -> None:
    """Raise BadFile for a PDF that is broken, encrypted, active, too long, or takes over five seconds to understand."""
    tail = content[-2048:]
    if b"%%EOF" not in tail:
        raise BadFile(_BROKEN)
    _refuse_active(content)
    deadline = time.monotonic() + BUDGET_SECONDS
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise BadFile(_LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise BadFile(_TOO_MUCH)
        if not len(reader.pages):
            raise BadFile(_BROKEN)
        _ = reader.pages[0].mediabox
        _check_packed(reader, deadline)
    except BadFile:
        raise
    except RecursionError as wrong:
        raise BadFile(_TOO_MUCH) from wrong
    except NotImplementedError as wrong:
        raise BadFile(_LOCKED if "ncrypt" in str(wrong) else _BROKEN) from wrong
    except Exception as wrong:
        # The bytes may be hostile: any error of the reader means that the PDF is not sound.
        raise BadFile(_BROKEN) from wrong


def _check_packed(reader: PdfReader, deadline: float) -> None:
    """Look for active names inside object streams too, where they are compressed."""
    for number in {stream for stream, _ in reader.xref_objStm.values()}:
        if time.monotonic() > deadline:
            raise BadFile(_TOO_MUCH)
        packed = reader.get_object(number)
        if isinstance(packed, StreamObject):
            _refuse_active(packed.get_data())


def _refuse_active(content: bytes) -> None:
    for found in _NAME.finditer(content):
        name = _ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), found[1])
        if what := _ACTIVE.get(name):
            raise BadFile(f"Tệp PDF chứa {what} nên không nhận được. Hãy in ra PDF mới rồi tải lên lại.")
