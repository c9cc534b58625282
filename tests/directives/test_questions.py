"""Answers to the questions of the reading: what they change, what is written down, and who may give them."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.directives import actions
from motcua.directives.models import RuleRow
from motcua.directives.questions import open_questions
from motcua.journal.models import Event
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook.reading.questions import Question
from tests.directives.house import PLAIN, House, at

MONDAY = at(2020, 3, 30)


def asked(house: House, question: Question, **data: Any) -> RuleRow:
    """A rule of a letter about which one thing is asked."""
    _letter, rules = house.take_in(PLAIN.format(number=77), MONDAY)
    row = rules.rows.get(point="room.cap")
    row.point = data.get("point", row.point)
    row.data = {**row.data, **data}
    row.questions = [question.as_data()]
    row.save()
    return row


def answer(house: House, row: RuleRow, *answers: str, by: Any = None) -> RuleRow:
    name = row.questions[0]["name"] if row.questions else "until"
    actions.answer_question(row_id=row.pk, position=0, name=name, answers=answers, by=by or house.officer, at=MONDAY)
    row.refresh_from_db()
    return row


def test_the_reading_keeps_its_questions_with_names_words_and_answers(house: House) -> None:
    _letter, rules = house.take_in(PLAIN.format(number=77), MONDAY)
    row = rules.rows.get(point="room.cap")
    assert row.questions == [{"name": "counts_officers", "words": {}, "choices": ["yes", "no"]}]
    [question] = open_questions(row, rules)
    assert "tính cả cán bộ" in question.text and [key for key, _words in question.choices] == ["yes", "no"]


def test_officers_who_count_are_a_rule_beside(house: House) -> None:
    row = answer(house, asked(house, Question("counts_officers")), "yes")
    assert row.questions == [] and row.data["value"] == 20
    added = row.rule_set.rows.get(point="cap.counts_officers")
    assert (added.data["value"], added.ref, added.position) == (True, row.ref, row.position + 1)
    event = Event.objects.get(name="directive.question_answered")
    assert (event.data["question"], event.data["answers"], event.data["added"]) == (
        "counts_officers", ["yes"], [added.pk],
    )  # fmt: skip


def test_an_answer_sets_the_value_or_strikes_the_rule_out(house: House) -> None:
    row = asked(house, Question("who_checked"), point="entry.mask", value=["visitors", "staff"])
    assert answer(house, row, "staff").data["value"] == ["staff"]
    row.questions = [Question("right_reading").as_data()]
    row.save()
    assert answer(house, row, "wrong").removed


def test_a_named_unit_becomes_the_office_that_is_chosen(house: House) -> None:
    when = {"unit_names": ["xã Thử", "huyện Thử"], "weekdays": [2]}
    row = asked(house, Question("which_unit", {"unit": "xã Thử, huyện Thử"}), when=when)
    [question] = open_questions(row, row.rule_set)
    names = dict(question.choices)
    assert [names[f"office:{one.path}"] for one in (house.commune_unit, house.district)] == [
        "Bộ phận Một cửa xã Thử", "Ủy ban nhân dân huyện Thử",
    ]  # fmt: skip
    assert question.several
    row = answer(house, row, f"office:{house.commune_unit.path}", f"office:{house.district.path}")
    rows = row.rule_set.rows.filter(point="room.cap")
    assert [one.data["when"] for one in rows] == [
        {"weekdays": [2], "under": house.commune_unit.path},
        {"weekdays": [2], "under": house.district.path},
    ]
    assert [one.questions for one in rows] == [[], []]


@pytest.mark.parametrize("answers", [[], ["maybe"], ["yes", "no"], ["office:H22"]])
def test_only_its_own_answers_are_taken(house: House, answers: list[str]) -> None:
    row = asked(house, Question("counts_officers"))
    with pytest.raises(InvalidInput) as wrong:
        answer(house, row, *answers)
    assert set(wrong.value.errors) == {"answer"}
    assert RuleRow.objects.get(pk=row.pk).questions == row.questions


def test_an_answer_is_given_once_and_by_the_policy_officer_alone(house: House) -> None:
    row = asked(house, Question("until"))
    with pytest.raises(NotAllowed):
        answer(house, row, "open", by=house.leader)
    answer(house, row, "open")
    with pytest.raises(AlreadyDone):
        answer(house, row, "open")
    assert Event.objects.filter(name="directive.question_answered").count() == 1


def test_a_typed_answer_closes_its_question(house: House) -> None:
    row = asked(house, Question("until"))
    row.questions = [*row.questions, Question("counts_officers").as_data()]
    row.save()
    actions.change_rule(row_id=row.pk, data={"to": "2020-04-15"}, by=house.officer, at=MONDAY)
    row.refresh_from_db()
    assert [one["name"] for one in row.questions] == ["counts_officers"]
    assert Event.objects.get(name="directive.rules_changed").data["answered"] == ["until"]
