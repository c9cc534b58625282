"""From an uploaded letter to a draft, and what people do to its rules."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.directives import actions
from motcua.directives.actions.letter_reading import LetterAlreadyThere
from motcua.directives.models import Directive, RuleRow
from motcua.journal.models import Event
from motcua.people.models import Office
from motcua.refusals import InvalidInput, NotAllowed
from tests.directives.house import PLAIN, House, at

MONDAY = at(2020, 3, 30)
LETTER = PLAIN.format(number=77)


def cap_of(house: House) -> RuleRow:
    _letter, rules = house.take_in(LETTER, MONDAY)
    return rules.rows.get(point="room.cap")


def test_an_upload_keeps_the_text_and_drafts_its_rules(house: House) -> None:
    letter, rules = house.take_in(LETTER, MONDAY, "C:\\mat\\..\\77.txt")
    assert (letter.number, letter.file_name, letter.body) == ("77/UBND-PVHCC", "77.txt", house.province)
    row = rules.rows.get(point="room.cap")
    assert (row.ref, row.data["value"], row.proposal) == ("1", 20, row.data)
    assert letter.text[slice(*row.span)] in LETTER
    assert Event.objects.get(name="directive.uploaded").subject_label == "77/UBND-PVHCC"


def test_the_same_text_is_one_letter(house: House) -> None:
    letter, _rules = house.take_in(LETTER, MONDAY)
    with pytest.raises(LetterAlreadyThere) as there:
        house.take_in(LETTER, at(2020, 3, 31), "khac.txt")
    assert there.value.directive_id == letter.pk


def test_drafts_without_a_number_are_different_letters(house: House) -> None:
    house.take_in(PLAIN.format(number=" "), MONDAY)
    house.take_in(PLAIN.format(number=" ").replace("20 người", "25 người"), MONDAY)
    assert Directive.objects.count() == 2


@pytest.mark.parametrize("data", [b"", b"\x00\x01\xff" * 100])
def test_what_is_no_document_leaves_nothing(house: House, data: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        actions.upload_letter(data=data, file_name="x.txt", by=house.officer, at=MONDAY)
    assert set(refused.value.errors) == {"letter"}
    assert Directive.objects.count() == 0


def test_only_a_policy_officer_uploads(house: House) -> None:
    with pytest.raises(NotAllowed):
        actions.upload_letter(data=LETTER.encode(), file_name="x.txt", by=house.leader, at=MONDAY)


def test_a_change_keeps_what_was_proposed_and_is_journalled(house: House) -> None:
    row = cap_of(house)
    actions.change_rule(row_id=row.pk, data={"value": 12}, by=house.officer, at=MONDAY)
    row.refresh_from_db()
    assert (row.data["value"], row.proposal["value"]) == (12, 20)
    event = Event.objects.get(name="directive.rules_changed")
    assert (event.data["before"]["value"], event.data["after"]["value"]) == (20, 12)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"value": "nhiều"}, "value"),
        ({"value": -1}, "value"),
        ({"from": "31 tháng 3"}, "from"),
        ({"from": "2020-04-02", "to": "2020-04-01"}, "to"),
        ({"point": "room.size"}, "point"),
        ({"when": {"colour": "đỏ"}}, "when.colour"),
        ({"force": "maybe"}, "force"),
    ],
)
def test_bad_data_is_refused_with_the_field_it_is_in(house: House, data: dict[str, Any], field: str) -> None:
    row = cap_of(house)
    with pytest.raises(InvalidInput) as bad:
        actions.change_rule(row_id=row.pk, data=data, by=house.officer, at=MONDAY)
    assert list(bad.value.errors) == [field]
    assert bad.value.errors[field]
    row.refresh_from_db()
    assert row.data["value"] == 20


def test_a_rule_added_by_hand_has_no_proposal(house: House) -> None:
    _letter, rules = house.take_in(LETTER, MONDAY)
    house.add(rules, MONDAY, ref="3", point="receive.postal", value="encouraged")
    row = rules.rows.get(point="receive.postal")
    assert (row.ref, row.proposal) == ("3", None)


def test_nobody_else_touches_the_rules(house: House) -> None:
    row = cap_of(house)
    for person in (house.leader, house.district_head):
        with pytest.raises(NotAllowed):
            actions.remove_rule(row_id=row.pk, by=person, at=MONDAY)


def test_rules_of_another_province_are_out_of_reach(house: House) -> None:
    row = cap_of(house)
    stranger = house.officer
    elsewhere = Office.objects.create(path="H60", code="H60", name="Tuyên Quang", kind="committee", level="province")
    stranger.roles.update(office=elsewhere)
    with pytest.raises(NotAllowed):
        actions.change_rule(row_id=row.pk, data={"value": 12}, by=stranger, at=MONDAY)
