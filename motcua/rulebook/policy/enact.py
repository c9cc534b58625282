"""Check rules before they take effect: refusals, and warnings for their approver. Pure.

Refused: a set that leaves somebody with no way, that closes what a standing prohibition keeps open, that
contradicts itself, or in which a lower body loosens what a higher one has settled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from motcua.rulebook.policy.channel_coverage import Cell, PolicyUnit, UnitGroups, cells_without_channel, only_channels
from motcua.rulebook.policy.channels import WorkingDay
from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.findings import Contradiction, RefusalKind, RuleRefusal
from motcua.rulebook.policy.guard import guard_refusals
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.rule_checks import conflicts, contradictions, loosenings, warnings_of
from motcua.rulebook.policy.terms import Rule

_YEAR: Final = 367 * 86_400  # seconds in which every season turns
_NAMED: Final = 3  # units named in one refusal; the cells name them all


@dataclass(frozen=True, slots=True)
class EnactReport:
    """The outcome of `check`: refusals block, warnings and contradictions are shown; `cells` names every gap."""

    refusals: tuple[RuleRefusal, ...]
    warnings: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    cells: tuple[Cell, ...]

    @property
    def allowed(self) -> bool:
        """Whether the set may be sent for approval."""
        return not self.refusals


def check_enactment(
    new_rules: Iterable[Rule],
    in_force: RuleIndex,
    units: Iterable[PolicyUnit],
    is_working_day: WorkingDay,
    moment: datetime,
    ended: Iterable[str] = (),
) -> EnactReport:
    """Tries `new_rules` on top of those `in_force`, at `moment` (when they are to take effect) and at every later
    moment at which any rule begins or ends. `units` are the units that receive and return; `is_working_day` the
    calendar of the offices; `ended` the ids of rules in force that end at `moment`."""
    new, gone = list(new_rules), frozenset(ended)
    doubled = sorted({rule.id for rule in new if rule.id in in_force.by_id or [r.id for r in new].count(rule.id) > 1})
    if doubled:
        text = f"Mã quy tắc bị trùng: {', '.join(doubled)}."
        return EnactReport((RuleRefusal(RefusalKind.DOUBLED, text, tuple(doubled)),), (), (), ())
    known = list(units)
    touched = _touched_units(new, in_force, known, gone)
    paths = [unit.path for unit in touched]
    before = RuleIndex(in_force.reaching(paths))
    after = RuleIndex([*end_rules(before.own_rules(), gone, moment), *new])
    places = UnitGroups(after, touched, known)
    moments = _moments(after, moment)
    cells = _gaps(before, after, touched, is_working_day, moments)
    loosening, partly = loosenings(new, after, places, moment)
    refusals = [
        *_no_way(cells),
        *guard_refusals(new, before, after, places, is_working_day, moments, cells),
        *conflicts(new, after, places, moment),
        *loosening,
    ]
    warnings = [*partly, *warnings_of(new, after, places, moment)]
    return EnactReport(
        tuple(refusals), tuple(warnings), tuple(contradictions(new, after, places, moment)), tuple(cells)
    )


def end_rules(rules: Iterable[Rule], ended: Collection[str], moment: datetime) -> Iterator[Rule]:
    """The rules, those whose ids are `ended` no longer than to `moment`; left out where they would begin later."""
    for rule in rules:
        if rule.id not in ended:
            yield rule
        elif rule.in_force_from < moment:
            ends = moment if rule.in_force_to is None else min(rule.in_force_to, moment)
            yield replace(rule, in_force_to=ends)


def _touched_units(
    new: list[Rule], in_force: RuleIndex, units: Iterable[PolicyUnit], ended: frozenset[str]
) -> list[PolicyUnit]:
    """The units some new rule can reach, or some rule that it replaces or that ends: nothing changes for others."""
    gone = {name for rule in new for name in rule.replaces} | ended
    moving = RuleIndex([*new, *(rule for rule in in_force.own_rules() if rule.id in gone)])
    return sorted((unit for unit in units if moving.reaching([unit.path])), key=lambda unit: unit.path)


def _moments(after: RuleIndex, moment: datetime) -> list[datetime]:
    """The moment asked and every later one from which other rules on channels hold; of seasons, their first year."""
    channels = only_channels(after)
    start = moment.timestamp()
    changes = [start, *(edge for edge in channels.change_points() if edge > start)]
    later = set(changes[1:])
    for begins, ends in zip(changes, [*changes[1:], float("inf")], strict=True):
        later.update(channels.season_edges(begins, min(ends, begins + _YEAR)))
    return [moment, *(datetime.fromtimestamp(edge, LOCAL) for edge in sorted(later))]


def _gaps(
    before: RuleIndex,
    after: RuleIndex,
    units: Sequence[PolicyUnit],
    is_working_day: WorkingDay,
    moments: list[datetime],
) -> list[Cell]:
    """The cells that the new set leaves with no way, each once; gaps that were there without it are not its doing."""
    found: dict[tuple[object, ...], Cell] = {}
    for at in moments:
        gaps = cells_without_channel(after, units, is_working_day, at)
        if not gaps:
            continue
        classes = list({cell.procedure: None for cell in gaps})
        old = {_key(cell) for cell in cells_without_channel(before, units, is_working_day, at, classes)}
        for cell in gaps:
            if _key(cell) not in old:
                found.setdefault(_key(cell), cell)
    return list(found.values())


def _key(cell: Cell) -> tuple[object, ...]:
    return cell.direction, cell.unit.path, cell.procedure, cell.person


def _no_way(cells: list[Cell]) -> list[RuleRefusal]:
    """One refusal for each class of procedure and person, naming the first units."""
    alike: dict[tuple[object, ...], list[Cell]] = {}
    for cell in cells:
        alike.setdefault((cell.direction, cell.procedure, cell.person), []).append(cell)
    return [_gap_refusal(group) for group in alike.values()]


def _gap_refusal(cells: list[Cell]) -> RuleRefusal:
    names = [cell.unit.name for cell in cells]
    places = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        places += f" và {len(names) - _NAMED} đơn vị khác"
    text = cells[0].text(places=places)
    reasons = {reason.rule: reason for cell in cells for reason in cell.because}
    return RuleRefusal(
        RefusalKind.NO_WAY,
        f"{text[0].upper()}{text[1:]}.",
        tuple(reasons),
        tuple(dict.fromkeys(reason.source for reason in reasons.values())),
    )
