"""The arithmetic of a cap shared by many doors, some of them without network: which places are open, held, given back.

A place is of one of three kinds: taken by somebody inside, held by a door for the time its network is gone, or open to
every door. The sum of the first two never passes the cap, whatever doors do and in whatever order answers are lost;
what a door does alone stays within what it holds. Plain arithmetic: no table, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

SHARE_LASTS: Final = timedelta(hours=4)
SHARE_MARGIN: Final = timedelta(minutes=5)
"""A door stops on its own this long before its share ends, and the share is taken back this long after it ended."""


class PlaceSource(StrEnum):
    """Where the place for one more comes from."""

    OPEN = "open"
    OWN = "own"
    NONE = ""


def open_places(limits: Iterable[tuple[int | None, int, int]]) -> int | None:
    """Places open to every door under all `limits` (cap, inside, held); below 0 where a cap was lowered; None: no cap.

    One row for the room, one for the whole unit where policy limits that too.
    """
    left = [cap - inside - held for cap, inside, held in limits if cap is not None]
    return min(left) if left else None


def place_for(open_now: int | None, own: int) -> PlaceSource:
    """Where the next one's place comes from at a door that holds `own`: the open ones first, its own when none is."""
    if open_now is None or open_now > 0:
        return PlaceSource.OPEN
    return PlaceSource.OWN if own > 0 and open_now + own > 0 else PlaceSource.NONE


def free_places_at(open_now: int | None, own: int) -> int | None:
    """How many the door may let in while it has network; None where nothing limits."""
    return None if open_now is None else max(0, open_now + own) if own else max(0, open_now)


def share_to_add(open_now: int | None, own: int, wanted: int) -> int:
    """Places to give a door that holds `own` of the `wanted`; one place always stays open to all."""
    missing = max(0, wanted - own)
    return missing if open_now is None else max(0, min(missing, open_now - 1))


def share_to_give_back(open_now: int | None, own: int) -> int:
    """Places a door with network is asked to give back, as none is open to others any more."""
    if open_now is None or open_now > 0:
        return 0
    return min(own, max(1, -open_now))


def left_of_share(share: int, more_in: int) -> int:
    """A share after a door told what it counted alone: `more_in` is by how many those in were more than those out."""
    return max(0, share - max(0, more_in))


def share_held_at(share: int, until: datetime | None, at: datetime) -> int:
    """What a share holds at `at` (aware): all of it until it ended and the margin passed, then nothing."""
    return share if until is not None and at <= until + SHARE_MARGIN else 0


def share_end(at: datetime, closing: datetime | None) -> datetime:
    """Until when a share given at `at` lasts: four hours, and not past the day's closing while that is still ahead."""
    end = at + SHARE_LASTS
    return min(end, closing) if closing is not None and closing > at + 2 * SHARE_MARGIN else end
