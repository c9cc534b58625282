"""Run as a process: a PDF on standard input, its text on standard output; exit codes as in `load_pdf._REASONS`."""

from __future__ import annotations

import ctypes
import itertools
import resource
import sys
from typing import Any

import pypdfium2

MOST_PAGES = 120
_MEMORY = 400 * 1024 * 1024
_CPU_SECONDS = 4
_ENCRYPTED, _NO_TEXT, _DAMAGED, _TOO_LONG = 3, 4, 5, 6
_MOST_CHARACTERS = 20_000

Run = tuple[float, float, float, float, str]  # left, bottom, right, top, in points; words


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
    count = textpage.count_chars()
    if count > _MOST_CHARACTERS:
        return str(textpage.get_text_range())
    runs = _runs(textpage, count)
    return "\n".join(_lines(runs, _letter_width(runs)))


def _runs(textpage: Any, count: int) -> list[Run]:
    """The page's letters joined to runs: on one line, without a wide gap, in the order of the file."""
    runs: list[Run] = []
    fresh, space, tall = True, False, 0.0
    for at in range(count):
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(textpage, at))
        if letter in "\r\n":
            fresh = True
            continue
        if letter in "\ufffe\x02":
            letter = "-"  # a hyphen at a line's end
        if letter.isspace() or letter == "\x00":
            # A blank the library guessed between two fonts is none: the gap between the letters decides.
            space = space or not pypdfium2.raw.FPDFText_IsGenerated(textpage, at)
            continue
        left, bottom, right, top = textpage.get_charbox(at, loose=True)
        if top - bottom < 0.7 * tall:
            left, bottom, top = _on_line(textpage, at, left, tall)
        else:
            tall = top - bottom
        last = runs[-1] if runs else None
        if last:
            height = max(top - bottom, 1.0)
            level = abs((last[1] + last[3]) - (bottom + top)) < 0.8 * height
            near = -0.5 * height < left - last[2] < 1.2 * height
            # A letter of another font ends the library's line, and no word: "TRƯ", "Ở", "NG" touch.
            touches = -0.2 * height < left - last[2] < 0.2 * height
            if level and (touches if fresh else near):
                fresh = False
                gap = " " if space or left - last[2] > 0.25 * height else ""
                runs[-1] = (
                    last[0],
                    min(last[1], bottom),
                    max(last[2], right),
                    max(last[3], top),
                    last[4] + gap + letter,
                )
                space = False
                continue
        runs.append((left, bottom, right, top, letter))
        fresh = space = False
    return runs


def _on_line(textpage: Any, at: int, left: float, tall: float) -> tuple[float, float, float]:
    """Left, bottom and top of a letter whose box holds its accent alone ("ở" of some fonts), from where it stands."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(textpage, at, ctypes.byref(x), ctypes.byref(y))
    return min(left, x.value), y.value - 0.2 * tall, y.value + 0.8 * tall


def _letter_width(runs: list[Run]) -> float:
    widths = sorted((right - left) / len(text) for left, _, right, _, text in runs if len(text) > 3)
    return max(widths[len(widths) // 2], 1.0) if widths else 5.0


def _lines(runs: list[Run], width: float) -> list[str]:
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-(run[1] + run[3]) / 2, run[0])):
        middle, height = (run[1] + run[3]) / 2, run[3] - run[1]
        last = rows[-1][0] if rows else None
        if last is not None and abs((last[1] + last[3]) / 2 - middle) < 0.5 * max(min(height, last[3] - last[1]), 2.0):
            rows[-1].append(run)
        else:
            rows.append([run])
    lines: list[str] = []
    previous: float | None = None
    margin = min((run[0] for run in runs), default=0.0)
    gaps = sorted(
        min(run[1] for run in above) - max(run[3] for run in below) for above, below in itertools.pairwise(rows)
    )
    close = gaps[len(gaps) // 4] if gaps else 0.0
    heights = sorted(run[3] - run[1] for run in runs)
    usual = heights[len(heights) // 2] if heights else 10.0
    for row in rows:
        bottom = min(run[1] for run in row)
        if previous is not None and previous - max(run[3] for run in row) > max(0.6 * usual, close + 0.4 * usual):
            lines.append("")
        previous = bottom
        lines.append(_row(row, width, margin))
    return lines


def _row(row: list[Run], width: float, margin: float) -> str:
    text = ""
    end: float | None = None
    for left, _, right, _, words in sorted(row, key=lambda run: run[0]):
        gap = 0.0 if end is None else (left - end) / width
        if end is None:
            text = " " * min(int((left - margin) / width + 0.5), 60)
        elif gap > 2.5:
            text += " " * max(4, min(int(gap), 40))
        elif gap > 0.15 and not text.endswith(" "):
            text += " "
        text += words
        end = right
    return text.rstrip()


if __name__ == "__main__":
    sys.exit(main())
