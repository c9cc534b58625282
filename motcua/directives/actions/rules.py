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
from motcua.rulebook.reading.questions import answered_by_change

EDITABLE = (RuleSet.State.DRAFT, RuleSet.State.RETURNED)


def locked_for_editing(rule_set_id: int, by: Staff) -> RuleSet:
    """The rules under lock. Raises NotAllowed unless `by` may change them and they are still a draft."""
    rule_set = RuleSet.objects.select_for_update(of=("self",)).select_related("directive__body").get(id=rule_set_id)
    if not may_edit_rules(by, rule_set):
        raise NotAllowed("Chỉ chuyên viên Văn phòng UBND tỉnh được sửa quy tắc.")
    if rule_set.state not in EDITABLE:
        raise NotAllowed("Quy tắc đã trình hoặc đã duyệt, không sửa được nữa.")
    return rule_set


def journal_rule(name: str, rule_set: RuleSet, row: RuleRow, by: Staff, at: datetime, **data: Any) -> None:
    """Write the event `name` about one rule of a letter."""
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"directive:{rule_set.directive_id}",
        subject_label=str(rule_set.directive),
        office_path=rule_set.directive.body.path,
        data={"row": row.pk, "point": row.point, "clause": row.ref, **data},
    )


def _journal(rule_set: RuleSet, row: RuleRow, what: str, by: Staff, at: datetime, **data: Any) -> None:
    journal_rule("directive.rules_changed", rule_set, row, by, at, what=what, **data)


@transaction.atomic
def change_rule(*, row_id: int, data: Mapping[str, Any], by: Staff, at: datetime) -> RuleRow:
    """Replace parts of a rule's data (see rulebook.policy.data); what changes nothing is not journalled.

    Questions of the reading about what was changed are closed, for a person has answered them by it.
    Raises InvalidInput at the field when it makes no sense.
    """
    row = RuleRow.objects.get(id=row_id)
    rule_set = locked_for_editing(row.rule_set_id, by)
    before = row.data
    row.data = {**before, **data}
    row.point = row.data["point"]
    if row.data == before:
        return row
    check_row(row, rule_set)
    asked = row.questions
    row.questions = [one for one in asked if not answered_by_change(one["name"], before, row.data)]
    row.save(update_fields=["data", "point", "questions"])
    closed = [one["name"] for one in asked if one not in row.questions]
    _journal(rule_set, row, "changed", by, at, before=before, after=row.data, answered=closed)
    return row


@transaction.atomic
def remove_rule(*, row_id: int, by: Staff, at: datetime) -> None:
    """Strike a proposed rule out: it stays visible as struck and takes no effect."""
    row = RuleRow.objects.get(id=row_id)
    rule_set = locked_for_editing(row.rule_set_id, by)
    row.removed = True
    row.save(update_fields=["removed"])
    _journal(rule_set, row, "removed", by, at)


@transaction.atomic
def restore_rule(*, row_id: int, by: Staff, at: datetime) -> None:
    """Restore a struck rule."""
    row = RuleRow.objects.get(id=row_id)
    rule_set = locked_for_editing(row.rule_set_id, by)
    row.removed = False
    row.save(update_fields=["removed"])
    _journal(rule_set, row, "restored", by, at)


@transaction.atomic
def add_rule(*, rule_set_id: int, ref: str, data: Mapping[str, Any], by: Staff, at: datetime) -> RuleRow:
    """Add a rule that the reading did not propose; `ref` is the clause it stands on. Raises InvalidInput."""
    rule_set = locked_for_editing(rule_set_id, by)
    last = rule_set.rows.aggregate(last=Max("position"))["last"] or 0
    row = RuleRow(rule_set=rule_set, position=last + 1, ref=ref, point=data["point"], data=dict(data))
    check_row(row, rule_set)
    row.save()
    _journal(rule_set, row, "added", by, at, after=row.data)
    return row
