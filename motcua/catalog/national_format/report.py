"""The report of an import, to show and to download as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TextIO

COLUMNS: Final = ("Dòng", "Mã thủ tục", "Cột", "Vấn đề", "Xử lý")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class CatalogFileError(ValueError):
    """The file as a whole cannot be read; nothing was written. The text says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One thing wrong in one row. `row` is the line of a CSV file or the number of an item of JSON, from 1.

    `skipped`: the whole row was left out; otherwise only this value was.
    """

    row: int
    code: str
    column: str
    text: str
    skipped: bool = False

    @property
    def handling(self) -> str:
        """How the problem was handled."""
        return "Bỏ qua cả dòng" if self.skipped else "Bỏ qua ô này, giữ dòng"


@dataclass(slots=True)
class ImportReport:
    """Counts of procedures, and the problems in the order of the file."""

    file: str
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[ImportProblem] = field(default_factory=list)

    @property
    def skipped(self) -> int:
        """How many rows were left out."""
        return len({problem.row for problem in self.problems if problem.skipped})

    def summary(self) -> str:
        """The outcome in a line."""
        return (
            f"{self.file}: {self.rows} dòng; thêm {self.added}, sửa {self.changed}, giữ nguyên {self.unchanged}, "
            f"bỏ qua {self.skipped}; {len(self.problems)} chỗ cần xem lại"
        )


def write_report(problems: Iterable[ImportProblem], out: TextIO) -> None:
    """Write the problems as CSV. A cell that a spreadsheet could take for a formula gets an apostrophe."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for problem in problems:
        cells = [str(problem.row), problem.code, problem.column, problem.text, problem.handling]
        writer.writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells])
