"""Sentences on the boards: who may post them, what they must be, how they end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.door.boards.actions import post_announcement, withdraw_announcement
from motcua.door.boards.queries.snapshot import announcements_at, announcements_of
from motcua.door.models import Announcement
from motcua.journal.queries import history
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY

HOUR = timedelta(hours=1)


def test_the_head_posts_and_withdraws_and_both_are_written_down(door: Door) -> None:
    row = post_announcement(
        premises_id=door.premises.pk, text="  Quầy 3\n tạm nghỉ ", by=door.head, at=MONDAY, spoken=True
    )
    assert (row.text, row.spoken, row.shown_from, row.shown_until) == ("Quầy 3 tạm nghỉ", True, MONDAY, None)
    assert announcements_at(door.premises.pk, MONDAY) == [row]
    withdraw_announcement(announcement_id=row.pk, by=door.head, at=MONDAY + HOUR)
    assert announcements_at(door.premises.pk, MONDAY + HOUR) == []
    assert announcements_of(door.premises.pk, MONDAY + HOUR) == [row]
    names = sorted(event.name for event in history(f"announcement:{row.pk}"))
    assert names == ["board.announced", "board.withdrawn"]
    with pytest.raises(AlreadyDone):
        withdraw_announcement(announcement_id=row.pk, by=door.head, at=MONDAY + HOUR)


def test_nobody_else_speaks_for_the_unit(door: Door) -> None:
    row = post_announcement(premises_id=door.premises.pk, text="Câu", by=door.head, at=MONDAY)
    for somebody in (door.marshal, door.health):
        with pytest.raises(NotAllowed):
            post_announcement(premises_id=door.premises.pk, text="Câu", by=somebody, at=MONDAY)
        with pytest.raises(NotAllowed):
            withdraw_announcement(announcement_id=row.pk, by=somebody, at=MONDAY)
    with pytest.raises(NotAllowed):
        withdraw_announcement(announcement_id=row.pk + 1, by=door.head, at=MONDAY)
    with pytest.raises(NotAllowed):
        post_announcement(premises_id=door.premises.pk + 1, text="Câu", by=door.head, at=MONDAY)
    assert Announcement.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n ", "x" * 301, "một\u202ehai", "một\x00"])
def test_an_unreadable_sentence_is_refused_at_its_field(door: Door, text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        post_announcement(premises_id=door.premises.pk, text=text, by=door.head, at=MONDAY)
    assert set(refused.value.errors) == {"text"}


@pytest.mark.parametrize(("begins", "ends"), [(None, -HOUR), (None, timedelta(0)), (2 * HOUR, HOUR)])
def test_it_ends_after_it_began_and_after_now(door: Door, begins: timedelta | None, ends: timedelta) -> None:
    with pytest.raises(InvalidInput) as refused:
        post_announcement(
            premises_id=door.premises.pk,
            text="Câu",
            shown_from=None if begins is None else MONDAY + begins,
            shown_until=MONDAY + ends,
            by=door.head,
            at=MONDAY,
        )
    assert set(refused.value.errors) == {"shown_until"}


@pytest.mark.parametrize("year", [1, 2018, 2022, 9999])
def test_a_moment_far_away_is_refused_at_its_field(door: Door, year: int) -> None:
    far = MONDAY.replace(year=year)
    with pytest.raises(InvalidInput) as refused:
        post_announcement(premises_id=door.premises.pk, text="Câu", shown_from=far, by=door.head, at=MONDAY)
    assert "shown_from" in refused.value.errors
