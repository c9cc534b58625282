"""Find the smallest change that would open a closed channel: a day, unit, group or plan; checked by deciding again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, product
from typing import Final

from motcua.rulebook.policy.channel_coverage import PolicyUnit
from motcua.rulebook.policy.channels import IN_PERSON, WorkingDay, channel_answer, on_day
from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.labels import GROUPS, pick
from motcua.rulebook.policy.points import spec_of
from motcua.rulebook.policy.terms import Facts
from motcua.rulebook.vietnamese import say_day

MOST_CHANGES: Final = 3
MOST_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class DayChange:
    """Come on another day."""

    day: date


@dataclass(frozen=True, slots=True)
class NeitherChange:
    """Be a person who can use neither online nor the post."""


@dataclass(frozen=True, slots=True)
class GroupChange:
    """Belong to a special group of persons."""

    group: str


@dataclass(frozen=True, slots=True)
class PlanChange:
    """The unit's operation plan is approved."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """Go to another unit."""

    unit: PolicyUnit


Change = DayChange | NeitherChange | GroupChange | PlanChange | UnitChange


def smallest_change(
    point: str, facts: Facts, index: RuleIndex, is_working_day: WorkingDay, units: Sequence[PolicyUnit] = ()
) -> tuple[Change, ...]:
    """The fewest changes of `facts` under which the channel of `point` ("receive.counter") is open.

    Of as many, the earliest day, and the changes in the order of the classes above. `units` are other units to try.
    Empty where the channel is open, or where no three changes open it within two weeks.
    """
    if _is_open(point, facts, index):
        return ()
    ways = list(_ways(point, facts, index, units))
    for size in range(1, MOST_CHANGES + 1):
        for chosen in combinations(ways, size):
            for changes in product(*chosen):
                if _is_open(point, changed(facts, changes, is_working_day), index):
                    return changes
    return ()


def changed(facts: Facts, changes: Iterable[Change], is_working_day: WorkingDay) -> Facts:
    """The facts with the changes made."""
    for change in changes:
        match change:
            case DayChange(day):
                facts = on_day(facts, day, is_working_day)
            case NeitherChange():
                facts = replace(facts, uses_neither=True)
            case GroupChange(group):
                facts = replace(facts, groups=facts.groups | {group})
            case PlanChange():
                facts = replace(facts, plan_approved=True)
            case UnitChange(unit):
                facts = replace(
                    facts,
                    unit=unit.path,
                    unit_kind=unit.kind,
                    unit_level=unit.level,
                    unit_name=unit.name,
                    epidemic_level=unit.epidemic_level,
                )
    return facts


def say_changes(changes: Sequence[Change], lang: str = "vi") -> str:
    """The changes as one phrase: "vào thứ Sáu 3/4, nếu không dùng được trực tuyến và bưu chính"; "" for none."""
    return ", ".join(_said(change, english=lang == "en") for change in changes)


def _said(change: Change, *, english: bool) -> str:
    match change:
        case DayChange(day):
            return f"on {day.day}/{day.month}" if english else f"vào {say_day(day)}"
        case NeitherChange():
            words = ("nếu không dùng được trực tuyến và bưu chính", "for who can use neither online nor post")
        case GroupChange(group):
            words = (f"nếu là {pick(GROUPS, group, 'vi')}", f"for {pick(GROUPS, group, 'en')}")
        case PlanChange():
            words = ("khi kế hoạch hoạt động được duyệt", "once the operation plan is approved")
        case UnitChange(unit):
            words = (f"ở {unit.name}", f"at {unit.name}")
    return words[english]


def _ways(point: str, facts: Facts, index: RuleIndex, units: Sequence[PolicyUnit]) -> Iterator[list[Change]]:
    """Each thing that may change, with what it may change to."""
    today = facts.at.astimezone(LOCAL).date()
    yield [DayChange(today + timedelta(days=ahead)) for ahead in range(1, MOST_DAYS)]
    if not facts.uses_neither and spec_of(point).channel in IN_PERSON:
        yield [NeitherChange()]
    named = {group for rule in index.own_rules() for group in rule.when.groups} - facts.groups
    if named:
        yield [GroupChange(group) for group in sorted(named)]
    if not facts.plan_approved:
        yield [PlanChange()]
    others: list[Change] = [UnitChange(unit) for unit in units if unit.path != facts.unit]
    if others:
        yield others


def _is_open(point: str, facts: Facts, index: RuleIndex) -> bool:
    return channel_answer(point, facts, index).is_open
