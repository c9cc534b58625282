"""Milliseconds to read a letter, against the least any reader must do: normalise its text and look at every word once.

Run: python -m bench.read
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from bench._table import Figure, report
from motcua.rulebook.reading import read

LETTERS = Path(__file__).resolve().parent.parent / "motcua" / "demo_letters"
ROUNDS = 15
WORD = re.compile(r"\w+")


def floor(data: bytes, name: str) -> int:
    """Decode, compose, fold, and meet each word."""
    text = unicodedata.normalize("NFC", data.decode()).casefold()
    return len({word.group() for word in WORD.finditer(text)})


def best_of(work: Callable[[bytes, str], object], letters: list[tuple[bytes, str]]) -> float:
    """Seconds per letter: the median of the rounds, each over all letters."""
    rounds: list[float] = []
    for _round in range(ROUNDS):
        start = perf_counter()
        for data, name in letters:
            work(data, name)
        rounds.append((perf_counter() - start) / len(letters))
    return median(rounds)


def main() -> int:
    """Report milliseconds a letter."""
    letters = [(path.read_bytes(), path.name) for path in sorted(LETTERS.glob("*.txt"))]
    size = sum(len(data) for data, _name in letters) / len(letters) / 1024
    best_of(read, letters[:1])  # word lists are loaded at the first letter
    reading, least = best_of(read, letters), best_of(floor, letters)
    report(
        Figure("letter read", reading * 1000, least * 1000, "ms"),
        note=f"{len(letters)} letters of {size:.1f} KB on average; floor: normalise and meet each word",
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
