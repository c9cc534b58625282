"""Check the standing prohibition: no set may stop reception where a letter in force forbids that."""

from __future__ import annotations

from datetime import datetime

from motcua.rulebook.policy.channel_coverage import (
    Cell,
    PersonClass,
    PolicyUnit,
    ProcedureClass,
    UnitGroups,
    days_ahead,
    facts_of,
    only_channels,
    person_classes,
    procedure_classes,
)
from motcua.rulebook.policy.channels import WorkingDay, open_on
from motcua.rulebook.policy.decide import answer
from motcua.rulebook.policy.describe import source_text
from motcua.rulebook.policy.findings import RefusalKind, RuleRefusal
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Because, Rule


def guard_refusals(
    new: list[Rule],
    before: RuleIndex,
    after: RuleIndex,
    places: UnitGroups,
    is_working_day: WorkingDay,
    moments: list[datetime],
    cells: list[Cell],
) -> list[RuleRefusal]:
    """Where a letter in force forbids stopping reception, a set that stops it is refused with that letter's clause."""
    own = {rule.id for rule in new}
    gaps = {cell.unit.path for cell in cells if cell.direction == "receive"}
    found: dict[str, RuleRefusal] = {}
    for at in moments:
        for alike in places.groups(at):
            reasons = _guard_of(after, alike[0], at, own)
            if not reasons:
                continue
            shut = _counter_newly_shut(before, after, alike[0], is_working_day, at)
            for unit in alike:
                if shut or unit.path in gaps:
                    found.setdefault(unit.path, _refusal(unit, reasons, unit.path in gaps))
    return [found[path] for path in sorted(found)]


def _counter_newly_shut(
    before: RuleIndex, after: RuleIndex, unit: PolicyUnit, is_working_day: WorkingDay, at: datetime
) -> bool:
    return _counter_shut(after, unit, is_working_day, at) and not _counter_shut(before, unit, is_working_day, at)


def _guard_of(index: RuleIndex, unit: PolicyUnit, at: datetime, own: set[str]) -> tuple[Because, ...]:
    facts = facts_of(unit, ProcedureClass(1), PersonClass(False), at)
    found = answer("guard.keep_receiving", facts, index)
    return tuple(reason for reason in found.because if reason.rule not in own) if found.value is True else ()


def _counter_shut(index: RuleIndex, unit: PolicyUnit, is_working_day: WorkingDay, at: datetime) -> bool:
    """Whether the counter takes no dossier of any class from anybody on any of the next working days."""
    days = days_ahead(at, is_working_day)
    channel_index = only_channels(index)
    heard = channel_index.reaching([unit.path])
    return not any(
        open_on("receive.counter", facts_of(unit, procedure, person, at), day, channel_index, is_working_day)
        for procedure in procedure_classes(heard)
        for person in person_classes(heard)
        for day in days
    )


def _refusal(unit: PolicyUnit, guard: tuple[Because, ...], gap: bool) -> RuleRefusal:
    clauses = "; ".join(sorted({source_text(reason.source) for reason in guard}))
    what = "có người không còn cách nào nộp hồ sơ" if gap else "quầy không còn nhận hồ sơ của bất kỳ ai"
    return RuleRefusal(
        RefusalKind.GUARD,
        f"Tại {unit.name}, {what}, trong khi {clauses} nghiêm cấm ngừng tiếp nhận.",
        tuple(reason.rule for reason in guard),
        tuple(reason.source for reason in guard),
    )
