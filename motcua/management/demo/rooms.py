"""How a demo's rooms are written down."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def room(
    name: str, kind: str, area: int, seats: int, distance: str, *, x: int, y: int, w: int, d: int
) -> dict[str, Any]:
    return {
        "name": name,
        "kind": kind,
        "area_m2": Decimal(area),
        "seats": seats,
        "distance_m": Decimal(distance),
        "x": x,
        "y": y,
        "width": w,
        "depth": d,
    }
