"""Rounds of checkers: of officers and of visitors, with the checker's name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from motcua.door.models import Premises, Room, Round
from motcua.door.places.actions.rounds import make_round
from motcua.door.places.queries.rounds import kept_in, measures_for, rounds_on
from motcua.journal.models import Event
from motcua.people.models import Role
from motcua.refusals import InvalidInput, NotAllowed
from tests.door.gate_scene import Door, person
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY


@pytest.fixture
def checked(door: Door) -> Door:
    """Masks for all, temperature for visitors."""
    enact(
        door.world,
        {"point": "entry.mask", "value": ["visitors", "staff"], "when": {}},
        {"point": "entry.temperature", "value": ["visitors"], "when": {}},
    )
    return door


def made(door: Door, **changes: Any) -> Round:
    given: dict[str, Any] = {
        "premises_id": door.premises.pk,
        "room_id": door.room.pk,
        "subject": "visitors",
        "seen": "14",
        "kept": {"mask": "12", "temperature": "14"},
        "remark": "Nhắc đeo khẩu trang",
        "by": door.marshal,
        "at": MONDAY,
    }
    return make_round(**(given | changes))


def test_measures_are_those_in_force_for_the_group(checked: Door) -> None:
    assert [measure.name for measure in measures_for(checked.premises, "visitors", MONDAY)] == ["mask", "temperature"]
    (mask,) = measures_for(checked.premises, "staff", MONDAY)
    assert mask.name == "mask" and mask.because[0].source.clause == "2.1"


def test_a_round_is_kept_with_who_made_it(checked: Door) -> None:
    row = made(checked)
    assert (row.seen, row.kept, row.by, row.room) == (
        14,
        {"mask": 12, "temperature": 14},
        checked.marshal,
        checked.room,
    )
    assert Event.objects.get(name="round.made").actor_name == checked.marshal.full_name


def test_the_share_of_the_day_counts_only_those_looked_at(checked: Door) -> None:
    made(checked)
    made(checked, seen="6", kept={"mask": "6", "temperature": ""}, room_id=None)
    made(checked, subject="staff", seen=5, kept={"mask": 4, "temperature": 5}, by=checked.head)
    made(checked, at=MONDAY + timedelta(days=1), kept={"mask": "0"})
    day = rounds_on(checked.premises, MONDAY.date())
    assert [made.by for made in day] == [checked.head, checked.marshal, checked.marshal]
    assert [(kept.subject, kept.name, kept.kept, kept.seen) for kept in kept_in(day)] == [
        ("staff", "mask", 4, 5),
        ("visitors", "mask", 18, 20),
        ("visitors", "temperature", 14, 14),
    ]
    assert kept_in(day)[1].percent == 90


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"seen": ""}, "seen"),
        ({"seen": "0"}, "seen"),
        ({"seen": "9e9"}, "seen"),
        ({"subject": "cats"}, "subject"),
        ({"kept": {"mask": "15"}}, "kept-mask"),
        ({"kept": {"mask": "-1"}}, "kept-mask"),
        ({"kept": {"mask": "nhiều"}}, "kept-mask"),
        ({"kept": {}}, ""),
        ({"kept": {"vaccination": "3"}}, ""),
        ({"room_id": 2_000_000_000}, "room"),
        ({"remark": "x" * 1001}, "remark"),
        ({"premises_id": 2_000_000_000}, ""),
    ],
)
def test_what_cannot_be_a_round(checked: Door, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        made(checked, **changes)
    assert list(refused.value.errors) == [field] and not Round.objects.exists()


def test_a_room_of_another_unit_is_not_there(checked: Door) -> None:
    far = Room.objects.create(premises=Premises.objects.create(office=checked.world.elsewhere), name="Xa")
    with pytest.raises(InvalidInput):
        made(checked, room_id=far.pk)


def test_who_checks(checked: Door) -> None:
    for by in (checked.world.receiver, checked.world.stranger):
        with pytest.raises(NotAllowed):
            made(checked, by=by)
    for by in (checked.head, checked.health, person("sup", Role.SUPERVISOR, checked.world.province)):
        assert made(checked, by=by).by == by
    with pytest.raises(NotAllowed):
        made(checked, by=person("sup2", Role.SUPERVISOR, checked.world.elsewhere))
