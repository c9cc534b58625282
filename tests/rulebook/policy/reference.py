"""A slow and obviously right reading of docs/policy.md: no index, no memory, every rule looked at every time.

Written from the page, not from the code, and kept naive on purpose: it settles a point by walking the bodies
from the nation down and comparing plain lists. Only statuses, days, caps and checks (the kinds the properties use).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from motcua.rulebook.policy.default_rules import LAW
from motcua.rulebook.policy.terms import RECEIVE_CHANNELS, Facts, Force, Rule, Status

VN = ZoneInfo("Asia/Ho_Chi_Minh")
ORDER = ["encouraged", "allowed", "only", "discouraged", "fallback", "closed"]


def inside(path: str, place: str) -> bool:
    return place == "" or path == place or path.startswith(place + "/")


def in_force(rule: Rule, facts: Facts, rules: list[Rule]) -> bool:
    """Begun, not ended, and not replaced by a rule of the same or a higher body that has itself taken effect."""
    if facts.at < rule.in_force_from or (rule.in_force_to and facts.at >= rule.in_force_to):
        return False
    return not any(
        rule.id in other.replaces
        and inside(rule.body, other.body)
        and other.in_force_from <= facts.at
        and (other.in_force_to is None or other.in_force_to > other.in_force_from)
        for other in rules
        if other.id != rule.id
    )


def applies(rule: Rule, facts: Facts) -> bool:
    when = rule.when
    if not (inside(facts.unit, rule.body) and inside(facts.unit, when.under)):
        return False
    sets = [
        (when.unit_kinds, facts.unit_kind),
        (when.unit_levels, facts.unit_level),
        (when.epidemic_levels, facts.epidemic_level),
        (when.procedures, facts.procedure),
        (when.fields, facts.field),
        (when.online_levels, facts.online_level),
        (when.weekdays, facts.at.astimezone(VN).isoweekday()),
    ]
    if any(wanted and found not in wanted for wanted, found in sets):
        return False
    flags = [
        (when.urgent, facts.urgent),
        (when.time_critical, facts.time_critical),
        (when.holiday, facts.holiday),
        (None if rule.value is Status.FALLBACK else when.uses_neither, facts.uses_neither),
    ]
    if any(wanted is not None and found != wanted for wanted, found in flags):
        return False
    return not when.groups or bool(when.groups & facts.groups)


def specificity(rule: Rule) -> int:
    when = rule.when
    score = 0
    if when.under and len(when.under) > len(rule.body):
        score += len(when.under.split("/")) - len([part for part in rule.body.split("/") if part])
    for one in (
        when.unit_kinds,
        when.unit_levels,
        when.epidemic_levels,
        when.online_levels,
        when.groups,
        when.weekdays,
    ):
        score += 1 if one else 0
    score += 2 if when.fields else 0
    score += 3 if when.procedures else 0
    for flag in (when.urgent, when.time_critical, when.holiday):
        score += 1 if flag is not None else 0
    score += 1 if rule.value is Status.FALLBACK or when.uses_neither is not None else 0
    return score


def tighter_of(point: str, one: Any, two: Any) -> Any:
    if point.endswith(".days"):
        return one & two
    if point.endswith("cap"):
        return min((number for number in (one, two) if number is not None), default=None)
    if point.startswith("entry."):
        return one | two
    return max(one, two, key=lambda status: ORDER.index(status))


def fold(point: str, values: Iterable[Any]) -> Any:
    first, *rest = values
    for value in rest:
        first = tighter_of(point, first, value)
    return first


def within_bounds(bounds: Any, value: Any) -> bool:
    if bounds is None:
        return True
    if isinstance(value, frozenset):
        return value <= frozenset(bounds["within"])
    if isinstance(value, Status):
        return value in [Status(name) for name in bounds["within"]]
    return value is not None and value <= bounds["max"]


def reference(point: str, facts: Facts, rules: Iterable[Rule]) -> tuple[Any, bool]:
    """The value of `point` and whether a conflict was met. (None, False) where nothing at all is said."""
    every = [*LAW, *rules]
    live = [rule for rule in every if in_force(rule, facts, every) and applies(rule, facts)]
    said: list[tuple[Rule, Any]] = [(rule, rule.value) for rule in live if rule.point == point]
    if point in [f"receive.{name}" for name in RECEIVE_CHANNELS]:
        spared = any(rule.value is Status.FALLBACK for rule, _ in said)
        for rule in live:
            if rule.value is Status.ONLY and rule.point.startswith("receive.") and rule.point != point:
                said.append((rule, Status.FALLBACK if spared else Status.CLOSED))
    return walk(point, said)


def walk(point: str, said: list[tuple[Rule, Any]]) -> tuple[Any, bool]:
    firm: list[Any] = []  # what binding rules above have settled, at most one value
    value: Any = None
    grants: list[tuple[Rule, Any]] = []  # each delegation with what it says on this point
    conflict = False
    for body in sorted({rule.body for rule, _ in said}, key=len):
        here = [
            (rule, said_value)
            for rule, said_value in said
            if rule.body == body and acceptable(point, rule, said_value, firm, grants)
        ]
        if not here:
            continue
        spoken, binding, clash, delegations = body_says(point, here)
        conflict |= clash
        grants += delegations
        if spoken is None and not binding:
            continue
        (spoken_value,) = spoken or (None,)
        value = tighter_of(point, firm[0], spoken_value) if firm else spoken_value
        conflict |= bool(firm) and nothing_left(point, (value,), [firm[0], spoken_value])
        if binding:
            firm = [value]
    return value, conflict


def nothing_left(point: str, total: tuple[Any] | None, values: list[Any]) -> bool:
    """Days that each rule leaves, and that have nothing in common."""
    return point.endswith(".days") and total == (frozenset(),) and frozenset() not in values


def bare(rule: Rule) -> bool:
    return rule.force is Force.DELEGATED and rule.value is None


def acceptable(point: str, rule: Rule, value: Any, firm: list[Any], grants: list[tuple[Rule, Any]]) -> bool:
    if bare(rule):
        return True
    if firm and value != firm[0] and tighter_of(point, firm[0], value) == firm[0]:
        return False
    return all(
        within_bounds(grant.bounds, value) or (not bare(grant) and tighter_of(point, own_value, value) == value)
        for grant, own_value in grants
    )


def body_says(point: str, here: list[tuple[Rule, Any]]) -> tuple[tuple[Any] | None, bool, bool, list[tuple[Rule, Any]]]:
    """What one body says: (value,) or None for a bare delegation; binding; conflict; its delegations."""

    def rank(rule: Rule) -> tuple[Any, ...]:
        return specificity(rule), rule.issued_on, rule.in_force_from.date()

    best = max(rank(rule) for rule, _ in here)
    top = [(rule, value) for rule, value in here if rank(rule) == best]
    if not point.endswith((".days", "cap")) and not point.startswith("entry."):
        mild = [(rule, value) for rule, value in top if value is Status.DISCOURAGED]
        others = [(rule, value) for rule, value in top if value is not Status.DISCOURAGED]
        extra_binding = False
        if mild and not others:
            day = best[1]
            hard = [(r, v) for r, v in here if v in (Status.FALLBACK, Status.CLOSED) and r.issued_on == day]
            if hard:
                hardest = max(rank(rule) for rule, _ in hard)
                top = [(rule, value) for rule, value in hard if rank(rule) == hardest]
                extra_binding = any(rule.force is Force.BINDING for rule, _ in mild)
        elif mild and all(value in (Status.FALLBACK, Status.CLOSED) for _, value in others):
            top = others
        spoken = [(rule, value) for rule, value in top if not bare(rule)]
        delegations = [(rule, value) for rule, value in (top + mild) if rule.force is Force.DELEGATED]
        if not spoken:
            return None, False, False, delegations
        values = [value for _, value in spoken]
        clash = len(set(values)) > 1 or len(spoken) < len(top)
        binding = extra_binding or any(rule.force is Force.BINDING for rule, _ in spoken)
        return (fold(point, values),), binding, clash, delegations
    delegations = [(rule, value) for rule, value in top if rule.force is Force.DELEGATED]
    if any(rule.force is Force.BINDING for rule, _ in top):
        total = fold(point, [value for rule, value in here if rule.force is Force.BINDING])
        at_odds = [(rule, value) for rule, value in top if rule.force is not Force.BINDING and value != total]
        clash = bool(at_odds) or nothing_left(
            point, (total,), [value for rule, value in here if rule.force is Force.BINDING]
        )
        return (total,), True, clash, [said for said in at_odds if said[0].force is Force.DELEGATED]
    spoken = [(rule, value) for rule, value in top if not bare(rule)]
    if not spoken:
        return None, False, False, delegations
    left = (fold(point, [value for _, value in spoken]),)
    return left, False, nothing_left(point, left, [value for _, value in spoken]), delegations
