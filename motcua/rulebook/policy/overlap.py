"""Where two rules, or a rule and a unit, meet: questions (facts) for which their conditions hold together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice, product
from typing import Any, Final

from motcua.rulebook.policy.channel_coverage import PersonClass, PolicyUnit, ProcedureClass, facts_of
from motcua.rulebook.policy.conditions import holds, holds_rare, in_season, local_weekday
from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.terms import Facts, Rule, Status, When

MOST_WITNESSES: Final = 400  # questions tried for one rule at one unit
_LEAP_YEAR: Final = 2024
_FOUR_YEARS: Final = 366 + 3 * 365  # in so many days 29 February comes
_LEVELS: Final = frozenset({1, 2, 3, 4})
_SETS: Final = (
    "unit_kinds", "unit_levels", "epidemic_levels", "procedures", "fields", "online_levels", "weekdays", "unit_names",
    "channels",
)  # fmt: skip
_FLAGS: Final = ("urgent", "time_critical", "uses_neither", "holiday")


def common(one: When, two: When) -> list[When]:
    """The conditions of both at once; none where they exclude each other (places apart included).

    Two, where their yearly seasons share two stretches of days.
    """
    under = _deeper(one.under, two.under)
    if under is None:
        return []
    parts: dict[str, Any] = {"under": under}
    for key in _SETS:
        left, right = getattr(one, key), getattr(two, key)
        if left and right and not left & right:
            return []
        parts[key] = left & right if left and right else left | right
    for key in _FLAGS:
        left, right = getattr(one, key), getattr(two, key)
        if left is not None and right is not None and left != right:
            return []
        parts[key] = right if left is None else left
    # A person may belong to several groups, so two rules on different groups can meet in one person.
    parts["groups"] = one.groups | two.groups
    seasons = common_seasons(one.season, two.season) if one.season and two.season else [one.season or two.season]
    return [When(**parts, season=season) for season in seasons]


def rule_conditions(rule: Rule) -> When:
    """The rule's conditions with its body's branch as their place; a FALLBACK's own person left open."""
    under = _deeper(rule.when.under, rule.body)
    person = None if rule.value is Status.FALLBACK else rule.when.uses_neither
    return replace(rule.when, under=rule.body if under is None else under, uses_neither=person)


def overlap_in_time(one: Rule, two: Rule) -> bool:
    """Whether some moment finds both in force."""
    return (one.in_force_to is None or two.in_force_from < one.in_force_to) and (
        two.in_force_to is None or one.in_force_from < two.in_force_to
    )


def witnesses(when: When, units: Sequence[PolicyUnit], moment: datetime) -> Iterator[Facts]:
    """Questions for which every condition of `when` holds, at each of `units` it reaches, from `moment` on."""
    for unit in units:
        if when.under and not f"{unit.path}/".startswith(f"{when.under}/"):
            continue
        yield from islice(_at_unit(when, unit, moment), MOST_WITNESSES)


def _at_unit(when: When, unit: PolicyUnit, moment: datetime) -> Iterator[Facts]:
    if (when.unit_kinds and unit.kind not in when.unit_kinds) or (
        when.unit_levels and unit.level not in when.unit_levels
    ):
        return
    if when.unit_names and unit.name not in when.unit_names:
        return
    at = _first_day(moment, when)
    for level, urgent, critical, neither, field, code, epidemic, channel in product(
        sorted(when.online_levels or _LEVELS),
        _either(when.urgent),
        _either(when.time_critical),
        _either(when.uses_neither),
        sorted(when.fields) or [""],
        sorted(when.procedures) or [""],
        sorted(when.epidemic_levels) or [unit.epidemic_level],
        sorted(when.channels) or [""],
    ):
        facts = facts_of(
            unit, ProcedureClass(level, urgent, critical, field, code), PersonClass(neither, when.groups), at
        )
        facts = replace(facts, epidemic_level=epidemic, holiday=bool(when.holiday), channel=channel)
        moment_asked = at.timestamp()
        if holds(when, facts, local_weekday(moment_asked)) and holds_rare(when, facts, moment_asked):
            yield facts


def _either(flag: bool | None) -> Iterable[bool]:
    return (False, True) if flag is None else (flag,)


def _deeper(one: str, two: str) -> str | None:
    if f"{one}/".startswith(f"{two}/") or not two:
        return one
    if f"{two}/".startswith(f"{one}/") or not one:
        return two
    return None


def common_seasons(one: str, two: str) -> list[str]:
    """The stretches of days that lie in both yearly seasons ("04-01/09-30"); one that crosses New Year is cut there."""
    year = [date(_LEAP_YEAR, 1, 1) + timedelta(days=ahead) for ahead in range(366)]
    shared: list[list[date]] = []
    for day in year:
        noon = datetime.combine(day, time(12), LOCAL).timestamp()
        if not (in_season(one, noon) and in_season(two, noon)):
            continue
        if shared and shared[-1][-1] == day - timedelta(days=1):
            shared[-1].append(day)
        else:
            shared.append([day])
    return [f"{days[0]:%m-%d}/{days[-1]:%m-%d}" for days in shared]


def _first_day(moment: datetime, when: When) -> datetime:
    """`moment`, or noon of the first day after it that is one of the weekdays and lies in the season."""
    local = moment.astimezone(LOCAL)
    for ahead in range(_FOUR_YEARS if when.season else 8):
        noon = datetime.combine(local.date() + timedelta(days=ahead), time(12), LOCAL)
        at = noon if ahead else moment
        if (not when.weekdays or noon.isoweekday() in when.weekdays) and (
            not when.season or in_season(when.season, at.timestamp())
        ):
            return at
    return moment
