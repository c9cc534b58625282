"""Sign a PDF (PAdES baseline B): what was there stays as it is, the signature is added behind it."""

from __future__ import annotations

import io
import tempfile
from datetime import datetime
from typing import Any, Final

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from motcua.refusals import CannotSign
from motcua.signing.mark import HEIGHT, WIDTH, draw_mark, mark_position

_UNUSABLE: Final = "Tệp PDF này không ký số được (hỏng, có mật khẩu hoặc bị khóa). Hãy in ra PDF mới rồi tải lên lại."


class _SignerAt(PdfSigner):
    """Signs at the moment it was given: the library would read the machine's clock."""

    def __init__(self, meta: PdfSignatureMetadata, signer: Signer, at: datetime, mark: StaticStampStyle | None) -> None:
        super().__init__(meta, signer=signer, stamp_style=mark)
        self.at = at

    def init_signing_session(self, *args: Any, **options: Any) -> PdfSigningSession:
        session: PdfSigningSession = super().init_signing_session(*args, **options)
        session.system_time = self.at
        return session


def sign_pdf(
    pdf: bytes,
    *,
    signer: Signer,
    name: str,
    at: datetime,
    link: str,
    reason: str = "",
    place: str = "",
    mark: bool = True,
) -> bytes:
    """The PDF with one more signature, of moment `at` (aware), its visible mark leading to `link`.

    `name` is what the mark says of who signs. Raises CannotSign for a PDF that cannot be signed.
    """
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        if writer.prev.encrypted:
            raise CannotSign(_UNUSABLE)
        field = f"Motcua{sum(1 for _ in fields.enumerate_sig_fields(writer.prev)) + 1}"
        box = mark_position(pdf, WIDTH, HEIGHT) if mark else None
        # Whole points: the library keeps no fractions of a box.
        rounded = (round(box[0]), round(box[1]), round(box[2]), round(box[3])) if box else None
        fields.append_signature_field(writer, fields.SigFieldSpec(field, on_page=0, box=rounded))
        meta = PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            name=name,
            reason=reason or None,
            location=place or None,
            subfilter=SigSeedSubFilter.PADES,
        )
        with tempfile.NamedTemporaryFile(suffix=".pdf") as drawn:
            style = None
            if mark:
                drawn.write(draw_mark(signer=name, at=at, link=link))
                drawn.flush()
                style = StaticStampStyle(background=ImportedPdfPage(drawn.name), border_width=0)  # type: ignore[no-untyped-call]
            out = _SignerAt(meta, signer, at, style).sign_pdf(writer)
    except (PdfError, SigningError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as wrong:
        # The result is an officer's upload: whatever the writer stumbles over, the officer must hear of it.
        raise CannotSign(_UNUSABLE) from wrong
    out.seek(0)
    signed: bytes = out.read()
    return signed
