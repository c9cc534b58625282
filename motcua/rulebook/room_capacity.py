"""Compute how many people fit in a place."""

from __future__ import annotations

from decimal import Decimal


def how_many_fit(*, area_m2: Decimal | None, distance_m: Decimal | None, seats: int | None) -> int | None:
    """The number of people who can be in a place at once by its geometry alone; None when nothing is known of it.

    Each stands or sits in a square of their own whose side is the distance in metres; where seats are counted, no more
    than there are seats. At least one person fits wherever there is any area.
    """
    by_area = None
    if area_m2 is not None and distance_m:
        by_area = max(1, int(area_m2 / (distance_m * distance_m))) if area_m2 > 0 else 0
    known = [people for people in (by_area, seats) if people is not None]
    return min(known, default=None)
