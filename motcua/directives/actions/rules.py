"""Change the draft rules of a letter; the rule as the reading proposed it is kept beside the changed one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from motcua.directives.models import RuleRow, RuleSet
from motcua.directives.permissions import may_edit_rules
from motcua.directives.rules import check_row
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import NotAllowed

EDITABLE = (RuleSet.State.DRAFT, RuleSet.State.RETURNED)


def _locked(rule_set_id: int, by: Staff) -> RuleSet:
    rule_set = RuleSet.objects.select_for_update(of=("self",)).select_related("directive__body").get(id=rule_set_id)
    if not may_edit_rules(by, rule_set):
        raise NotAllowed("Chỉ chuyên viên Văn phòng UBND tỉnh được sửa quy tắc.")
    if rule_set.state not in EDITABLE:
        raise NotAllowed("Quy tắc đã trình hoặc đã duyệt, không sửa được nữa.")
    return rule_set


def _journal(rule_set: RuleSet, row: RuleRow, what: str, by: Staff, at: datetime, **data: Any) -> None:
    record(
        name="directive.rules_changed",
        at=at,
        by=staff_actor(by),
        subject=f"directive:{rule_set.directive_id}",
        subject_label=str(rule_set.directive),
        office_path=rule_set.directive.body.path,
        data={"what": what, "row": row.pk, "point": row.point, "clause": row.ref, **data},
    )


@transaction.atomic
def change_rule(*, row_id: int, data: Mapping[str, Any], by: Staff, at: datetime) -> RuleRow:
    """Replace parts of a rule's data (see rulebook.policy.data); what changes nothing is not journalled.

    Raises InvalidInput at the field when it makes no sense.
    """
    row = RuleRow.objects.get(id=row_id)
    rule_set = _locked(row.rule_set_id, by)
    before = row.data
    row.data = {**before, **data}
    row.point = row.data["point"]
    if row.data == before:
        return row
    check_row(row, rule_set)
    row.save(update_fields=["data", "point"])
    _journal(rule_set, row, "changed", by, at, before=before, after=row.data)
    return row


@transaction.atomic
def remove_rule(*, row_id: int, by: Staff, at: datetime) -> None:
    """Strike a proposed rule out: it stays visible as struck and takes no effect."""
    row = RuleRow.objects.get(id=row_id)
    rule_set = _locked(row.rule_set_id, by)
    row.removed = True
    row.save(update_fields=["removed"])
    _journal(rule_set, row, "removed", by, at)


@transaction.atomic
def restore_rule(*, row_id: int, by: Staff, at: datetime) -> None:
    """Restore a struck rule."""
    row = RuleRow.objects.get(id=row_id)
    rule_set = _locked(row.rule_set_id, by)
    row.removed = False
    row.save(update_fields=["removed"])
    _journal(rule_set, row, "restored", by, at)


@transaction.atomic
def add_rule(*, rule_set_id: int, ref: str, data: Mapping[str, Any], by: Staff, at: datetime) -> RuleRow:
    """Add a rule that the reading did not propose; `ref` is the clause it stands on. Raises InvalidInput."""
    rule_set = _locked(rule_set_id, by)
    last = rule_set.rows.aggregate(last=Max("position"))["last"] or 0
    row = RuleRow(rule_set=rule_set, position=last + 1, ref=ref, point=data["point"], data=dict(data))
    check_row(row, rule_set)
    row.save()
    _journal(rule_set, row, "added", by, at, after=row.data)
    return row
