"""Playbooks are data: shipped, edited by the province, never by a unit."""

from __future__ import annotations

import pytest

from motcua.door.health.actions.incident_steps import _ACTS, do_step_by_kind
from motcua.door.health.actions.playbooks import change_playbook, find_or_load_playbook, load_playbooks
from motcua.door.health.playbooks import BY_ITSELF, STEP_KINDS, step_problems
from motcua.door.models import DoorIncident, Playbook
from motcua.journal.models import Event
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY

STEPS = [{"kind": "note", "text": "Ghi lại"}, {"kind": "disinfect", "text": "Khử khuẩn"}]


def test_every_kind_of_incident_has_one_without_faults(db: None) -> None:
    assert load_playbooks() == len(DoorIncident.Kind.values)
    assert load_playbooks() == 0
    for row in Playbook.objects.all():
        assert step_problems(row.steps) == {}, row.code


def test_what_is_said_to_run_by_itself_does() -> None:
    assert frozenset(_ACTS) == BY_ITSELF <= frozenset(STEP_KINDS)
    assert callable(do_step_by_kind)


def test_the_province_edits_and_is_told_of_anothers_edit(door: Door) -> None:
    load_playbooks()
    given = {"code": "other", "name": "Việc khác", "active": True, "by": door.health, "at": MONDAY}
    row = change_playbook(**given, steps=STEPS, seen=None)
    assert [step["kind"] for step in row.steps] == ["note", "disinfect"] and row.changed_by == door.health
    assert Event.objects.filter(name="playbook.changed").count() == 1
    with pytest.raises(AlreadyDone):
        change_playbook(**given, steps=STEPS, seen=None)
    assert load_playbooks() == 0 and Playbook.objects.get(code="other").steps == row.steps


def test_a_unit_does_not_edit(door: Door) -> None:
    load_playbooks()
    for who in (door.head, door.marshal, door.world.leader):
        with pytest.raises(NotAllowed):
            change_playbook(code="other", name="x", active=True, by=who, at=MONDAY, steps=STEPS, seen=None)


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ([], ""),
        ([{"kind": "dance", "text": "x"}], "0:kind"),
        ([{"kind": "note", "text": " "}], "0:text"),
        ([{"kind": "note", "text": "x" * 501}], "0:text"),
        ([{"kind": "note", "text": "x"}] * 31, ""),
        ([{"kind": "reopen_room", "text": "Mở"}, {"kind": "disinfect", "text": "Khử khuẩn"}], ""),
    ],
)
def test_faults_are_said_at_their_place(door: Door, steps: list[dict[str, str]], place: str) -> None:
    load_playbooks()
    with pytest.raises(InvalidInput) as wrong:
        change_playbook(code="other", name="Việc", active=True, by=door.health, at=MONDAY, steps=steps, seen=None)
    assert place in wrong.value.errors


def test_one_out_of_use_gives_no_steps(db: None) -> None:
    load_playbooks()
    Playbook.objects.filter(code="crowd").update(active=False)
    assert find_or_load_playbook("crowd") is None and find_or_load_playbook("fever") is not None
