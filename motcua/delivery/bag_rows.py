"""Read the typed or pasted rows of a post bag into values, without the database."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any, Final

from motcua.rulebook.vietnamese import fold

FIELDS: Final = (
    "posting_number",
    "procedure",
    "full_name",
    "id_number",
    "phone",
    "address",
    "papers",
    "return_channel",
    "collected",
    "code",
)
MOST_ROWS: Final = 100
MOST_TEXT: Final = 100_000
_EVERY: Final = frozenset({"du", "x", "tat ca", "all", "day du"})
_HEADS: Final = ("so phieu", "phieu gui", "posting", "so hieu")
_RETURNS: Final = {
    "": "postal",
    "buu dien": "postal",
    "buu chinh": "postal",
    "postal": "postal",
    "quay": "counter",
    "tai quay": "counter",
    "counter": "counter",
    "dien tu": "online",
    "truc tuyen": "online",
    "online": "online",
}


def read_pasted(text: str) -> list[dict[str, str]]:
    """Rows copied from a table or a CSV file, columns in the order of FIELDS; a line of headings is skipped.

    Columns are parted by tabs, semicolons or commas, whichever the first line holds first of these. Missing columns
    are blank. At most 100 rows of at most 100,000 characters are read.
    """
    plain = text[:MOST_TEXT].replace("\0", "").lstrip("\ufeff").strip("\r\n")
    if not plain.strip():
        return []
    first = plain.splitlines()[0]
    sign = next((mark for mark in "\t;" if mark in first), ",")
    rows: list[dict[str, str]] = []
    for number, cells in enumerate(csv.reader(io.StringIO(plain), delimiter=sign)):
        if not any(cell.strip() for cell in cells):
            continue
        if number == 0 and any(fold(cells[0]).startswith(head) for head in _HEADS):
            continue
        cells = [cell.strip() for cell in cells] + [""] * len(FIELDS)
        rows.append(dict(zip(FIELDS, cells, strict=False)))
        if len(rows) == MOST_ROWS:
            break
    return rows


def read_papers(text: str, positions: list[int]) -> tuple[list[int], str]:
    """Read which papers are present: "đủ" is all of `positions`, "1, 3" these two, blank none; and the error."""
    said = fold(text).strip()
    if said in _EVERY:
        return positions, ""
    parts = [part for part in re.split(r"[\s,;+.]+", said) if part]
    if not all(part.isdecimal() for part in parts):
        return [], "Ghi “đủ”, hoặc số thứ tự các giấy tờ đã có, ví dụ “1, 3”."
    numbers = [int(part) for part in parts]
    unknown = [number for number in numbers if number not in positions]
    if unknown:
        return [], f"Thủ tục này không có giấy tờ số {unknown[0]}."
    return sorted(set(numbers)), ""


def read_return(text: str) -> str:
    """Read the return channel; "" where the word is not known."""
    return _RETURNS.get(fold(text).strip(), "")


def read_money(text: str) -> int | None:
    """Read whole đồng: "50.000", "50 000 đ", or 0 for blank; None when the text is no amount."""
    digits = re.sub(r"[\s.,đ₫]", "", text.lower())
    if not digits:
        return 0
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 12 else None


def is_blank_row(row: Mapping[str, Any]) -> bool:
    """Whether nothing was typed in this row of the table; the way back is filled beforehand and does not count."""
    return not any(str(row.get(name, "")).strip() for name in FIELDS if name != "return_channel")
