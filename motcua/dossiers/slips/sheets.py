"""Sheets for other rooms: the drawing itself, the words of dates, the receipt of a fee."""

from motcua.dossiers.slips.drawing import compile_sheet, font, qr_svg, say_date, say_date_and_time, say_short
from motcua.dossiers.slips.fee_receipts import render_fee_receipt

__all__ = ["compile_sheet", "font", "qr_svg", "render_fee_receipt", "say_date", "say_date_and_time", "say_short"]
