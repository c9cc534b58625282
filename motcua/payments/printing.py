"""A receipt on paper."""

from __future__ import annotations

from motcua.dossiers.slips import sheets
from motcua.payments.models import FeeReceipt


def receipt_pdf(receipt: FeeReceipt) -> bytes:
    """The receipt as PDF from its frozen data; a cancelled one says so across it."""
    return sheets.render_fee_receipt(receipt.data | {"cancelled": receipt.cancelled_at is not None})
