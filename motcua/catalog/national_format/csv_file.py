"""Read the national list as CSV: one procedure a row, limits and fees for the counter only."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from motcua.catalog.national_format.entries import ProcedureEntry
from motcua.catalog.national_format.report import CatalogFileError, ImportProblem
from motcua.catalog.national_format.values import (
    is_code,
    level_of,
    read_fee,
    read_limit,
    stated,
    without_markup,
    yes_or_no,
)
from motcua.rulebook.vietnamese import say_number

REQUIRED: Final = ("ma", "ten", "linh_vuc", "cap_thuc_hien")
LONGEST_CELL: Final = 20_000
MOST_ROWS: Final = 100_000
LONGEST_NAME: Final = 1000


def read_csv(text: str) -> tuple[list[ProcedureEntry], list[ImportProblem], int]:
    """Entries, problems and the number of rows. CatalogueFileError when no row can be read at all."""
    entries: list[ProcedureEntry] = []
    problems: list[ImportProblem] = []
    rows = 0
    with _long_cells():
        for rows, (line, row, problem) in enumerate(_rows(text), start=1):
            if rows > MOST_ROWS:
                raise CatalogFileError(f"Tệp có hơn {say_number(MOST_ROWS)} dòng.")
            if problem:
                problems.append(problem)
                continue
            entry, found = _entry(line, row)
            problems += found
            if entry:
                entries.append(entry)
    return entries, problems, rows


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let the reader take cells of any length, so that ours is the message about a long one."""
    usual = csv.field_size_limit(1 << 30)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str], ImportProblem | None]]:
    """Each row with its first line in the file; a row that cannot be used comes with its problem."""
    lines = io.StringIO(text, newline="")
    skipped = 0
    while (position := lines.tell()) < len(text) and lines.readline().lstrip().startswith("#"):
        skipped += 1
    lines.seek(position)
    reader = csv.reader(lines, strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        _check_header(header)
        start = reader.line_num + 1 + skipped
        for cells in reader:
            line, start = start, reader.line_num + 1 + skipped
            if not any(cell.strip() for cell in cells):
                continue
            row = dict(zip(header, cells, strict=False))
            yield line, row, _shape_problem(line, header, cells)
    except csv.Error as wrong:
        raise CatalogFileError(
            f"Tệp CSV hỏng ở quanh dòng {reader.line_num + skipped}: dấu ngoặc kép không khớp ({wrong})."
        ) from wrong


def _check_header(header: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise CatalogFileError(f"Thiếu cột {', '.join(missing)}. Dòng đầu của bảng phải là tên các cột.")
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    if repeated:
        raise CatalogFileError(f"Cột bị lặp: {', '.join(repeated)}.")


def _shape_problem(line: int, header: list[str], cells: list[str]) -> ImportProblem | None:
    code = without_markup(cells[0], longest=40) if cells else ""
    long = next((place for place, cell in enumerate(cells) if len(cell) > LONGEST_CELL), None)
    if long is not None:
        column = header[long] if long < len(header) else str(long + 1)
        return ImportProblem(line, code, column, f"Ô dài {say_number(len(cells[long]))} ký tự, quá mức cho phép.", True)
    if len(cells) != len(header):
        few = "Thiếu" if len(cells) < len(header) else "Thừa"
        return ImportProblem(line, code, "", f"{few} cột: có {len(cells)}, cần {len(header)}.", True)
    return None


def _entry(line: int, row: Mapping[str, str]) -> tuple[ProcedureEntry | None, list[ImportProblem]]:
    code, name = without_markup(row["ma"]), without_markup(row["ten"])
    if not is_code(code):
        return None, [ImportProblem(line, code[:40], "ma", "Mã thủ tục không đúng dạng, ví dụ đúng: 1.001193.", True)]
    if not name:
        return None, [ImportProblem(line, code, "ten", "Thiếu tên thủ tục.", True)]
    field = stated(row["linh_vuc"])
    if not field:
        return None, [ImportProblem(line, code, "linh_vuc", "Thiếu lĩnh vực.", True)]
    problems: list[ImportProblem] = []

    def note(column: str, text: str) -> None:
        if text:
            problems.append(ImportProblem(line, code, column, text))

    if len(name) > LONGEST_NAME:
        note("ten", f"Tên dài {say_number(len(name))} ký tự, chỉ giữ {say_number(LONGEST_NAME)} ký tự đầu.")
    level = level_of(row["cap_thuc_hien"])
    if not level:
        note(
            "cap_thuc_hien",
            f"Không rõ cấp trong “{without_markup(row['cap_thuc_hien'])[:60]}”; xếp vào cấp bộ, không tiếp nhận.",
        )
    limit, why_no_limit = read_limit(row.get("thoi_gian_truc_tiep", ""), "counter")
    note("thoi_gian_truc_tiep", why_no_limit)
    fee, why_no_fee = read_fee(row.get("phi_truc_tiep", ""), "counter")
    note("phi_truc_tiep", why_no_fee)
    flags: dict[str, bool | None] = {}
    for column in ("truc_tuyen", "buu_chinh"):
        written = row.get(column, "").strip()
        flags[column] = yes_or_no(written)
        if written and flags[column] is None:
            note(column, f"“{without_markup(written)[:40]}” không phải 0 hoặc 1.")
    entry = ProcedureEntry(
        row=line,
        code=code,
        name=name[:LONGEST_NAME],
        field=field[:200],
        level=level or "ministry",
        agency=stated(row.get("co_quan_thuc_hien", ""))[:500],
        for_whom=stated(row.get("doi_tuong", ""))[:500],
        decision=stated(row.get("so_quyet_dinh", ""))[:80],
        online=flags["truc_tuyen"],
        postal=flags["buu_chinh"],
        limits=(limit,) if limit else (),
        fees=(fee,) if fee else (),
    )
    return entry, problems
