"""Reading printed receipts."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader


@pytest.fixture
def pdf_text() -> Callable[[bytes], str]:
    """All words of a PDF in one line."""
    return lambda content: " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages
    )
