"""Sent by one, signed by another, in force from its hour, returned, revoked; seen at once by who asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.directives import actions, queries
from motcua.directives.effects import effects_of
from motcua.directives.models import RuleSet
from motcua.people.models import Role, StaffRole
from motcua.refusals import NotAllowed, RulesRefused
from motcua.rulebook.policy.decide import answer
from tests.directives.house import PLAIN, House, at

MONDAY = at(2020, 3, 30)
LETTER = PLAIN.format(number=77)


def draft(house: House, number: int = 77) -> RuleSet:
    return house.take_in(PLAIN.format(number=number), MONDAY)[1]


def cap(house: House, moment: object) -> object:
    facts = queries.facts_for(office=house.district_unit, at=moment)  # type: ignore[arg-type]
    return answer("room.cap", facts, queries.in_force_index()).value


def test_in_force_from_the_moment_it_is_signed_and_not_before(house: House) -> None:
    rules = draft(house)
    assert cap(house, MONDAY) is None
    actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    assert cap(house, MONDAY) is None
    signed = MONDAY + timedelta(hours=2)
    actions.approve_rules(rule_set_id=rules.pk, by=house.leader, at=signed)
    assert cap(house, signed - timedelta(minutes=1)) is None
    assert cap(house, signed) == 20


def test_a_rule_with_its_own_day_waits_for_it(house: House) -> None:
    rules = draft(house)
    row = rules.rows.get(point="room.cap")
    actions.change_rule(row_id=row.pk, data={"from": "2020-03-31"}, by=house.officer, at=MONDAY)
    house.enact(rules, MONDAY)
    assert cap(house, at(2020, 3, 30, 23, 59)) is None
    assert cap(house, at(2020, 3, 31, 0)) == 20


def test_one_person_with_both_roles_still_may_not_sign_his_own(house: House) -> None:
    rules = draft(house)
    StaffRole.objects.create(staff=house.officer, role=Role.LEADER, office=house.province)
    actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    with pytest.raises(NotAllowed, match="không được tự duyệt"):
        actions.approve_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)


def test_the_database_itself_keeps_four_eyes(house: House) -> None:
    rules = draft(house)
    actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    with pytest.raises(IntegrityError, match="approver_is_not_proposer"), transaction.atomic():
        RuleSet.objects.filter(pk=rules.pk).update(state="approved", approved_by=house.officer, approved_at=MONDAY)
    with pytest.raises(IntegrityError, match="approved_has_approver"), transaction.atomic():
        RuleSet.objects.filter(pk=rules.pk).update(state="approved")


def test_a_districts_leader_does_not_sign_for_the_province(house: House) -> None:
    rules = draft(house)
    actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.approve_rules(rule_set_id=rules.pk, by=house.district_leader, at=MONDAY)
    assert cap(house, MONDAY) is None


def test_nothing_is_signed_that_was_not_sent_and_nothing_twice(house: House) -> None:
    rules = draft(house)
    with pytest.raises(NotAllowed):
        actions.approve_rules(rule_set_id=rules.pk, by=house.leader, at=MONDAY)
    house.enact(rules, MONDAY)
    with pytest.raises(NotAllowed):
        actions.approve_rules(rule_set_id=rules.pk, by=house.leader, at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)


def test_rules_sent_or_signed_are_not_changed(house: House) -> None:
    rules = draft(house)
    row = rules.rows.get(point="room.cap")
    actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.change_rule(row_id=row.pk, data={"value": 5}, by=house.officer, at=MONDAY)


def test_returned_with_a_reason_goes_back_to_work(house: House) -> None:
    rules = draft(house)
    actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    back = actions.return_rules(rule_set_id=rules.pk, by=house.leader, at=MONDAY, note="Ghi rõ ngày")
    assert (back.state, back.note) == ("returned", "Ghi rõ ngày")
    house.enact(rules, MONDAY)
    assert cap(house, MONDAY) == 20


def test_what_was_revoked_still_answers_for_its_time(house: House) -> None:
    rules = draft(house)
    house.enact(rules, MONDAY)
    ended = at(2020, 4, 15)
    house.revoke(rules, ended)
    assert cap(house, at(2020, 4, 1)) == 20
    assert cap(house, ended) is None
    with pytest.raises(NotAllowed):
        house.revoke(rules, ended)


def test_a_change_is_seen_at_once_though_rules_are_kept_compiled(house: House) -> None:
    first = queries.in_force_index()
    assert queries.in_force_index() is first
    house.enact(draft(house), MONDAY)
    assert queries.in_force_index() is not first


def test_a_struck_rule_takes_no_effect_and_none_left_is_refused(house: House) -> None:
    rules = draft(house)
    for row in rules.rows.all():
        actions.remove_rule(row_id=row.pk, by=house.officer, at=MONDAY)
    with pytest.raises(RulesRefused, match="Chưa có quy tắc nào"):
        actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    actions.restore_rule(row_id=rules.rows.get(point="room.cap").pk, by=house.officer, at=MONDAY)
    house.enact(rules, MONDAY)
    assert cap(house, MONDAY) == 20


def test_closing_every_way_is_refused_with_who_would_be_left(house: House) -> None:
    rules = draft(house)
    for point in ("receive.online", "receive.postal", "receive.counter"):
        house.add(rules, MONDAY, ref="9", point=point, value="closed")
    with pytest.raises(RulesRefused) as refused:
        actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    said = " ".join(refused.value.reasons)
    assert "không có ngày nào để nộp hồ sơ" in said
    assert "mục 9" in said
    assert len(refused.value.reasons) < 5


def test_the_difference_is_told_by_the_hour_it_begins(house: House) -> None:
    rules = draft(house)
    house.add(rules, MONDAY, point="unit.cap", value=30, **{"from": "2020-04-02"})
    effects = effects_of(RuleSet.objects.get(pk=rules.pk), at=MONDAY)
    assert [step["from"] for step in effects.difference] == [MONDAY.isoformat(), at(2020, 4, 2, 0).isoformat()]
    assert "20 người" in effects.difference[0]["lines"][0]
    assert "30 người" in effects.difference[1]["lines"][0]


def test_rules_of_a_transaction_that_failed_do_not_stay_in_the_kept_ones(house: House) -> None:
    rules = draft(house)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        house.enact(rules, MONDAY)
        assert cap(house, MONDAY) == 20
        raise ZeroDivisionError
    other = house.take_in(PLAIN.format(number=78).replace("20 người", "12 người"), MONDAY)[1]
    house.enact(other, MONDAY)
    assert cap(house, MONDAY) == 12
