"""Reads a scanned identity card, checks its number and words its problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.people.checks import id_number
from motcua.rulebook.identity_card import LONGEST_SCAN, looks_scanned, read_card_text

__all__ = ["LONGEST_SCAN", "Card", "looks_scanned", "read_card"]


@dataclass(frozen=True, slots=True)
class Card:
    """The data read; `born` is None where the card gives no day, `problem` says what to do by hand."""

    id_number: str = ""
    old_number: str = ""
    full_name: str = ""
    born: date | None = None
    address: str = ""
    problem: str = ""


def read_card(text: str) -> Card:
    """Read a scanned card. Without a valid number nothing is taken over, and `problem` says so."""
    read = read_card_text(text)
    found = id_number(read.number, read.born, read.sex)
    if not read.is_whole or found.error:
        return Card(problem="Mã trên thẻ đọc không trọn. Hãy quét lại, hoặc gõ số trên thẻ.")
    problem = found.warning
    if "full_name" in read.unreadable:
        problem = "Không đọc được họ tên trên thẻ. Số đã nhận; hãy gõ họ tên theo thẻ."
    elif "address" in read.unreadable:
        problem = problem or "Không đọc được nơi cư trú trên thẻ. Hãy gõ theo thẻ."
    elif read.unmarked:
        problem = problem or "Máy quét làm mất dấu. Hãy sửa họ tên, nơi cư trú theo thẻ."
    old = id_number(read.old_number) if read.old_number else None
    return Card(
        id_number=found.value,
        old_number=old.value if old is not None and old.ok else "",
        full_name=read.full_name,
        born=read.born,
        address=read.address,
        problem=problem,
    )
