"""The kinds of copy that a person says a given file is, with the words shown for each."""

from __future__ import annotations

from typing import Final

COPY_KINDS: Final = {
    "original": "Bản gốc điện tử hoặc ảnh chụp bản chính",
    "certified": "Bản sao có chứng thực",
    "copy": "Bản sao thường (photo)",
}
