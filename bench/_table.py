"""What a benchmark found: said at once, and kept for the table that `bin/bench` prints at the end."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

KEPT_IN: Final = "BENCH_TABLE"  # the file for the table's rows, as the runner names it to each benchmark


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside its floor. `unit` "/s" is a rate, where more is better; of any other unit less is."""

    name: str
    value: float
    floor: float
    unit: str

    @property
    def ratio(self) -> float:
        """How many times the floor it costs: 1 is as good as the floor, 2 twice as dear."""
        return self.floor / self.value if self.unit == "/s" else self.value / self.floor


def report(*figures: Figure, note: str = "") -> None:
    """Print the figures with a `note` on how they were measured, and keep them for the table where one is asked for."""
    if note:
        print(note)
    print(table(figures), flush=True)
    if kept := os.environ.get(KEPT_IN):
        with Path(kept).open("a") as out:
            out.writelines(json.dumps(asdict(figure)) + "\n" for figure in figures)


def kept_figures(path: Path) -> list[Figure]:
    """What the benchmarks of one run kept, in their order."""
    return [Figure(**json.loads(line)) for line in path.read_text().splitlines()] if path.exists() else []


def table(figures: tuple[Figure, ...] | list[Figure]) -> str:
    """The figures as a table: name, figure, floor, ratio."""
    rows = [("name", "figure", "floor", "ratio")]
    rows += [
        (figure.name, _number(figure.value, figure.unit), _number(figure.floor, figure.unit), f"{figure.ratio:,.2f}")
        for figure in figures
    ]
    first, *rest = (max(len(row[column]) for row in rows) for column in range(4))
    return "\n".join(
        "  ".join([row[0].ljust(first), *(cell.rjust(width) for cell, width in zip(row[1:], rest, strict=True))])
        for row in rows
    )


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 1000 else 1 if value >= 10 else 3
    return f"{value:,.{digits}f} {unit}"
