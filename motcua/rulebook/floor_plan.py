"""A simple floor plan: where each room, door and counter is drawn, in decimetres, and what words fit on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

COUNTER_WIDTH: Final = 26
COUNTER_GAP: Final = 2
LEAST_WIDTH: Final = 8
DOOR_WIDTH: Final = 12
MARGIN: Final = 3
_LETTER_WIDTH: Final = 0.56  # of a letter's size, on average of Vietnamese text in a common face
_LINE: Final = 1.25


@dataclass(frozen=True, slots=True)
class PlanRoom:
    """A room's rectangle, the names of its doors, and the lines written in it."""

    key: int
    name: str
    kind: str
    x: int
    y: int
    width: int
    depth: int
    doors: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanCounter:
    """A counter; `x`, `y` are measured from its room's upper left corner, so that it moves with the room."""

    room: int
    number: int
    words: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text at a point."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class DrawnDoor:
    x: float
    y: float
    width: float
    label: TextLine


@dataclass(frozen=True, slots=True)
class DrawnRoom:
    room: PlanRoom
    title: tuple[TextLine, ...]
    lines: tuple[TextLine, ...]
    doors: tuple[DrawnDoor, ...]


@dataclass(frozen=True, slots=True)
class DrawnCounter:
    number: int
    words: str  # in full, for who points at it
    x: float
    y: float
    width: float
    height: float
    figure: TextLine
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture `left`, `top`, `width`, `height` in decimetres with text of the size `letter`."""

    left: float
    top: float
    width: float
    height: float
    letter: float
    rooms: tuple[DrawnRoom, ...]
    counters: tuple[DrawnCounter, ...]

    @property
    def wide(self) -> bool:
        """Whether the picture wants the width of a page rather than a column."""
        return self.width > 1.2 * self.height

    @property
    def view_box(self) -> str:
        return f"{self.left:g} {self.top:g} {self.width:g} {self.height:g}"


def draw(rooms: Sequence[PlanRoom], counters: Sequence[PlanCounter]) -> Drawing | None:
    """The picture of these rooms; None where there is none. Counters of other rooms are left out."""
    if not rooms:
        return None
    left, top = min(room.x for room in rooms), min(room.y for room in rooms)
    width = max(room.x + room.width for room in rooms) - left
    height = max(room.y + room.depth for room in rooms) - top
    letter = round(max(width / 66, height / 44, 0.5), 2)
    by_key = {room.key: room for room in rooms}
    known = [counter for counter in counters if counter.room in by_key]
    return Drawing(
        left=left - MARGIN,
        top=top - MARGIN,
        width=width + 2 * MARGIN,
        height=height + 2 * MARGIN,
        letter=letter,
        rooms=tuple(_room(room, letter) for room in rooms),
        counters=tuple(_counter(counter, by_key[counter.room], known, letter) for counter in known),
    )


def _room(room: PlanRoom, letter: float) -> DrawnRoom:
    middle = room.x + room.width / 2
    fits = max(4, int((room.width - 2) / (letter * 1.25 * _LETTER_WIDTH)))
    title = wrap(room.name, fits, 2)
    rest = [line for text in room.lines for line in wrap(text, max(4, int((room.width - 2) / (letter * 0.56))), 2)]
    # Counters stand along the upper wall and doors in the lower one: the words begin below the middle.
    y = room.y + room.depth * 0.55
    drawn_title = tuple(TextLine(middle, round(y + index * letter * 1.6, 2), text) for index, text in enumerate(title))
    y += len(title) * letter * 1.6
    drawn = tuple(TextLine(middle, round(y + index * letter * _LINE, 2), text) for index, text in enumerate(rest))
    return DrawnRoom(room, drawn_title, drawn, tuple(_doors(room, letter)))


def _doors(room: PlanRoom, letter: float) -> Iterable[DrawnDoor]:
    wall = room.y + room.depth
    for index, name in enumerate(room.doors):
        share = room.width / len(room.doors)
        wide = min(DOOR_WIDTH, share * 0.6)
        x = room.x + share * (index + 0.5) - wide / 2
        words = wrap(name, max(4, int(share / (letter * _LETTER_WIDTH))), 1)[0]
        yield DrawnDoor(round(x, 2), wall, round(wide, 2), TextLine(round(x + wide / 2, 2), wall - letter * 0.7, words))


def _counter(counter: PlanCounter, room: PlanRoom, others: Sequence[PlanCounter], letter: float) -> DrawnCounter:
    height = letter * (2.4 + 3 * _LINE)
    width = _width([other for other in others if other.room == counter.room], room, height)
    # Kept inside its room, whatever was typed.
    x = room.x + min(counter.x, max(0, room.width - width))
    y = room.y + min(counter.y, max(0.0, room.depth - height))
    lines = wrap(counter.words, max(4, int((width - 1) / (letter * _LETTER_WIDTH))), 3) if counter.words else []
    middle = x + width / 2
    return DrawnCounter(
        number=counter.number,
        words=counter.words,
        x=x,
        y=round(y, 2),
        width=width,
        height=round(height, 2),
        figure=TextLine(middle, round(y + letter * 1.9, 2), str(counter.number)),
        lines=tuple(
            TextLine(middle, round(y + letter * (3.1 + index * _LINE), 2), text) for index, text in enumerate(lines)
        ),
    )


def _width(counters: Sequence[PlanCounter], room: PlanRoom, height: float) -> int:
    """One width for all counters of a room: as wide as the closest two and the wall allow."""
    gaps = [
        two.x - counter.x - COUNTER_GAP
        for counter in counters
        for two in counters
        if two.x > counter.x and abs(two.y - counter.y) < height
    ]
    walls = [room.width - counter.x - 1 for counter in counters]
    return max(LEAST_WIDTH, min([COUNTER_WIDTH, *gaps, *walls]))


def wrap(text: str, most: int, lines: int) -> list[str]:
    """Words in at most `lines` lines of at most `most` letters; what does not fit ends in "…"."""
    words, found = text.split(), [""]
    for word in words:
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= most or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    kept = [line if len(line) <= most else f"{line[: most - 1]}…" for line in found[:lines]]
    if len(found) > lines and not kept[-1].endswith("…"):
        kept[-1] = f"{kept[-1][: most - 1].rstrip(' ,;')}…"
    return kept


def overlapping(rooms: Sequence[PlanRoom]) -> list[tuple[str, str]]:
    """Names of rooms that lie on each other: nobody can stand in two rooms."""
    return [
        (one.name, two.name)
        for one, two in combinations(rooms, 2)
        if one.x < two.x + two.width
        and two.x < one.x + one.width
        and one.y < two.y + two.depth
        and two.y < one.y + one.depth
    ]
