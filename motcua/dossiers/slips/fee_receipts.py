"""Draw the receipt of a fee (biên lai thu tiền phí, lệ phí), A5 landscape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from motcua.dossiers.slips.drawing import compile_sheet, qr_svg, say_date
from motcua.rulebook.vietnamese import money_in_words, say_number

COPIES: Final = ("Liên 1: Lưu", "Liên 2: Giao người nộp", "Liên 3: Kế toán")
"""The three copies of a paper receipt; an electronic one has none to tell apart."""


def render_fee_receipt(data: Mapping[str, Any], copies: Sequence[str] = COPIES) -> bytes:
    """The receipt as PDF/A, one page a copy; the amount in figures and words (Decree 254/2026 Art. 23–25).

    `data`: "unit", "superior", "tax_code", "symbol", "number", "payer", "address", "id_number", "code", "items"
    ([{"name", "amount"}] in whole đồng), "total", "method" (words), "taken_on" (ISO date or moment), "officer",
    "link" (what the square code opens, "" for none), "cancelled". Raises KeyError where one of them is missing.
    """
    total = int(data["total"])
    filled = {name: data[name] for name in _PRINTED} | {
        "number": f"{data['number']:07d}" if isinstance(data["number"], int) else str(data["number"]),
        "items": [{"name": item["name"], "amount": say_number(int(item["amount"]))} for item in data["items"]],
        "total": say_number(total),
        "total_words": money_in_words(total),
        "issued_at": _moment(str(data["taken_on"])),
        "issued_on": say_date(_moment(str(data["taken_on"]))),
        "qr": qr_svg(data["link"]) if data["link"] else "",
        "cancelled": bool(data.get("cancelled")),
        "copies": list(copies) or [""],
    }
    return compile_sheet("fee_receipt", filled)


_PRINTED: Final = (
    "unit", "superior", "tax_code", "symbol", "payer", "address", "id_number", "code", "method", "officer",
)  # fmt: skip


def _moment(taken_on: str) -> str:
    """An aware moment: as given, or the first of the Vietnamese day where only a day is given."""
    return taken_on if datetime.fromisoformat(taken_on).tzinfo else f"{taken_on[:10]}T00:00:00+07:00"
