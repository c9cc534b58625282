"""Compute the effects of draft rules before approval: refusals, warnings, and the difference in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from motcua.catalog.queries.procedures import level_counts
from motcua.directives.enforcement import tasks_among
from motcua.directives.models import RuleSet
from motcua.directives.queries import build_index
from motcua.directives.rules import rules_of
from motcua.people.calendars import calendar_of
from motcua.people.models import Office, OfficeKind
from motcua.people.queries import offices_under
from motcua.rulebook.policy.channel_coverage import PolicyUnit, ProcedureClass
from motcua.rulebook.policy.data import PolicyDataError
from motcua.rulebook.policy.describe import describe_rule, source_text
from motcua.rulebook.policy.difference import difference
from motcua.rulebook.policy.enact import check_enactment
from motcua.rulebook.policy.findings import RefusalKind, RuleRefusal
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Rule

RECEIVING = (OfficeKind.PROVINCIAL_CENTRE, OfficeKind.DISTRICT_UNIT, OfficeKind.COMMUNE_UNIT)


@dataclass(slots=True)
class Effects:
    """`refusals` block; `warnings` are sentences to read; `rules` how many would take effect.

    `tasks` are those of the rules, in words, that people must carry out because no page or gate does it by itself.
    `difference` is a list of {"from": ISO moment, "lines": sentences}, one for each hour at which rules begin.
    """

    rules: int = 0
    refusals: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    difference: list[dict[str, Any]] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many sentences the difference has."""
        return sum(len(step["lines"]) for step in self.difference)


def say_refusals(refusals: Sequence[RuleRefusal]) -> list[str]:
    """Refusals as sentences with their clauses; who would be left with no channel is named once, the others counted."""
    gaps = [refusal for refusal in refusals if refusal.kind is RefusalKind.NO_WAY]
    said = [_with_clauses(refusal) for refusal in refusals if refusal.kind is not RefusalKind.NO_WAY]
    if gaps:
        more = f" Cùng {len(gaps) - 1} nhóm thủ tục và người nộp khác." if len(gaps) > 1 else ""
        said.append(_with_clauses(gaps[0]) + more)
    return said


def _with_clauses(refusal: RuleRefusal) -> str:
    names = dict.fromkeys(source_text(source) for source in refusal.sources)
    missing = [name for name in names if name not in refusal.text]
    return f"{refusal.text.rstrip('.')} ({'; '.join(missing)})." if missing else refusal.text


def receiving_units_of(body: Office) -> list[PolicyUnit]:
    """The units below a body that receive and return."""
    offices = offices_under(body.path).filter(kind__in=RECEIVING, active=True)
    return [
        PolicyUnit(office.path, office.kind, office.level, office.name, office.epidemic_level) for office in offices
    ]


def effects_of(rule_set: RuleSet, *, at: datetime, lang: str = "vi") -> Effects:
    """Try the set on top of the rules in force, as if it were approved at `at` (aware); `lang` is "vi" or "en"."""
    body = rule_set.directive.body
    starts = rule_set.approved_at or at
    try:
        rules = list(rules_of(rule_set, at=starts))
    except PolicyDataError as failure:
        return Effects(refusals=[failure.message])
    if rule_set.state in {RuleSet.State.APPROVED, RuleSet.State.REVOKED}:
        found = Effects(rules=len(rules), difference=list(rule_set.difference))
    else:
        found = try_rules(rules, body=body, before=build_index(without=rule_set), lang=lang)
    names = {office.path: office.name for office in offices_under(body.path)}
    tasks = (describe_rule(rule, lang, place_name=lambda path: names.get(path, path)) for rule in tasks_among(rules))
    found.tasks = list(dict.fromkeys(tasks))
    return found


def try_rules(rules: list[Rule], *, body: Office, before: RuleIndex, lang: str = "vi") -> Effects:
    """Compute the effects of `rules` on top of `before`, for the units of `body`."""
    found = Effects(rules=len(rules))
    if not rules:
        found.refusals.append("Chưa có quy tắc nào để cho hiệu lực.")
        return found
    units = receiving_units_of(body)
    starts = min(rule.in_force_from for rule in rules)
    report = check_enactment(rules, before, units, calendar_of(body).is_working_day, starts)
    found.refusals = say_refusals(report.refusals)
    found.warnings = [*report.warnings, *(contradiction.text for contradiction in report.contradictions)]
    found.difference = list(_steps(rules, before, units, _classes(body), lang))
    return found


def _steps(
    rules: list[Rule], before: RuleIndex, units: list[PolicyUnit], classes: list[tuple[ProcedureClass, int]], lang: str
) -> Iterator[dict[str, Any]]:
    """The changes at each hour at which rules of the set begin, compared with the hour before."""
    known = before
    for begins in sorted({rule.in_force_from for rule in rules}):
        after = RuleIndex([*known.own_rules(), *(rule for rule in rules if rule.in_force_from == begins)])
        lines = [sentence.text for sentence in difference(known, after, units, classes, begins, lang=lang)]
        if lines:
            yield {"from": begins.isoformat(), "lines": list(dict.fromkeys(lines))}
        known = after


def _classes(body: Office) -> list[tuple[ProcedureClass, int]]:
    """The procedures received below the body, counted by what rules tell apart."""
    counts: dict[ProcedureClass, int] = {}
    for (_level, online_level, urgent, critical), count in level_counts(body.path).items():
        kind = ProcedureClass(online_level, urgent, critical)
        counts[kind] = counts.get(kind, 0) + count
    return sorted(counts.items())


def loosening(rule: Rule, *, office: Office, at: datetime) -> list[str]:
    """The reasons why a unit may not set this for itself; [] when it may."""
    before = build_index()
    unit = PolicyUnit(office.path, office.kind, office.level, office.name, office.epidemic_level)
    report = check_enactment([rule], before, [unit], calendar_of(office).is_working_day, at)
    return say_refusals(report.refusals)
