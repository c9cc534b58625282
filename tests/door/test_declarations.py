"""Declaring before entering: what is kept, what the pass is worth, who may look."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.catalog.actions.internal_forms import load_internal_forms
from motcua.catalog.models import FormVersion, Procedure
from motcua.catalog.queries.forms import HEALTH_DECLARATION
from motcua.door.health.actions.declarations import make_declaration, open_declaration
from motcua.door.health.queries.declarations import alert_words, declarations_visible_to, valid_declaration
from motcua.door.models import Declaration, Pass
from motcua.door.person_keys import person_key
from motcua.journal.models import Event
from motcua.people.models import Role
from motcua.refusals import InvalidInput, NotAllowed
from tests.door.gate_scene import Door, person
from tests.dossiers.world import MONDAY, at

WELL = {
    "full_name": "Vàng Thị Mỷ",
    "phone": "0912 345 678",
    "address": "Thôn Mường, xã Phú Linh",
    "symptoms": "no",
    "contact": "no",
    "travelled": "no",
}
ILL = WELL | {"symptoms": "yes", "fever": "on", "travelled": "yes", "places": "Hà Nội, ngày 20/3"}


@pytest.fixture(autouse=True)
def form(db: None) -> None:
    load_internal_forms(MONDAY)


def test_the_answers_are_sealed_and_the_pass_holds_until_midnight(door: Door) -> None:
    done = make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY)
    row, held = Declaration.objects.get(), Pass.objects.get()
    assert "Mỷ" not in row.answers and "0912345678" not in row.answers
    assert done.token not in held.token
    assert (held.full_name, held.phone) == ("Vàng Thị Mỷ", "0912345678")
    assert held.valid_until == at(31, 0, month=3)
    assert row.alerts == [] and row.purge_on == date(2020, 4, 20)
    key = person_key(phone="0912345678")
    assert valid_declaration(key, door.premises.pk, MONDAY) == row
    assert valid_declaration(key, door.premises.pk, at(31, 0, month=3)) is None


def test_answers_of_concern_are_named_and_only_those_that_were_asked(door: Door) -> None:
    made = make_declaration(premises_id=door.premises.pk, answers=ILL, at=MONDAY).declaration
    assert made.alerts == ["symptoms", "fever", "travelled"]
    assert "Sốt" in alert_words(made)
    # What is left in a question no longer asked is not of concern.
    assert (
        make_declaration(premises_id=door.premises.pk, answers=WELL | {"fever": "on"}, at=MONDAY).declaration.alerts
        == []
    )


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_kept(door: Door) -> None:
    with pytest.raises(InvalidInput) as wrong:
        make_declaration(premises_id=door.premises.pk, answers=WELL | {"phone": "12", "contact": ""}, at=MONDAY)
    assert set(wrong.value.errors) == {"phone", "contact"}
    assert not Declaration.objects.exists()


def test_the_same_page_sent_twice_gives_one_pass(door: Door) -> None:
    first = make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY, token="mot-lan-thoi")
    again = make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY, token="mot-lan-thoi")
    assert first.entry_pass == again.entry_pass
    assert Pass.objects.count() == Declaration.objects.count() == 1


def test_an_officer_of_the_unit_may_write_it_for_somebody_a_stranger_not(door: Door) -> None:
    made = make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY, by=door.marshal).declaration
    assert made.taken_by == door.marshal
    with pytest.raises(NotAllowed):
        make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY, by=door.world.stranger)


def test_staff_declare_too_and_what_they_say_later_counts(door: Door, settings) -> None:
    settings.STAFF_PASS_DAYS = 7
    receiver = door.world.receiver
    first = make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY, by=receiver, own=True)
    assert first.entry_pass.staff == receiver
    assert first.entry_pass.valid_until == at(6, 0)
    second = make_declaration(
        premises_id=door.premises.pk, answers=ILL, at=MONDAY + timedelta(hours=1), by=receiver, own=True
    )
    found = valid_declaration("", door.premises.pk, MONDAY + timedelta(hours=2), staff=receiver)
    assert found == second.declaration
    first.entry_pass.refresh_from_db()
    assert first.entry_pass.revoked_at is not None


def test_a_new_version_of_the_form_is_asked_and_a_declaration_keeps_its_own(door: Door) -> None:
    old = make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY).declaration
    first = FormVersion.objects.get(procedure__code=HEALTH_DECLARATION)
    schema = {**first.schema, "properties": dict(first.schema["properties"])}
    schema["properties"]["rash"] = {
        "type": "boolean", "x-order": 99, "x-label": "Phát ban", "x-widget": "checkbox", "x-page": "Tiếp xúc",
        "x-alert": ["true"],
    }  # fmt: skip
    FormVersion.objects.create(procedure=first.procedure, version=2, schema=schema, published_at=MONDAY)
    new = make_declaration(premises_id=door.premises.pk, answers=WELL | {"rash": "on"}, at=MONDAY).declaration
    assert (new.form.version, new.alerts) == (2, ["rash"])
    old.refresh_from_db()
    assert old.form == first
    # Begun with the first version before the second was published: ends with the first.
    begun = make_declaration(premises_id=door.premises.pk, answers=WELL | {"rash": "on"}, at=MONDAY, form_id=first.pk)
    assert begun.declaration.form == first and begun.declaration.alerts == []


def test_a_unit_without_a_form_says_so(door: Door) -> None:
    Procedure.objects.filter(code=HEALTH_DECLARATION).update(internal=False)
    with pytest.raises(InvalidInput):
        make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY)


def test_only_the_gate_of_that_day_and_health_look_and_each_look_is_written_down(door: Door) -> None:
    made = make_declaration(premises_id=door.premises.pk, answers=ILL, at=MONDAY).declaration
    tomorrow = MONDAY + timedelta(days=1)
    other_gate = person("other_gate", Role.ENTRY_MARSHAL, door.world.elsewhere)
    other_health = person("other_health", Role.HEALTH_OFFICER, door.world.elsewhere)
    may = {
        (who.username, when): declarations_visible_to(who, when).filter(pk=made.pk).exists()
        for who in (door.marshal, door.health, door.head, door.world.leader, other_gate, other_health)
        for when in (MONDAY, tomorrow)
    }
    assert {key for key, value in may.items() if value} == {
        ("marshal", MONDAY), ("health", MONDAY), ("health", tomorrow),
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        open_declaration(declaration_id=made.pk, by=door.head, at=MONDAY)
    assert not Event.objects.filter(name="declaration.viewed").exists()
    _row, answers = open_declaration(declaration_id=made.pk, by=door.marshal, at=MONDAY)
    assert answers["places"] == "Hà Nội, ngày 20/3"
    look = Event.objects.get(name="declaration.viewed")
    assert (look.actor, look.subject) == (f"staff:{door.marshal.pk}", f"declaration:{made.pk}")
    assert "Mỷ" not in str(look.data) + look.subject_label
