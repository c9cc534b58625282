"""Every point of policy is obeyed by a page, a gate or a check that asks for it, or is shown as a task of people."""

from __future__ import annotations

import ast

import pytest

from motcua.directives.effects import effects_of
from motcua.directives.enforcement import ENFORCED, is_enforced
from motcua.directives.explanation import explained, unit_tasks
from motcua.directives.models import RuleSet
from motcua.directives.queries import facts_for
from motcua.rosters.queries.gaps import DUTY_POINTS
from motcua.rulebook.policy.known_points import grouped_points
from motcua.rulebook.policy.points import FAMILIES, FIXED_POINTS, channel_points
from tests.conftest import REPOSITORY
from tests.directives.house import PLAIN, House, at

TASKS = {
    "advice", "announce", "duty", "pay.online", "plan.required", "process.on_the_spot", "report",
    "sla.online_acceptance", "support", "target",
}  # fmt: skip
# Obeyed alone of a family whose other items people carry out.
OBEYED_ITEMS = {"duty", "support"}
CHANNEL_POINTS = {*channel_points("receive"), *channel_points("return")}
ASKING = {"_settled", "answer", "answers_for", "channels", "decide", "ruling_on"}


def _family(point: str) -> str:
    return point.partition(".")[0]


def test_every_point_is_obeyed_or_is_a_task() -> None:
    points = {*FAMILIES, *FIXED_POINTS, *CHANNEL_POINTS}
    assert {point for point in points if not is_enforced(point)} == TASKS
    items = {point for point in ENFORCED if point not in points}
    assert set(ENFORCED) - items == points - TASKS
    assert {_family(point) for point in items} == OBEYED_ITEMS


def test_every_point_that_an_editor_chooses_is_obeyed_or_of_a_family_of_tasks() -> None:
    for _heading, points in grouped_points():
        for point in points:
            assert is_enforced(point) or point in TASKS or _family(point) in TASKS, point


def test_a_duty_that_no_roster_fills_is_a_task() -> None:
    assert {point for point in ENFORCED if _family(point) == "duty"} == set(DUTY_POINTS)
    assert not is_enforced("duty.support_contact")


@pytest.mark.parametrize("point", ENFORCED)
def test_the_file_named_asks_for_the_point(point: str) -> None:
    file = ENFORCED[point]
    assert not file.startswith(("web/policy/", "rulebook/reading/")), "a page that only shows it obeys nothing"
    nodes = list(ast.walk(ast.parse((REPOSITORY / "motcua" / file).read_text(encoding="utf-8"))))
    called = {ast.unparse(node.func).rpartition(".")[2] for node in nodes if isinstance(node, ast.Call)}
    assert called & ASKING
    named = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert point in named or f"{point}." in named or (point in CHANNEL_POINTS and "channels" in called)


@pytest.mark.django_db
def test_proposer_and_unit_are_told_what_people_must_do(house: House) -> None:
    monday = at(2020, 3, 30)
    _letter, rules = house.take_in(PLAIN.format(number=77), monday)
    house.add(rules, monday, point="support.contact", value=True, when={"unit_kinds": ["commune_unit"]})
    shown = effects_of(RuleSet.objects.get(pk=rules.pk), at=monday).tasks
    assert len(shown) == 1 and "đầu mối" in shown[0].lower(), "the cap is obeyed by the gate"
    house.enact(rules, monday)
    assert effects_of(RuleSet.objects.get(pk=rules.pk), at=monday).tasks == shown, "also once it is in force"
    commune, centre = (facts_for(office=office, at=monday) for office in (house.commune_unit, house.centre))
    assert any("77/UBND-PVHCC" in line for line in unit_tasks(commune))
    assert not unit_tasks(centre)
    assert not any("đầu mối" in line.lower() for line in explained(commune))
