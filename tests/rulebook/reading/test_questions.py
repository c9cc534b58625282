"""What the reading asks of a person: every question has its answers, and what each makes of a rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motcua.rulebook.policy.known_points import grouped_points
from motcua.rulebook.policy.points import spec_of
from motcua.rulebook.reading import questions
from motcua.rulebook.reading.questions import Question, after_choice, answered_by_change, choices_of, question_of
from motcua.rulebook.reading.words import word_list

FRAMES = Path(questions.__file__).parent / "frames"
NAMES = sorted(word_list("questions"))


def test_every_question_that_is_asked_has_words_and_answers() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in FRAMES.glob("*.py"))
    asked = set(re.findall(r'(?:\.ask\(|append\(\()"(\w+)"', source))
    assert len(asked) > 15 and asked <= set(NAMES)
    assert set(word_list("answers")) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_answers_read_as_words_and_add_known_points(name: str) -> None:
    choices = choices_of(name)
    assert choices and len({one.key for one in choices}) == len(choices)
    for one in choices:
        assert one.label() != one.label("en") and "_" not in one.vi
        assert one.add is None or spec_of(one.add["point"])
    question = Question(name, {"field": "cư trú"})
    assert question_of(question.as_data()) == question
    assert "{" not in question.text and "{" not in Question(name).text


def test_a_closed_way_becomes_a_fallback() -> None:
    data = {"point": "receive.counter", "value": "closed", "when": {"uses_neither": False, "weekdays": [2]}}
    [fallback, none] = choices_of("closed_exception")
    assert after_choice(data, fallback).data == {**data, "value": "fallback", "when": {"weekdays": [2]}}
    assert after_choice(data, none).data == data


def test_who_counts_is_a_rule_beside_with_the_same_conditions() -> None:
    data = {"point": "room.cap", "value": 20, "when": {"weekdays": [2]}, "to": "2020-04-15", "force": "binding"}
    added = after_choice(data, choices_of("counts_officers")[0]).added
    assert added == {"point": "cap.counts_officers", "value": True, "when": {"weekdays": [2]}, "to": "2020-04-15"}


def test_a_change_answers_what_it_is_about_alone() -> None:
    before = {"value": "closed", "when": {"fields": ["?cư trú"]}, "from": "2020-03-31"}
    ended = {**before, "to": "2020-04-15"}
    asked = ["until", "which_field", "left_over", "which_period", "who_approves_plan"]
    assert [name for name in asked if answered_by_change(name, before, ended)] == ["until", "which_period"]
    named = {**before, "when": {"fields": ["ho-tich"]}}
    assert [name for name in asked if answered_by_change(name, before, named)] == ["which_field", "left_over"]


def test_the_points_of_answers_can_be_chosen_by_hand_too() -> None:
    points = {point for _words, some in grouped_points() for point in some}
    assert {one.add["point"] for name in NAMES for one in choices_of(name) if one.add} <= points
