"""Checks of new rules one by one and in pairs, against each other and against the rules in force."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.rulebook.policy.apart import rules_apart
from motcua.rulebook.policy.channel_coverage import UnitGroups
from motcua.rulebook.policy.composition import LOOSER, OUT_OF_BOUNDS
from motcua.rulebook.policy.decide import answer, decide
from motcua.rulebook.policy.describe import describe_rule, source_text
from motcua.rulebook.policy.findings import Contradiction, RefusalKind, RuleRefusal
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.overlap import common, overlap_in_time, rule_conditions, witnesses
from motcua.rulebook.policy.points import PointKind, spec_of
from motcua.rulebook.policy.terms import Because, Conflict, Force, Rule, Status

_ABOUT_PLANS: Final = {
    "plan.required": "{count} đơn vị phải có kế hoạch hoạt động được duyệt; quầy vẫn mở khi chưa có.",
    "plan.before_opening": "Quầy của {count} đơn vị chỉ được mở khi có kế hoạch hoạt động được duyệt.",
}


def conflicts(new: list[Rule], after: RuleIndex, places: UnitGroups, moment: datetime) -> list[RuleRefusal]:
    """Rules that meet somewhere and cannot stand together: of one body and day, or days and hours with nothing in
    common, whoever issued them."""
    found: dict[tuple[str, tuple[str, ...]], RuleRefusal] = {}
    for rule, other in _pairs(new, after):
        if other.body != rule.body or other.issued_on != rule.issued_on:
            continue
        at = max(moment, rule.in_force_from, other.in_force_from)
        for both in common(rule_conditions(rule), rule_conditions(other)):
            for facts in witnesses(both, places.representatives(at), at):
                for conflict in decide(facts, after, points=_touched(rule) & _touched(other)).conflicts:
                    if {rule.id, other.id} <= set(conflict.rules):
                        found.setdefault((conflict.point, conflict.rules), _conflict_refusal(conflict, after))
    own = {rule.id for rule in new}
    for together, when, begins in rules_apart(new, after):
        names, at = {rule.id for rule in together}, max(moment, begins)
        for facts in witnesses(when, places.representatives(at), at):
            for conflict in decide(facts, after, points=[together[0].point]).conflicts:
                if not own.isdisjoint(conflict.rules):
                    found.setdefault((conflict.point, conflict.rules), _conflict_refusal(conflict, after))
            if any(names <= set(rules) for _, rules in found):
                break
    return list(found.values())


def _conflict_refusal(conflict: Conflict, after: RuleIndex) -> RuleRefusal:
    sources = tuple(after.by_id[name].source for name in conflict.rules)
    return RuleRefusal(RefusalKind.CONFLICT, conflict.text, conflict.rules, sources)


def _pairs(new: list[Rule], after: RuleIndex) -> list[tuple[Rule, Rule]]:
    """Each new rule with every other that speaks of the same point while it is in force, each pair once."""
    seen: set[frozenset[str]] = set()
    pairs: list[tuple[Rule, Rule]] = []
    for rule in new:
        for other in after.own_rules():
            pair = frozenset((rule.id, other.id))
            if other.id == rule.id or pair in seen or not _touched(rule) & _touched(other):
                continue
            if overlap_in_time(rule, other):
                seen.add(pair)
                pairs.append((rule, other))
    return pairs


def _touched(rule: Rule) -> frozenset[str]:
    """The points a rule bears on: its own, and the siblings an ONLY closes."""
    siblings = spec_of(rule.point).siblings if rule.value is Status.ONLY else ()
    return frozenset((rule.point, *siblings))


def loosenings(
    new: list[Rule], after: RuleIndex, places: UnitGroups, moment: datetime
) -> tuple[list[RuleRefusal], list[str]]:
    """Rules that a higher body's word keeps from counting: refused where everywhere, a warning where in part."""
    refusals: list[RuleRefusal] = []
    warnings: list[str] = []
    for rule in new:
        if not rule.body:
            continue
        at = max(moment, rule.in_force_from)
        asked = 0
        barred: list[tuple[Because, ...]] = []
        for facts in witnesses(rule_conditions(rule), places.representatives(at), at):
            found = answer(rule.point, facts, after)
            asked += 1
            if any(r.rule == rule.id and r.note in (LOOSER, OUT_OF_BOUNDS) for r in found.also):
                barred.append(found.because)
        if not barred:
            continue
        higher = {r.rule: r.source for because in barred for r in because if _is_above(after, r.rule, rule)}
        clauses = "; ".join(sorted({source_text(source) for source in higher.values()}))
        if len(barred) == asked:
            text = (
                f"Không được phép: {_said(rule, places)} nới lỏng hoặc vượt phạm vi quy định của cấp trên ({clauses})."
            )
            refusals.append(RuleRefusal(RefusalKind.LOOSENING, text, (rule.id, *higher), tuple(higher.values())))
        elif any(not name.startswith("law/") for name in higher):
            warnings.append(f"Một phần không có hiệu lực: {_said(rule, places)}, vì quy định của cấp trên ({clauses}).")
    return refusals, warnings


def _is_above(index: RuleIndex, name: str, rule: Rule) -> bool:
    other = index.by_id.get(name)
    return (
        other is not None
        and other.body != rule.body
        and f"{rule.body}/".startswith(f"{other.body}/" if other.body else "")
    )


def warnings_of(new: list[Rule], after: RuleIndex, places: UnitGroups, moment: datetime) -> list[str]:
    warnings: list[str] = []
    for rule in new:
        if rule.point in _ABOUT_PLANS and rule.value is True:
            at = max(moment, rule.in_force_from)
            paths = {facts.unit for facts in witnesses(rule_conditions(rule), places.units, at)}
            if paths:
                warnings.append(_ABOUT_PLANS[rule.point].format(count=len(paths)))
        if rule.point in ("room.cap", "unit.cap") and rule.value is None and rule.force is not Force.DELEGATED:
            warnings.append(f"{_said(rule, places)}: chưa có con số, cổng kiểm soát chưa giới hạn được số người.")
        begins = max(moment, rule.in_force_from)
        if next(witnesses(rule_conditions(rule), places.representatives(begins), begins), None) is None:
            warnings.append(f"{_said(rule, places)} không áp dụng cho đơn vị nào.")
    return warnings


def contradictions(new: list[Rule], after: RuleIndex, places: UnitGroups, moment: datetime) -> list[Contradiction]:
    """Letters in force that say something else on the same point where a new rule holds."""
    own = {rule.id for rule in new}
    found: list[Contradiction] = []
    for rule, other in _pairs(new, after):
        if other.id in own or other.source.document == rule.source.document:
            continue
        if spec_of(rule.point).kind is PointKind.REPORT:
            continue  # both are due
        if other.point == rule.point and other.value == rule.value:
            continue
        at = max(moment, rule.in_force_from, other.in_force_from)
        if not after.in_force(other, at):
            continue
        asked = (
            facts
            for both in common(rule_conditions(rule), rule_conditions(other))
            for facts in witnesses(both, places.representatives(at), at)
        )
        facts = next(asked, None)
        if facts is None:
            continue
        because = {r.rule for r in answer(min(_touched(rule) & _touched(other)), facts, after).because}
        prevails = next((name for name in (rule.id, other.id) if name in because), "")
        text = f"{source_text(other.source)}: {_said(other, places)} – khác với {_said(rule, places)}."
        found.append(Contradiction(rule.id, other.id, prevails, text))
    return found


def _said(rule: Rule, places: UnitGroups) -> str:
    """The rule as a quoted sentence, its place by name."""
    return f"“{describe_rule(rule, place_name=places.name)}”"
