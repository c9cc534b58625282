"""What must be true before rules take effect, and what their approver must see beside them. Pure.

Refused: a set that leaves somebody with no way, that closes what a standing prohibition keeps open, that
contradicts itself, or in which a lower body loosens what a higher one has settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.rulebook.policy.channels import WorkingDay, open_on
from motcua.rulebook.policy.compose import LOOSER, OUT_OF_BOUNDS
from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.decide import answer, decide
from motcua.rulebook.policy.describe import describe, source_text
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.overlap import common, conditions, overlap_in_time, witnesses
from motcua.rulebook.policy.points import spec_of
from motcua.rulebook.policy.reach import (
    Cell,
    Unit,
    cells_without_way,
    days_ahead,
    facts_of,
    group_units,
    person_classes,
    procedure_classes,
)
from motcua.rulebook.policy.terms import Because, Rule, Source, Status


class RefusalKind(StrEnum):
    """Why a set may not take effect."""

    NO_WAY = "no_way"
    GUARD = "guard"
    CONFLICT = "conflict"
    LOOSENING = "loosening"
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason to refuse: a Vietnamese sentence, the rules it is about, the clauses behind it."""

    kind: RefusalKind
    text: str
    rules: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A letter in force says something else where a new rule holds; `prevails` is the rule that would count."""

    new: str
    standing: str
    prevails: str
    text: str


@dataclass(frozen=True, slots=True)
class EnactReport:
    """The outcome of `check`: refusals block, warnings and contradictions are shown; `cells` names every gap."""

    refusals: tuple[Refusal, ...]
    warnings: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    cells: tuple[Cell, ...]

    @property
    def allowed(self) -> bool:
        """Whether the set may be sent for approval."""
        return not self.refusals


def check(
    new_rules: Iterable[Rule],
    in_force: RuleIndex,
    units: Iterable[Unit],
    is_working_day: WorkingDay,
    moment: datetime,
) -> EnactReport:
    """Tries `new_rules` on top of those `in_force`, at `moment` (when they are to take effect) and at every later
    moment at which any rule begins or ends. `units` are the units that receive and return; `is_working_day` the
    calendar of the offices."""
    new = list(new_rules)
    doubled = sorted({rule.id for rule in new if rule.id in in_force.by_id or [r.id for r in new].count(rule.id) > 1})
    if doubled:
        text = f"Mã quy tắc bị trùng: {', '.join(doubled)}."
        return EnactReport((Refusal(RefusalKind.DOUBLED, text, tuple(doubled)),), (), (), ())
    after = RuleIndex([*in_force.own_rules(), *new])
    places = sorted(units, key=lambda unit: unit.path)
    moments = _moments(after, moment)
    cells = _gaps(in_force, after, places, is_working_day, moments)
    loosening, partly = _loosenings(new, after, places, moment)
    refusals = [
        *_no_way(cells),
        *_guard(new, in_force, after, places, is_working_day, moments, cells),
        *_conflicts(new, after, places, moment),
        *loosening,
    ]
    warnings = [*partly, *_warnings(new, after, places, moment)]
    return EnactReport(
        tuple(refusals), tuple(warnings), tuple(_contradictions(new, after, places, moment)), tuple(cells)
    )


def _moments(after: RuleIndex, moment: datetime) -> list[datetime]:
    start = moment.timestamp()
    later = [edge for edge in after.change_points() if edge > start]
    return [moment, *(datetime.fromtimestamp(edge, LOCAL) for edge in later)]


def _gaps(
    before: RuleIndex,
    after: RuleIndex,
    units: Sequence[Unit],
    is_working_day: WorkingDay,
    moments: list[datetime],
) -> list[Cell]:
    """The cells that the new set leaves with no way, each once; gaps that were there without it are not its doing."""
    found: dict[tuple[object, ...], Cell] = {}
    for at in moments:
        gaps = cells_without_way(after, units, is_working_day, at)
        if not gaps:
            continue
        classes = list({cell.procedure: None for cell in gaps})
        old = {_key(cell) for cell in cells_without_way(before, units, is_working_day, at, classes)}
        for cell in gaps:
            if _key(cell) not in old:
                found.setdefault(_key(cell), cell)
    return list(found.values())


def _key(cell: Cell) -> tuple[object, ...]:
    return cell.direction, cell.unit.path, cell.procedure, cell.person


def _no_way(cells: list[Cell]) -> list[Refusal]:
    return [
        Refusal(
            RefusalKind.NO_WAY,
            f"{cell.text()[0].upper()}{cell.text()[1:]}.",
            tuple(dict.fromkeys(reason.rule for reason in cell.because)),
            tuple(dict.fromkeys(reason.source for reason in cell.because)),
        )
        for cell in cells
    ]


def _guard(
    new: list[Rule],
    before: RuleIndex,
    after: RuleIndex,
    units: Sequence[Unit],
    is_working_day: WorkingDay,
    moments: list[datetime],
    cells: list[Cell],
) -> list[Refusal]:
    """Where a letter in force forbids stopping reception, a set that stops it is refused with that letter's clause."""
    own = {rule.id for rule in new}
    gaps = {cell.unit.path for cell in cells if cell.direction == "receive"}
    found: dict[str, tuple[Unit, tuple[Because, ...], bool]] = {}
    for at in moments:
        for unit in units:
            if unit.path in found:
                continue
            guard = _guard_of(after, unit, at, own)
            if not guard:
                continue
            if unit.path in gaps:
                found[unit.path] = unit, guard, True
            elif _counter_shut(after, unit, is_working_day, at) and not _counter_shut(before, unit, is_working_day, at):
                found[unit.path] = unit, guard, False
    return [_guard_refusal(*one) for one in found.values()]


def _guard_of(index: RuleIndex, unit: Unit, at: datetime, own: set[str]) -> tuple[Because, ...]:
    facts = facts_of(unit, procedure_classes(RuleIndex(()))[0], person_classes(RuleIndex(()))[0], at)
    found = answer("guard.keep_receiving", facts, index)
    return tuple(reason for reason in found.because if reason.rule not in own) if found.value is True else ()


def _counter_shut(index: RuleIndex, unit: Unit, is_working_day: WorkingDay, at: datetime) -> bool:
    """Whether the counter takes no dossier of any class from anybody on any of the next working days."""
    days = days_ahead(at, is_working_day)
    return not any(
        open_on("receive.counter", facts_of(unit, procedure, person, at), day, index, is_working_day)
        for procedure in procedure_classes(index)
        for person in person_classes(index)
        for day in days
    )


def _guard_refusal(unit: Unit, guard: tuple[Because, ...], gap: bool) -> Refusal:
    clauses = "; ".join(sorted({source_text(reason.source) for reason in guard}))
    what = "có người không còn cách nào nộp hồ sơ" if gap else "quầy không còn nhận hồ sơ của bất kỳ ai"
    return Refusal(
        RefusalKind.GUARD,
        f"Tại {unit.name}, {what}, trong khi {clauses} nghiêm cấm ngừng tiếp nhận.",
        tuple(reason.rule for reason in guard),
        tuple(reason.source for reason in guard),
    )


def _conflicts(new: list[Rule], after: RuleIndex, units: Sequence[Unit], moment: datetime) -> list[Refusal]:
    """Pairs of rules of one body that meet somewhere and cannot both stand."""
    found: dict[tuple[str, tuple[str, ...]], Refusal] = {}
    for rule, other in _pairs(new, after):
        if other.body != rule.body or other.issued_on != rule.issued_on:
            continue
        both = common(conditions(rule), conditions(other))
        if both is None:
            continue
        at = max(moment, rule.in_force_from, other.in_force_from)
        representatives = [alike[0] for alike in group_units(after, units, at)]
        for facts in witnesses(both, representatives, at):
            for conflict in decide(facts, after, points=_touched(rule) & _touched(other)).conflicts:
                if {rule.id, other.id} <= set(conflict.rules):
                    sources = tuple(after.by_id[name].source for name in conflict.rules)
                    refusal = Refusal(RefusalKind.CONFLICT, conflict.text, conflict.rules, sources)
                    found.setdefault((conflict.point, conflict.rules), refusal)
    return list(found.values())


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


def _loosenings(
    new: list[Rule], after: RuleIndex, units: Sequence[Unit], moment: datetime
) -> tuple[list[Refusal], list[str]]:
    """Rules that a higher body's word keeps from counting: refused where everywhere, a warning where in part."""
    refusals: list[Refusal] = []
    warnings: list[str] = []
    for rule in new:
        if not rule.body:
            continue
        at = max(moment, rule.in_force_from)
        asked = 0
        barred: list[tuple[Because, ...]] = []
        for facts in witnesses(conditions(rule), [alike[0] for alike in group_units(after, units, at)], at):
            found = answer(rule.point, facts, after)
            asked += 1
            if any(r.rule == rule.id and r.note in (LOOSER, OUT_OF_BOUNDS) for r in found.also):
                barred.append(found.because)
        if not barred:
            continue
        higher = {r.rule: r.source for because in barred for r in because if _is_above(after, r.rule, rule)}
        clauses = "; ".join(sorted({source_text(source) for source in higher.values()}))
        if len(barred) == asked:
            text = f"Không được phép: “{describe(rule)}” nới lỏng hoặc vượt phạm vi quy định của cấp trên ({clauses})."
            refusals.append(Refusal(RefusalKind.LOOSENING, text, (rule.id, *higher), tuple(higher.values())))
        elif any(not name.startswith("law/") for name in higher):
            warnings.append(f"Một phần không có hiệu lực: “{describe(rule)}”, vì quy định của cấp trên ({clauses}).")
    return refusals, warnings


def _is_above(index: RuleIndex, name: str, rule: Rule) -> bool:
    other = index.by_id.get(name)
    return (
        other is not None
        and other.body != rule.body
        and f"{rule.body}/".startswith(f"{other.body}/" if other.body else "")
    )


def _warnings(new: list[Rule], after: RuleIndex, units: Sequence[Unit], moment: datetime) -> list[str]:
    warnings: list[str] = []
    for rule in new:
        if rule.point == "plan.required" and rule.value is True:
            at = max(moment, rule.in_force_from)
            paths = {facts.unit for facts in witnesses(conditions(rule), units, at)}
            if paths:
                warnings.append(f"Quầy của {len(paths)} đơn vị chỉ được mở khi có kế hoạch hoạt động được duyệt.")
        if rule.point in ("room.cap", "unit.cap") and rule.value is None and rule.force.value != "delegated":
            warnings.append(f"“{describe(rule)}”: chưa có con số, cổng kiểm soát chưa giới hạn được số người.")
        if not any(True for _ in witnesses(conditions(rule), units, max(moment, rule.in_force_from))):
            warnings.append(f"“{describe(rule)}” không áp dụng cho đơn vị nào.")
    return warnings


def _contradictions(new: list[Rule], after: RuleIndex, units: Sequence[Unit], moment: datetime) -> list[Contradiction]:
    """Letters in force that say something else on the same point where a new rule holds."""
    own = {rule.id for rule in new}
    found: list[Contradiction] = []
    for rule, other in _pairs(new, after):
        if other.id in own or other.source.document == rule.source.document:
            continue
        if other.point == rule.point and other.value == rule.value:
            continue
        at = max(moment, rule.in_force_from, other.in_force_from)
        both = common(conditions(rule), conditions(other))
        if both is None or not after.in_force(other, at):
            continue
        facts = next(witnesses(both, [alike[0] for alike in group_units(after, units, at)], at), None)
        if facts is None:
            continue
        because = {r.rule for r in answer(min(_touched(rule) & _touched(other)), facts, after).because}
        prevails = next((name for name in (rule.id, other.id) if name in because), "")
        text = f"{source_text(other.source)}: “{describe(other)}” – khác với “{describe(rule)}”."
        found.append(Contradiction(rule.id, other.id, prevails, text))
    return found
