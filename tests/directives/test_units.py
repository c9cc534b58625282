"""What a unit sets for itself, and its operation plan."""

from __future__ import annotations

import pytest

from motcua.directives import actions, queries
from motcua.directives.models import OperationPlan, RuleSet, UnitSetting
from motcua.journal.models import Event
from motcua.refusals import InvalidInput, NotAllowed, RulesRefused
from tests.directives.house import PLAIN, House, at

MONDAY = at(2020, 3, 30)
DAYS = "receive.counter.days"
ELSEWHERE = {"unit_kinds": ["district_unit", "commune_unit"]}


@pytest.fixture
def days_given(house: House) -> RuleSet:
    """Tuesday and Friday at the centre; elsewhere the unit's head decides."""
    _letter, rules = house.take_in(PLAIN.format(number=905), MONDAY)
    house.add(rules, MONDAY, ref="2.1", point=DAYS, value=[2, 5], when={"unit_kinds": ["provincial_centre"]})
    house.add(rules, MONDAY, ref="2.1", point=DAYS, value=None, when=ELSEWHERE, force="delegated")
    return house.enact(rules, MONDAY)


@pytest.mark.usefixtures("days_given")
def test_a_districts_head_sets_the_days_left_to_him(house: House) -> None:
    actions.set_for_unit(office=house.district_unit, point=DAYS, value=[1, 4], by=house.district_head, at=MONDAY)
    assert queries.counter_days(office=house.district_unit, at=MONDAY) == [1, 4]
    assert queries.counter_days(office=house.commune_unit, at=MONDAY) == [1, 2, 3, 4, 5]
    assert Event.objects.get(name="unit.days_set").data["value"] == [1, 4]


@pytest.mark.usefixtures("days_given")
def test_the_centres_head_may_not_add_a_day_and_is_told_the_clause(house: House) -> None:
    with pytest.raises(RulesRefused, match=r"905/UBND-PVHCC, mục 2\.1"):
        actions.set_for_unit(office=house.centre, point=DAYS, value=[1, 2, 5], by=house.centre_head, at=MONDAY)
    assert UnitSetting.objects.count() == 0
    assert queries.counter_days(office=house.centre, at=MONDAY) == [2, 5]


def test_only_the_units_own_head(house: House) -> None:
    for person in (house.district_head, house.leader, house.officer):
        with pytest.raises(NotAllowed):
            actions.set_for_unit(office=house.centre, point=DAYS, value=[2], by=person, at=MONDAY)


@pytest.mark.parametrize("value", [[], [8], "thứ Hai"])
def test_days_that_are_none_are_refused(house: House, value: object) -> None:
    with pytest.raises((InvalidInput, RulesRefused)):
        actions.set_for_unit(office=house.district_unit, point=DAYS, value=value, by=house.district_head, at=MONDAY)


def plan(house: House) -> OperationPlan:
    return OperationPlan.objects.create(office=house.district_unit, title="Phương án tháng 4", valid_from=MONDAY.date())


def test_a_plan_holds_once_a_leader_above_approved_it(house: House) -> None:
    waiting = plan(house)
    assert not queries.has_approved_plan(house.district_unit, MONDAY.date())
    for person in (house.officer, house.district_head):
        with pytest.raises(NotAllowed):
            actions.approve_plan(plan_id=waiting.pk, by=person, at=MONDAY)
    actions.approve_plan(plan_id=waiting.pk, by=house.district_leader, at=MONDAY)
    actions.approve_plan(plan_id=waiting.pk, by=house.leader, at=MONDAY)
    assert queries.has_approved_plan(house.district_unit, MONDAY.date())
    assert Event.objects.filter(name="plan.approved").count() == 1


def test_a_plan_ends_with_its_last_day(house: House) -> None:
    waiting = plan(house)
    waiting.valid_to = at(2020, 4, 10).date()
    waiting.save()
    actions.approve_plan(plan_id=waiting.pk, by=house.leader, at=MONDAY)
    assert queries.has_approved_plan(house.district_unit, at(2020, 4, 10).date())
    assert not queries.has_approved_plan(house.district_unit, at(2020, 4, 11).date())
