"""Many slips as one PDF, to be sent to a printer at once."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter


def join(pdfs: Iterable[bytes]) -> bytes:
    """The pages of all `pdfs` in order, as one file for paper: neither PDF/A nor signed, as its parts are."""
    writer = PdfWriter()
    for pdf in pdfs:
        writer.append(PdfReader(io.BytesIO(pdf)), import_outline=False)
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
