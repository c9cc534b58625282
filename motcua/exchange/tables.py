"""A table from a CSV or XLSX file: rows as text by the names of their columns."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from openpyxl import load_workbook

from motcua.refusals import Refusal
from motcua.rulebook.vietnamese import fold

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_UNPACKED: Final = 512 * 1024 * 1024
MOST_ROWS: Final = 200_000
LONGEST_CELL: Final = 20_000


class TableError(Refusal):
    """The file as a whole cannot be read; nothing was written. The text says why, in Vietnamese."""


def read_table(content: bytes, columns: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of the first sheet as (line number from 2, {our column: text}); blank lines are left out.

    `columns` maps a heading, folded (no marks, lower case, no punctuation), to our name of the column. Columns nobody
    knows are left out. Raises TableError: too big, not a table, no known heading, the same heading twice.
    """
    if len(content) > MOST_BYTES:
        raise TableError(f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB.")
    if not content.strip():
        raise TableError("Tệp trống.")
    lines = _sheet(content) if content.startswith(b"PK") else _csv(content)
    heading = next(lines, None)
    if heading is None:
        raise TableError("Tệp trống.")
    places: dict[str, int] = {}
    for place, word in enumerate(heading):
        name = columns.get(heading_key(word))
        if name is None:
            continue
        if name in places:
            raise TableError(f"Hai cột cùng là “{word.strip()}”.")
        places[name] = place
    if not places:
        raise TableError("Dòng đầu không có tên cột nào phần mềm biết. Hãy dùng tệp mẫu.")
    return _named(lines, places)


def heading_key(word: str) -> str:
    """A heading without marks, case, punctuation and doubled spaces."""
    plain = "".join(sign if sign.isalnum() else " " for sign in fold(word))
    return " ".join(plain.split())


def _named(lines: Iterator[list[str]], places: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, cells in enumerate(lines, start=2):
        if number > MOST_ROWS + 1:
            raise TableError(f"Tệp có hơn {MOST_ROWS:,} dòng.".replace(",", "."))
        row = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        if any(row.values()):
            yield number, row


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _text(content)
    first = text.split("\n", 1)[0]
    mark = max((";", "\t", ","), key=first.count)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True):
            yield [_cell(cell) for cell in cells]
    except csv.Error as wrong:
        raise TableError(f"Tệp CSV hỏng: {wrong}.") from wrong


def _text(content: bytes) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise TableError(f"Tệp không phải mã UTF-8 (dòng {line}). Hãy lưu lại với mã Unicode UTF-8.") from wrong


def _sheet(content: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise TableError("Tệp XLSX mở ra lớn quá mức cho phép.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except TableError:
        raise
    except Exception as wrong:  # openpyxl tells of a broken file in a dozen ways
        raise TableError("Không mở được tệp XLSX này.") from wrong
    sheet = book.worksheets[0] if book.worksheets else None
    if sheet is None:
        raise TableError("Tệp XLSX không có trang tính nào.")
    for row in sheet.iter_rows(values_only=True):
        yield [_cell(value) for value in row]


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return _text_cell(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _text_cell(str(value))


def _text_cell(value: str) -> str:
    text = value if value.isascii() else unicodedata.normalize("NFC", value)
    text = text.replace("\0", "")
    return " ".join(text.split())[:LONGEST_CELL] if "\n" not in text else text.strip()[:LONGEST_CELL]
