"""How many of an item a place needs."""

from __future__ import annotations

from motcua.rulebook.equipment import FOLLOWS, NEEDS, PER_WORDS, Per, SiteRoom, item_words, need_of, wanted

HALL = SiteRoom(key=1, receives=True, waits=False, indoors=True, doors=2, seats=18, counters=(11, 12))
NO_DOORS = SiteRoom(key=2, receives=True, waits=False, indoors=True, doors=0, seats=0)
YARD = SiteRoom(key=3, receives=False, waits=True, indoors=False, doors=1, seats=24)
ROOMS = (HALL, NO_DOORS, YARD)


def test_one_for_each_counter_door_room_seat_or_the_unit() -> None:
    def of(item: str) -> list[tuple[int | None, int | None, int]]:
        return [(need.room, need.counter, need.needed) for need in wanted([item], ROOMS)]

    assert of("droplet_shield") == [(1, 11, 1), (1, 12, 1)]
    assert of("sanitiser") == [(1, None, 2), (2, None, 1)]
    assert of("distance_marks") == [(1, None, 1), (2, None, 1)]
    assert of("seat") == [(3, None, 24)]
    assert of("backup_power") == of("something_new") == [(None, None, 1)]


def test_a_unit_without_rooms_still_lacks_what_is_for_the_unit() -> None:
    assert [need.item for need in wanted(["droplet_shield", "backup_power"], [])] == ["backup_power"]


def test_an_item_asked_twice_is_needed_once() -> None:
    assert len(wanted(["droplet_shield", "droplet_shield"], [HALL])) == 2


def test_every_item_of_the_table_has_words_and_every_kind_of_place_too() -> None:
    for item in [*NEEDS, *FOLLOWS.values()]:
        assert item_words(item) != item.replace("_", " ") and item_words(item, "en")
    assert set(PER_WORDS) == set(Per)
    assert item_words("air_filter") == "thiết bị khác" and need_of("air_filter").per is Per.UNIT
