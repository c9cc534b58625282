"""Run as a process: a PDF on standard input, its text on standard output; exit codes as in `load_pdf._REASONS`."""

from __future__ import annotations

import resource
import sys
from typing import Any

import pypdfium2

MOST_PAGES = 120
_MEMORY = 400 * 1024 * 1024
_CPU_SECONDS = 4
_ENCRYPTED, _NO_TEXT, _DAMAGED, _TOO_LONG = 3, 4, 5, 6
_MOST_RECTANGLES = 20_000


def main() -> int:
    """Read, lay out, write."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    try:
        document: Any = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return _ENCRYPTED if "password" in str(error).lower() else _DAMAGED
    if len(document) > MOST_PAGES:
        return _TOO_LONG
    try:
        pages = [page_text(document[at]) for at in range(len(document))]
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        return _DAMAGED
    if not any(page.strip() for page in pages):
        return _NO_TEXT
    sys.stdout.buffer.write("\n\n".join(pages).encode("utf-8", errors="replace"))
    return 0


def page_text(page: Any) -> str:
    """A page's lines from top to bottom, each line's runs from left to right, with blanks where the page has room."""
    textpage = page.get_textpage()
    count = textpage.count_rects()
    if count > _MOST_RECTANGLES:
        return str(textpage.get_text_bounded())
    runs: list[tuple[float, float, float, float, str]] = []
    for at in range(count):
        left, bottom, right, top = textpage.get_rect(at)
        text = (
            textpage.get_text_bounded(left, bottom, right, top)
            .replace("\r", " ")
            .replace("\n", " ")
            .strip("\ufffe\x02")
        )
        if text.strip():
            runs.append((left, bottom, right, top, text))
    width = _letter_width(runs)
    return "\n".join(_lines(runs, width))


def _letter_width(runs: list[tuple[float, float, float, float, str]]) -> float:
    widths = sorted((right - left) / len(text) for left, _, right, _, text in runs if len(text) > 3)
    return max(widths[len(widths) // 2], 1.0) if widths else 5.0


def _lines(runs: list[tuple[float, float, float, float, str]], width: float) -> list[str]:
    rows: list[list[tuple[float, float, float, float, str]]] = []
    for run in sorted(runs, key=lambda run: (-(run[1] + run[3]) / 2, run[0])):
        middle, height = (run[1] + run[3]) / 2, run[3] - run[1]
        last = rows[-1][0] if rows else None
        if last is not None and abs((last[1] + last[3]) / 2 - middle) < 0.5 * max(min(height, last[3] - last[1]), 2.0):
            rows[-1].append(run)
        else:
            rows.append([run])
    lines: list[str] = []
    previous: float | None = None
    heights = sorted(run[3] - run[1] for run in runs)
    usual = heights[len(heights) // 2] if heights else 10.0
    for row in rows:
        bottom = min(run[1] for run in row)
        if previous is not None and previous - max(run[3] for run in row) > 1.1 * usual:
            lines.append("")
        previous = bottom
        lines.append(_row(row, width))
    return lines


def _row(row: list[tuple[float, float, float, float, str]], width: float) -> str:
    text = ""
    end: float | None = None
    for left, _, right, _, words in sorted(row, key=lambda run: run[0]):
        gap = 0.0 if end is None else (left - end) / width
        if end is None:
            text = " " * min(int(left / width), 60)
        elif gap > 2.5:
            text += " " * max(4, min(int(gap), 40))
        elif gap > 0.15 and not text.endswith(" "):
            text += " "
        text += words
        end = right
    return text.rstrip()


if __name__ == "__main__":
    sys.exit(main())
