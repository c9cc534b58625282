"""How many of what policy demands a unit needs: the rule for each item as data, counted on the unit's rooms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.rulebook.policy.labels import ITEMS, pick


class Per(StrEnum):
    """What one piece is needed for."""

    COUNTER = "counter"  # each counter in use: each officer has their own
    DOOR = "door"  # each door of each room where people are received; a room without named doors has one
    ROOM = "room"  # each room and waiting area indoors
    SEAT = "seat"  # each seat of the waiting areas
    UNIT = "unit"  # the unit as a whole


@dataclass(frozen=True, slots=True)
class Need:
    """The rule for one item: how many (`least`) for each what; `by_plan` is counted on the floor plan by itself."""

    per: Per
    least: int = 1
    by_plan: bool = False


# Directives demand an item and say nothing of how many; these are the numbers that make the demand true of every
# place. Any item without a line is needed once a unit.
NEEDS: Final[Mapping[str, Need]] = {
    "droplet_shield": Need(Per.COUNTER),
    "shield": Need(Per.COUNTER),
    "sanitiser": Need(Per.DOOR),
    "hand_sanitiser": Need(Per.DOOR),
    "thermometer": Need(Per.DOOR),
    "distance_marks": Need(Per.ROOM),
    "seat": Need(Per.SEAT),
    "waiting_area": Need(Per.UNIT, by_plan=True),
    "backup_power": Need(Per.UNIT),
}
# A check at the entry cannot be made with bare hands, nor does anybody sit in a waiting area without seats.
FOLLOWS: Final[Mapping[str, str]] = {
    "entry.temperature": "thermometer",
    "entry.hand_sanitising": "sanitiser",
    "equipment.waiting_area": "seat",
}
PER_WORDS: Final = {
    Per.COUNTER: ("mỗi quầy", "each counter"),
    Per.DOOR: ("mỗi cửa", "each door"),
    Per.ROOM: ("mỗi phòng", "each room"),
    Per.SEAT: ("mỗi chỗ ngồi chờ", "each seat"),
    Per.UNIT: ("cả đơn vị", "the unit"),
}


@dataclass(frozen=True, slots=True)
class SiteRoom:
    """A room as far as equipment asks: `receives` people at counters, `waits` is a waiting area, else neither."""

    key: int
    receives: bool
    waits: bool
    indoors: bool
    doors: int
    seats: int
    counters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The number of an item that a place needs: a room, a counter, or (both None) the unit."""

    item: str
    per: Per
    needed: int
    room: int | None = None
    counter: int | None = None


def need_of(item: str) -> Need:
    """The rule for an item; one a unit where nothing is said."""
    return NEEDS.get(item, Need(Per.UNIT))


def item_words(item: str, lang: str = "vi") -> str:
    """The item's name in "vi" or "en"."""
    return pick(ITEMS, item, lang, ("thiết bị khác", "other equipment"))


def wanted(items: Iterable[str], rooms: Iterable[SiteRoom]) -> list[Wanted]:
    """What is needed where, item by item in the order given."""
    known = list(rooms)
    found: list[Wanted] = []
    for item in dict.fromkeys(items):
        need = need_of(item)
        found.extend(_of(item, need, known))
    return found


def _of(item: str, need: Need, rooms: list[SiteRoom]) -> Iterable[Wanted]:
    if need.per is Per.UNIT:
        yield Wanted(item, need.per, need.least)
    for room in rooms:
        if need.per is Per.COUNTER:
            yield from (Wanted(item, need.per, need.least, room.key, counter) for counter in room.counters)
        elif need.per is Per.DOOR and room.receives:
            yield Wanted(item, need.per, need.least * max(1, room.doors), room.key)
        elif need.per is Per.ROOM and room.indoors:
            yield Wanted(item, need.per, need.least, room.key)
        elif need.per is Per.SEAT and room.waits and room.seats:
            yield Wanted(item, need.per, need.least * room.seats, room.key)
