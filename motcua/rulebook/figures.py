"""Compute figures of a day: average and 90th percentile of waiting times, the busiest hour, a share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class Spread:
    """Waiting times in minutes: how many, their average, and the time within which nine of ten were done."""

    count: int
    average: float | None
    p90: float | None


def spread(minutes: Iterable[float]) -> Spread:
    """Average and 90th percentile by nearest rank: a time somebody really waited, never one between two."""
    ordered = sorted(minutes)
    if not ordered:
        return Spread(0, None, None)
    return Spread(len(ordered), sum(ordered) / len(ordered), ordered[ceil(len(ordered) * 9 / 10) - 1])


def by_hour(hours: Iterable[int]) -> list[int]:
    """The count in each hour of the day, 0 to 23."""
    counts = [0] * HOURS
    for hour in hours:
        counts[hour] += 1
    return counts


def peak_hour(counts: Sequence[int]) -> int | None:
    """The hour with most, the earliest of equals; None where nobody came."""
    return counts.index(max(counts)) if any(counts) else None


def share(part: int, whole: int) -> float | None:
    """The share in per cent; None where the whole is 0."""
    return 100 * part / whole if whole else None
