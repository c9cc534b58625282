"""Every point of policy is obeyed by a page, a gate or a check that asks for it, or is shown as a task of people."""

from __future__ import annotations

import pytest

from motcua.directives.effects import effects_of
from motcua.directives.enforcement import ENFORCED, is_enforced
from motcua.directives.explanation import explained, unit_tasks
from motcua.directives.models import RuleSet
from motcua.directives.queries import facts_for
from motcua.rulebook.policy.points import FAMILIES, FIXED_POINTS, channel_points
from tests.conftest import REPOSITORY
from tests.directives.house import PLAIN, House, at

TASKS = {
    "advice", "announce", "pay.online", "plan.required", "process.on_the_spot",
    "report", "sla.online_acceptance", "support",
    "target",
}  # fmt: skip


def test_every_point_is_obeyed_or_is_a_task() -> None:
    points = {*FAMILIES, *FIXED_POINTS, *channel_points("receive"), *channel_points("return")}
    assert {point for point in points if not is_enforced(point)} == TASKS
    assert set(ENFORCED) == points - TASKS | {"support.phone"}, "the phone alone of its family"


@pytest.mark.parametrize("point", ENFORCED)
def test_the_file_named_asks_for_the_point(point: str) -> None:
    source = (REPOSITORY / "motcua" / ENFORCED[point]).read_text(encoding="utf-8")
    of_channel = point in {*channel_points("receive"), *channel_points("return")}
    wanted = "policy_channels.channels(" if of_channel else f'"{point}'
    assert wanted in source


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
