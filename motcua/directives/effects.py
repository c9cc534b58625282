"""Compute the effects of draft rules before approval: refusals, warnings, and the difference in words and numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from motcua.catalog.queries.procedures import level_counts
from motcua.directives.enforcement import tasks_among
from motcua.directives.issuers import why_not_enacted
from motcua.directives.models import Directive, RuleSet
from motcua.directives.queries import build_index
from motcua.directives.replacements import mutual_replacements
from motcua.directives.rules import rules_of
from motcua.people.calendars import calendar_of
from motcua.people.models import Office, OfficeKind
from motcua.people.queries import offices_under
from motcua.rulebook.policy.channel_coverage import PolicyUnit, ProcedureClass
from motcua.rulebook.policy.data import PolicyDataError
from motcua.rulebook.policy.describe import describe_rule, source_text
from motcua.rulebook.policy.difference import difference
from motcua.rulebook.policy.enact import check_enactment, end_rules
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
    starts = rule_set.approved_at or at
    try:
        rules = list(rules_of(rule_set, at=starts))
    except PolicyDataError as failure:
        return Effects(refusals=[failure.message])
    if rule_set.approved_at is not None:
        return Effects(rules=len(rules), difference=list(rule_set.difference), tasks=_tasks(rules, rule_set, lang))
    if why := why_not_enacted(rule_set.directive) or _why_not_this_version(rule_set.directive):
        return Effects(rules=len(rules), refusals=[why])
    earlier = {rule.id for old in earlier_in_force(rule_set) for rule in rules_of(old, at=old.approved_at or at)}
    found = _try_rules(rules, body=rule_set.directive.body, at=at, ended=earlier, lang=lang)
    if not rules:
        found.refusals = ["Chưa có quy tắc nào để cho hiệu lực."]
    mutual = mutual_replacements(rule_set)
    found.refusals += mutual.refusals
    found.warnings += mutual.warnings
    found.tasks = _tasks(rules, rule_set, lang)
    return found


def _tasks(rules: list[Rule], rule_set: RuleSet, lang: str) -> list[str]:
    names = {office.path: office.name for office in offices_under(rule_set.directive.body.path)}
    said = (describe_rule(rule, lang, place_name=lambda path: names.get(path, path)) for rule in tasks_among(rules))
    return list(dict.fromkeys(said))


def effects_of_revocation(rule_set: RuleSet, *, at: datetime, lang: str = "vi") -> Effects:
    """What ends if rules in force are revoked at `at` (aware); refused where somebody would have no channel left."""
    rules = list(rules_of(rule_set, at=rule_set.approved_at or at))
    ended = {rule.id for rule in rules}
    found = _try_rules([], body=rule_set.directive.body, at=at, ended=ended, lang=lang)
    found.rules = len(rules)
    return found


def earlier_in_force(rule_set: RuleSet) -> list[RuleSet]:
    """The sets in force of earlier versions of the letter: they end when this one is approved."""
    found: list[RuleSet] = []
    directive = rule_set.directive
    while directive.earlier is not None:
        directive = directive.earlier
        sets = RuleSet.objects.filter(directive=directive, state=RuleSet.State.APPROVED)
        found.extend(sets.select_related("directive__body").prefetch_related("rows"))
    return found


def _why_not_this_version(directive: Directive) -> str:
    later = Directive.objects.filter(earlier=directive).first()
    if later is None:
        return ""
    return f"Văn bản này đã có bản sau (bản {later.version}). Chỉ bản sau cùng được cho hiệu lực."


def _try_rules(rules: list[Rule], *, body: Office, at: datetime, ended: Collection[str], lang: str) -> Effects:
    """The effects of `rules` on top of those in force, of which the `ended` ones stop, for the units of `body`."""
    found = Effects(rules=len(rules))
    if not rules and not ended:
        return found
    before, units = build_index(), receiving_units_of(body)
    starts = at if ended else min(rule.in_force_from for rule in rules)
    report = check_enactment(rules, before, units, calendar_of(body).is_working_day, starts, ended)
    found.refusals = say_refusals(report.refusals)
    found.warnings = [*report.warnings, *(contradiction.text for contradiction in report.contradictions)]
    found.difference = list(_steps(rules, before, units, _classes(body), lang, at=at, ended=ended))
    return found


def _steps(
    rules: list[Rule],
    before: RuleIndex,
    units: list[PolicyUnit],
    classes: list[tuple[ProcedureClass, int]],
    lang: str,
    *,
    at: datetime,
    ended: Collection[str],
) -> Iterator[dict[str, Any]]:
    """The changes at each hour at which rules of the set begin, or others end; each is told once, when it begins."""
    after = RuleIndex([*end_rules(before.own_rules(), ended, at), *rules])
    ending = [rule.in_force_from for rule in before.own_rules() if rule.id in ended]
    told: set[str] = set()
    known = before
    for begins in sorted({*(max(at, one) for one in ending), *(rule.in_force_from for rule in rules)}):
        if ended:
            known, now = before, after
        else:
            now = RuleIndex([*known.own_rules(), *(rule for rule in rules if rule.in_force_from == begins)])
        found = dict.fromkeys(sentence.text for sentence in difference(known, now, units, classes, begins, lang=lang))
        lines = [line for line in found if not ended or line not in told]
        if lines:
            yield {"from": begins.isoformat(), "lines": lines}
        told.update(lines)
        known = now


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
