"""A floor plan drawn from any numbers: everything within the picture, no word lost without a sign."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.floor_plan import PlanCounter, PlanRoom, draw, overlapping, wrap

SIDES = st.integers(10, 5000)
PLACES = st.integers(0, 5000)
WORDS = st.text(alphabet="aăâbcđeêghôơư ,", max_size=90)
ROOMS = st.builds(
    PlanRoom,
    key=st.integers(1, 4),
    name=WORDS.filter(str.strip),
    kind=st.just("service"),
    x=PLACES,
    y=PLACES,
    width=SIDES,
    depth=SIDES,
    doors=st.lists(WORDS, max_size=8).map(tuple),
    lines=st.lists(WORDS, max_size=3).map(tuple),
)
COUNTERS = st.builds(PlanCounter, room=st.integers(1, 5), number=st.integers(1, 999), words=WORDS, x=PLACES, y=PLACES)


@given(st.lists(ROOMS, min_size=1, max_size=4, unique_by=lambda one: one.key), st.lists(COUNTERS, max_size=8))
def test_everything_is_within_the_picture(rooms: list[PlanRoom], counters: list[PlanCounter]) -> None:
    drawing = draw(rooms, counters)
    assert drawing is not None
    by_key = {room.key: room for room in rooms}
    assert len(drawing.counters) == sum(counter.room in by_key for counter in counters)
    right, bottom = drawing.left + drawing.width, drawing.top + drawing.height
    for room in drawing.rooms:
        assert drawing.left <= room.room.x and room.room.x + room.room.width <= right
        for door in room.doors:
            assert room.room.x <= door.x and door.x + door.width <= room.room.x + room.room.width + 0.01
    for counter in drawing.counters:
        assert drawing.left <= counter.x <= right and drawing.top <= counter.y <= bottom and counter.width >= 8


def test_nothing_to_draw() -> None:
    assert draw([], []) is None


def test_counters_beside_each_other_do_not_touch() -> None:
    room = PlanRoom(1, "Phòng", "service", 0, 0, 200, 120)
    drawing = draw([room], [PlanCounter(1, number, "Hộ tịch", 12 * number, 5) for number in range(1, 8)])
    assert drawing is not None
    edges = sorted((counter.x, counter.x + counter.width) for counter in drawing.counters)
    assert all(before[1] < after[0] for before, after in pairwise(edges))


def test_a_counter_moves_with_its_room_and_stays_in_it() -> None:
    room = PlanRoom(1, "Phòng", "service", 100, 50, 60, 60)
    drawing = draw([room], [PlanCounter(1, 1, "", 10, 5), PlanCounter(1, 2, "", 4000, 4000)])
    assert drawing is not None
    first, lost = drawing.counters
    assert (first.x, first.y) == (110, 55)
    assert lost.x + lost.width <= 160 and lost.y + lost.height <= 110


@given(WORDS, st.integers(4, 30), st.integers(1, 4))
def test_wrapped_words_fit_and_a_loss_is_marked(text: str, most: int, lines: int) -> None:
    found = wrap(text, most, lines)
    assert 1 <= len(found) <= lines and all(len(line) <= most for line in found)
    if " ".join(found) != " ".join(text.split()):
        assert any(line.endswith("…") for line in found)


def test_rooms_on_each_other_are_named() -> None:
    one = PlanRoom(1, "Một", "service", 0, 0, 50, 50)
    beside = PlanRoom(2, "Hai", "waiting", 50, 0, 50, 50)
    on_it = PlanRoom(3, "Ba", "waiting", 49, 49, 50, 50)
    assert overlapping([one, beside]) == []
    assert overlapping([one, beside, on_it]) == [("Một", "Ba"), ("Hai", "Ba")]
