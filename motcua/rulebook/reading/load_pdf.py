"""The text of a PDF, taken out in a process of its own, limited in time, memory and pages: a PDF may be hostile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from motcua.rulebook.reading.errors import UnreadableDocument

SECONDS = 10.0  # of a clock on the wall; CPU has its own, shorter limit
_REASONS = {
    3: "tệp PDF có mật khẩu; hãy gỡ mật khẩu rồi thử lại.",
    4: "tệp PDF không có chữ (bản chụp hoặc quét); hãy nhận dạng chữ (OCR) trước.",
    5: "tệp PDF bị hỏng.",
    6: "tệp PDF quá nhiều trang, không phải một văn bản hành chính.",
}


def pdf_text(data: bytes) -> str:
    """The text of a PDF's pages, columns kept apart by blanks. Raises UnreadableDocument where there is none."""
    command = [sys.executable, "-s", "-P", "-m", "motcua.rulebook.reading.pdf_pages"]
    environment = {"PYTHONPATH": str(Path(__file__).parents[3])}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False, env=environment)
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument("tệp PDF quá phức tạp, đọc quá lâu.") from error
    if done.returncode:
        raise UnreadableDocument(_REASONS.get(done.returncode, "tệp PDF bị hỏng hoặc quá phức tạp."))
    return done.stdout.decode("utf-8", errors="replace")
