"""Turn database rows into the plain rules of the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from motcua.directives.models import Directive, RuleRow, RuleSet, UnitSetting
from motcua.refusals import InvalidInput
from motcua.rulebook.policy.data import PolicyDataError, rule_from_data
from motcua.rulebook.policy.terms import Rule, Source

LAW_DELEGATION = Source("Người đứng đầu Bộ phận Một cửa", "quyết định tại đơn vị")


def rule_of(row: RuleRow, rule_set: RuleSet, *, at: datetime) -> Rule:
    """One row as a rule, in force no earlier than its approval at `at` (aware). Raises PolicyDataError."""
    directive = rule_set.directive
    issued = directive.issued_on or directive.uploaded_at.date()
    data = dict(row.data)
    body = directive.body.path
    if directive.standing == Directive.Standing.ABOVE:  # the state's rule, as far as this tree goes
        when = data.get("when") or {}
        if isinstance(when, Mapping):
            data["when"] = {**when, "under": when.get("under") or body}
        body = ""
    # The column says how the letter's time begins and ends; the rule's own dates win where it has them.
    rule = rule_from_data(
        data,
        id=f"rule:{row.pk or 'new'}",
        body=body,
        issued_on=issued,
        source=Source(str(directive), row.ref, directive.issuer),
    )
    begins = max(rule.in_force_from, at)
    ends = rule.in_force_to
    if rule_set.revoked_at is not None:
        ends = min(ends, rule_set.revoked_at) if ends else rule_set.revoked_at
    return replace(rule, in_force_from=begins, in_force_to=ends)


def rules_of(rule_set: RuleSet, *, at: datetime) -> Iterator[Rule]:
    """The rules of a set that were not struck out, in force no earlier than `at`."""
    for row in rule_set.rows.all():
        if not row.removed:
            rule = rule_of(row, rule_set, at=at)
            if rule.in_force_to is None or rule.in_force_to > rule.in_force_from:
                yield rule


def check_row(row: RuleRow, rule_set: RuleSet) -> None:
    """Raise InvalidInput, at the field with a Vietnamese message, when the row makes no rule."""
    try:
        rule_of(row, rule_set, at=rule_set.created_at)
    except PolicyDataError as failure:
        raise InvalidInput({failure.field: failure.message}) from failure


def rule_of_setting(setting: UnitSetting) -> Rule:
    """The setting of a unit's head as a rule of that unit."""
    return rule_from_data(
        {
            "point": setting.point,
            "value": setting.value,
            "when": {"under": setting.office.path},
            "from": setting.set_at.isoformat(),
        },
        id=f"setting:{setting.pk}",
        body=setting.office.path,
        issued_on=setting.set_at.date(),
        source=Source(setting.office.name, setting.note or LAW_DELEGATION.clause, setting.office.name),
    )
