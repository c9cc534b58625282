"""The values of law: dated without gap or overlap, each with its article, each asked for by a rule."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook import deadlines, law
from motcua.rulebook.deadlines import Limit, Unit
from motcua.rulebook.dossier_states import StepRole, step, why_step_refused
from motcua.rulebook.eras import KINDS
from motcua.rulebook.law.values import LawValue, law_values

from .calendars import at, vietnam

HOUSE = Path(__file__).parents[2] / "motcua"
FIRST = date(2018, 6, 21)  # Decree 61/2018
VALUES = [pytest.param(value, id=name) for name, value in law_values().items()]
UNITS = {*Unit, "hour of day", "times", "people", "digits", "parts", "row", "rule"}


@pytest.mark.parametrize("value", VALUES)
def test_no_day_is_without_a_value_and_none_has_two(value: LawValue) -> None:
    assert value.values[0].valid_from == FIRST
    for earlier, later in zip(value.values, value.values[1:], strict=False):
        assert earlier.valid_to is not None
        assert later.valid_from == earlier.valid_to + timedelta(days=1)
    assert value.values[-1].valid_to is None


@pytest.mark.parametrize("value", VALUES)
def test_each_value_has_its_article_or_says_that_it_is_the_houses_own(value: LawValue) -> None:
    assert value.says and not value.says.endswith(".") and value.unit in UNITS
    for row in value.values:
        assert (row.article == "") == value.house
        assert value.house or row.article.startswith(("Nghị định ", "Thông tư ", "Luật ", "Bộ luật ", "Quyết định "))


@cache
def sources() -> str:
    """Everything that may ask for a value: modules and templates."""
    files = (path for kind in ("*.py", "*.html") for path in HOUSE.rglob(kind))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("value", VALUES)
def test_each_value_is_asked_for_by_the_code(value: LawValue) -> None:
    asked = {f"form.{kind}" for kind in KINDS} | {f"{ladder}.{who}" for ladder in ("warning", "limitation")
                                                   for who in ("handler", "head", "supervisor")}  # fmt: skip
    assert f'"{value.name}"' in sources() or value.name in asked


@given(st.dates())
def test_every_day_has_its_values(day: date) -> None:
    for value in law_values().values():
        found = value.on(day)
        assert found in value.values
        if day >= FIRST:
            assert found.valid_from <= day and (found.valid_to is None or day <= found.valid_to)


def test_the_law_of_the_day() -> None:
    assert law.number("supplement.most", on=date(2020, 3, 31)) == 1
    assert law.hour("forward.cut_off", on=date(2020, 3, 31)) == time(15)
    assert law.article("forward.cut_off", on=date(2025, 6, 30)) == "Nghị định 61/2018/NĐ-CP, Điều 18 khoản 2"
    assert law.article("forward.cut_off", on=date(2025, 7, 1)) == "Nghị định 118/2025/NĐ-CP, Điều 18"
    assert law.columns("form.04", on=date(2025, 7, 1))["title"].endswith("đề nghị gia hạn thời gian giải quyết")
    assert deadlines.acceptance_limit(date(2020, 3, 31)) == Limit(8, Unit.HOURS)


def test_a_value_of_another_kind_or_name_is_an_error() -> None:
    day = date(2020, 3, 31)
    with pytest.raises(TypeError):
        law.number("forward.cut_off", on=day)
    with pytest.raises(TypeError):
        law.hour("supplement.most", on=day)
    with pytest.raises(TypeError):
        law.columns("supplement.most", on=day)
    with pytest.raises(KeyError):
        law.number("supplement.least", on=day)


def test_the_rules_follow_the_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another number in the law, and the rule says otherwise: nothing has a copy of its own."""
    real = law.number
    day = date(2020, 3, 31)

    def changed(name: str, *, on: date) -> int:
        return 2 if name in {"supplement.most", "supplement.ask_within", "reappointment.notice"} else real(name, on=on)

    asked = ("ask_supplement", "appraising", {StepRole.PROCESSING_OFFICER})
    assert why_step_refused(*asked, done=["ask_supplement"], on=day)
    monkeypatch.setattr(law, "number", changed)
    assert why_step_refused(*asked, done=["ask_supplement"], on=day) == ""
    assert why_step_refused(*asked, done=["ask_supplement", "ask_supplement"], on=day)
    assert deadlines.supplement_request_latest(at("2021-05-07 09:00"), vietnam()) == at("2021-05-11 17:00")
    assert deadlines.apology_latest(at("2021-05-12 17:00"), vietnam()) == at("2021-05-10 17:00")


def test_sentences_follow_the_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another number in the law, and what people read says otherwise too."""
    real = law.number
    day = date(2020, 3, 31)
    numbers = {"supplement.most": 2, "reappointment.most": 3, "supplement.leaves": 2, "reappointment.notice": 2}
    asked = ("ask_supplement", "appraising", {StepRole.PROCESSING_OFFICER})
    assert "chỉ được yêu cầu một lần" in why_step_refused(*asked, done=["ask_supplement"], on=day)
    assert step("ask_to_complete").says.endswith("Chỉ được yêu cầu một lần.")
    assert step("ask_supplement").says_en.endswith("Once only.")

    monkeypatch.setattr(law, "number", lambda name, *, on: numbers.get(name) or real(name, on=on))
    assert "chỉ được yêu cầu hai lần" in why_step_refused(*asked, done=["ask_supplement", "ask_supplement"], on=day)
    assert step("ask_to_complete").says.endswith("Chỉ được yêu cầu hai lần.")
    assert step("ask_supplement").says_en.endswith("Twice only.")
    assert "Chỉ được hẹn lại ba lần;" in step("reappoint").says
    assert "thêm hai lần" in step("allow_second_supplement").says
    with pytest.raises(deadlines.TooLateToReappointError, match="ít nhất hai ngày làm việc"):
        promised = deadlines.due(at("2021-05-04 09:00"), deadlines.Limit(3), vietnam())
        deadlines.reappoint_deadline(promised, at("2021-05-14 09:00"), vietnam(), at=at("2021-05-07 08:00"))


def test_counts_are_said_in_both_languages() -> None:
    said = [law.say_times(1), law.say_times(1, "en"), law.say_times(2, "en"), law.say_times(3, "en")]
    assert said == ["một lần", "once", "twice", "three times"]
    days = [law.say_working_days(3), law.say_working_days(1, "en"), law.say_working_days(12, "en")]
    assert days == ["03 ngày làm việc", "one working day", "12 working days"]
