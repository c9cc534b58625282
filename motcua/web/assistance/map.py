"""Draws a map of support points from their coordinates alone, as SVG without tiles from outside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.assistance.queries.support_points import SupportPointStatus

WIDTH: Final = 340
_EDGE: Final = 36
_LEAST_SPAN: Final = 0.05  # degrees: one point alone is not blown up to a street
_APART: Final = 26.0
_ROUND: Final = (1, 2, 5, 10, 20, 50, 100)
_KM_PER_DEGREE: Final = 111.32


@dataclass(frozen=True, slots=True)
class Marker:
    """One point on the map: its number in the list, its place in the map's units, its state."""

    number: int
    x: float
    y: float
    state: str
    seen: SupportPointStatus


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole map: size, markers, and a scale bar of `km` from x = 14 to `bar_end`."""

    width: int
    height: int
    markers: list[Marker]
    km: int
    bar_end: float
    lines: list[float]
    rows: list[float]


def picture_of(points: Sequence[SupportPointStatus]) -> Picture | None:
    """The map of those points that have coordinates, numbered as in the list (from 1); None where none has any.

    North is up; one degree of longitude is drawn shorter than one of latitude, as it is there.
    """
    placed = [(number, point, point.place) for number, point in enumerate(points, start=1) if point.place is not None]
    if not placed:
        return None
    south, north = _span([place[0] for _n, _o, place in placed])
    west, east = _span([place[1] for _n, _o, place in placed])
    narrow = math.cos(math.radians((south + north) / 2))
    inner = WIDTH - 2 * _EDGE
    scale = min(inner / ((east - west) * narrow), inner / (north - south))
    height = round((north - south) * scale + 2 * _EDGE)
    left = (WIDTH - (east - west) * narrow * scale) / 2
    markers: list[Marker] = []
    for number, point, (latitude, longitude) in placed:
        x = left + (longitude - west) * narrow * scale
        y = _EDGE + (north - latitude) * scale
        x, y = _beside(x, y, markers)
        state = "limited" if point.state == "open" and not point.ready else point.state
        markers.append(Marker(number, round(x, 1), round(y, 1), state, point))
    per_km = scale / _KM_PER_DEGREE
    km = next((size for size in reversed(_ROUND) if size * per_km <= inner / 3), 1)
    step = WIDTH / 5
    return Picture(
        WIDTH,
        height,
        markers,
        km,
        round(14 + km * per_km, 1),
        [round(step * place, 1) for place in range(1, 5)],
        [round(step * place, 1) for place in range(1, int(height / step) + 1)],
    )


def _span(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    if high - low < _LEAST_SPAN:
        middle = (low + high) / 2
        return middle - _LEAST_SPAN / 2, middle + _LEAST_SPAN / 2
    return low, high


def _beside(x: float, y: float, markers: list[Marker]) -> tuple[float, float]:
    """Move a marker that would cover another to the right until both can be read and pressed."""
    while any(math.hypot(x - other.x, y - other.y) < _APART for other in markers) and x < WIDTH - _EDGE / 2:
        x += _APART
    return x, y
