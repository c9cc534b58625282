"""A set of rules made ready for asking: by point and by place in the office tree, with bounded memories of answers.

The index never changes once built; a change of the rules is a new index. Two sets of facts that no rule can tell
apart share one answer: the signature keeps of the facts only what some rule mentions, and of the moment only the
stretch between two changes of the rule set.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from motcua.rulebook.policy.conditions import MentionedFacts, holds, holds_rare, local_weekday, season_turns
from motcua.rulebook.policy.default_rules import LAW
from motcua.rulebook.policy.points import spec_of
from motcua.rulebook.policy.terms import Answer, Conflict, Decision, Facts, Rule, Status

MEMORY: Final = 200_000  # entries each memory holds before it is emptied
_FOREVER: Final = float("inf")

Signature = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One effect of one rule on one point. `shut` marks the closing of a sibling that an ONLY brings with it."""

    rule: Rule
    point: str
    value: Any
    shut: bool
    rank: tuple[int, date, date]  # how specific, issued when, in effect when: the larger wins within a body
    begins: float
    ends: float
    ignores_person: bool
    rare: bool  # one of the conditions is set that few letters use


class RuleIndex:
    """The compiled rules of one installation, the law's defaults included. Immutable; safe to share."""

    def __init__(self, rules: Iterable[Rule], *, law: Iterable[Rule] = LAW) -> None:
        """`rules` in any order, ids unique; raises ValueError for a doubled id, UnknownPoint for an unknown point."""
        self.by_id: dict[str, Rule] = {}
        for rule in (*law, *rules):
            if rule.id in self.by_id:
                raise ValueError(f"two rules with the id {rule.id}")
            self.by_id[rule.id] = rule
        self._ends = _effective_ends(self.by_id.values())
        self._places: dict[str, dict[str, list[Entry]]] = {}
        for rule in self.by_id.values():
            for entry in self._entries_of(rule):
                scope = _scope(rule)
                if scope is not None:
                    self._places.setdefault(entry.point, {}).setdefault(scope, []).append(entry)
        self.points = tuple(sorted(self._places))
        self._heed = MentionedFacts(self.by_id.values())
        self._edges = sorted({edge for e in self._all_entries() for edge in (e.begins, e.ends) if edge != _FOREVER})
        self._scopes = frozenset(scope for places in self._places.values() for scope in places)
        self._nearest: dict[str, str] = {}
        self.answers: dict[tuple[str, Signature], tuple[Answer, tuple[Conflict, ...]]] = {}
        self.decisions: dict[tuple[Any, Signature], Decision] = {}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the set, the law's defaults included."""
        return tuple(self.by_id.values())

    def reaching(self, paths: Iterable[str]) -> tuple[Rule, ...]:
        """The rules of letters that can hold at one of the offices `paths`, with whatever replaces them."""
        on_the_way = {place for path in paths for place in _prefixes(path)}
        return self.with_replacers(rule for rule in self.own_rules() if _scope(rule) in on_the_way)

    def with_replacers(self, some: Iterable[Rule]) -> tuple[Rule, ...]:
        """`some` rules of this set and every rule that puts one of them out of force: a part that ages as the whole."""
        kept = {rule.id: rule for rule in some}
        replacers = [rule for rule in self.own_rules() if rule.replaces]
        found = True
        while found:
            found = False
            for rule in replacers:
                if rule.id not in kept and not rule.replaces.isdisjoint(kept):
                    kept[rule.id] = rule
                    found = True
        return tuple(kept.values())

    def own_rules(self) -> tuple[Rule, ...]:
        """The rules of letters, without the law's defaults."""
        return tuple(rule for rule in self.by_id.values() if not rule.id.startswith("law/"))

    def change_points(self) -> tuple[float, ...]:
        """The moments (seconds since the epoch) at which some rule begins or ends; seasons turn by themselves."""
        return tuple(self._edges)

    def season_edges(self, start: float, end: float) -> list[float]:
        """The midnights after `start` and before `end` (seconds since the epoch) at which a yearly season turns."""
        return sorted({edge for season in self._heed.seasons for edge in season_turns(season, start, end)})

    def in_force(self, rule: Rule, at: datetime) -> bool:
        """Whether `rule` is in force at `at`: begun, not ended, not replaced."""
        return rule.in_force_from.timestamp() <= at.timestamp() < self._ends[rule.id]

    def holding(self, point: str, facts: Facts) -> list[Entry]:
        """The effects on `point` whose rules are in force and whose conditions all hold for `facts`."""
        places = self._places.get(point)
        if not places:
            return []
        moment = facts.at.timestamp()
        weekday = local_weekday(moment)
        return [
            entry
            for scope in _prefixes(facts.unit)
            for entry in places.get(scope, ())
            if entry.begins <= moment < entry.ends
            and holds(entry.rule.when, facts, weekday, ignore_person=entry.ignores_person)
            and (not entry.rare or holds_rare(entry.rule.when, facts, moment))
        ]

    def groups_named(self, point: str) -> frozenset[str]:
        """Every special group of persons that some rule on the point sets apart, whenever and wherever it holds."""
        places = self._places.get(point, {})
        rows = (entry.rule.when.groups for entries in places.values() for entry in entries)
        return frozenset[str]().union(*rows)

    def signature(self, facts: Facts) -> Signature:
        """What of `facts` the rules of this set can tell apart. Raises ValueError for a moment without a zone."""
        at = facts.at
        if at.tzinfo is None:
            raise ValueError("Facts.at must carry a time zone")
        moment = at.timestamp()
        heed = self._heed
        unit = facts.unit
        place = self._nearest.get(unit)
        if place is None:
            place = self._find_nearest(unit)
        return (
            place,
            bisect_right(self._edges, moment),
            facts.unit_kind if facts.unit_kind in heed.unit_kinds else "",
            facts.unit_level if facts.unit_level in heed.unit_levels else "",
            facts.epidemic_level if facts.epidemic_level in heed.epidemic_levels else 0,
            facts.procedure if facts.procedure in heed.procedures else "",
            facts.field if facts.field in heed.fields else "",
            facts.online_level if facts.online_level in heed.online_levels else -1,
            heed.urgent and facts.urgent,
            heed.time_critical and facts.time_critical,
            heed.uses_neither and facts.uses_neither,
            facts.groups & heed.groups if facts.groups else heed.nobody,
            local_weekday(moment) if heed.weekdays else 0,
            heed.holiday and facts.holiday,
            heed.plan and facts.plan_approved,
            heed.rare(facts, moment) if heed.has_rare else None,
        )

    def _find_nearest(self, unit: str) -> str:
        """The deepest place some rule names on the way to `unit`: units below it without rules of their own agree."""
        place = next((scope for scope in reversed(list(_prefixes(unit))) if scope in self._scopes), "")
        if len(self._nearest) >= MEMORY:
            self._nearest.clear()
        self._nearest[unit] = place
        return place

    def _entries_of(self, rule: Rule) -> Iterator[Entry]:
        spec = spec_of(rule.point)
        fallback = rule.value is Status.FALLBACK
        rank = (_specificity(rule, fallback), rule.issued_on, rule.in_force_from.date())
        begins, ends = rule.in_force_from.timestamp(), self._ends[rule.id]
        yield Entry(rule, rule.point, rule.value, False, rank, begins, ends, fallback, rule.when.rare)
        if rule.value is Status.ONLY:
            for sibling in spec.siblings:
                yield Entry(rule, sibling, Status.CLOSED, True, rank, begins, ends, False, rule.when.rare)

    def _all_entries(self) -> Iterator[Entry]:
        for places in self._places.values():
            for entries in places.values():
                yield from entries


def _prefixes(path: str) -> Iterator[str]:
    """ "" and every path from the root down to `path` itself."""
    yield ""
    if not path:
        return
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)
    yield path


def _scope(rule: Rule) -> str | None:
    """Where the rule reaches: its own place or its body's branch, the deeper; None where the two are apart."""
    under, body = rule.when.under, rule.body
    if not under or f"{body}/".startswith(f"{under}/"):
        return body
    if not body or f"{under}/".startswith(f"{body}/"):
        return under
    return None


def _specificity(rule: Rule, fallback: bool) -> int:
    """How narrow the conditions are: one for each that is set, more for a named field (2) or procedure (3).

    A place below the issuing body counts one for each step down. FALLBACK counts its own condition on the person.
    """
    when = rule.when
    scope = _scope(rule) or ""
    steps = scope.count("/") - rule.body.count("/") + (1 if scope and not rule.body else 0)
    flags = (when.urgent, when.time_critical, when.holiday, True if fallback else when.uses_neither)
    sets = (
        when.unit_kinds, when.unit_levels, when.epidemic_levels, when.online_levels, when.groups, when.weekdays,
        when.channels, when.season,
    )  # fmt: skip
    return (
        (steps if scope != rule.body else 0)
        + sum(flag is not None for flag in flags)
        + sum(bool(found) for found in sets)
        + 2 * bool(when.fields)
        + 2 * bool(when.unit_names)
        + 3 * bool(when.procedures)
    )


def _effective_ends(rules: Iterable[Rule]) -> dict[str, float]:
    """When each rule stops: at its own end, or when a rule that replaces it takes effect, whichever is first.

    A rule may replace what its own or a lower body issued, never a higher body's. A rule that was itself replaced
    before it began replaces nothing. Where two of one moment name each other, the one issued later stands.
    """
    known = {rule.id: rule for rule in rules}
    ends = {rule.id: rule.in_force_to.timestamp() if rule.in_force_to else _FOREVER for rule in known.values()}
    order = sorted(known.values(), key=lambda r: (r.in_force_from.timestamp(), -r.issued_on.toordinal(), r.id))
    for rule in order:
        begins = rule.in_force_from.timestamp()
        if ends[rule.id] <= begins:
            continue
        for old in rule.replaces:
            other = known.get(old)
            if (
                other is not None
                and other is not rule
                and f"{other.body}/".startswith(f"{rule.body}/" if rule.body else "")
            ):
                ends[old] = min(ends[old], begins)
    return ends
