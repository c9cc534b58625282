"""Keep a letter for information, take it up again, or delete one that was never in force."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directives.actions.approval import journal_rules, lock_rules
from motcua.directives.models import Directive, RuleRow, RuleSet
from motcua.directives.permissions import may_delete_letter, may_edit_rules
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import NotAllowed

State = RuleSet.State
COPIED = ("position", "ref", "point", "data", "proposal", "confidence", "questions", "span", "removed")


@transaction.atomic
def keep_for_information(*, rule_set_id: int, by: Staff, at: datetime) -> RuleSet:
    """Put a letter that orders nothing here aside, with the state "information only"; its rules stay as they are."""
    rule_set = lock_rules(rule_set_id)
    if not may_edit_rules(by, rule_set):
        raise NotAllowed("Chỉ chuyên viên được giao xử lý văn bản này được ghi “chỉ để biết”.")
    if rule_set.state not in {State.DRAFT, State.RETURNED}:
        raise NotAllowed("Chỉ văn bản chưa trình mới ghi được “chỉ để biết”.")
    rule_set.state = State.INFORMATION
    rule_set.save(update_fields=["state"])
    journal_rules("directive.kept_for_information", rule_set, by, at)
    return rule_set


@transaction.atomic
def reopen_rules(*, rule_set_id: int, by: Staff, at: datetime) -> RuleSet:
    """Take up a letter again that was kept for information, or revoked; the draft.

    After a revocation the draft is a copy in a set of its own: the old one still answers for its time.
    """
    rule_set = lock_rules(rule_set_id)
    if not may_edit_rules(by, rule_set):
        raise NotAllowed("Chỉ chuyên viên được giao xử lý văn bản này được lấy ra xử lý lại.")
    if RuleSet.objects.filter(directive=rule_set.directive_id, pk__gt=rule_set.pk).exists():
        raise NotAllowed("Văn bản này đã được lấy ra xử lý lại.")
    if rule_set.state == State.INFORMATION:
        rule_set.state = State.DRAFT
        rule_set.save(update_fields=["state"])
    elif rule_set.state == State.REVOKED:
        rule_set = _copy(rule_set, by, at)
    else:
        raise NotAllowed("Chỉ lấy ra xử lý lại văn bản chỉ để biết hoặc đã bãi bỏ.")
    journal_rules("directive.reopened", rule_set, by, at)
    return rule_set


def _copy(old: RuleSet, by: Staff, at: datetime) -> RuleSet:
    new = RuleSet.objects.create(directive=old.directive, created_by=by, created_at=at)
    RuleRow.objects.bulk_create(
        RuleRow(rule_set=new, **{name: getattr(row, name) for name in COPIED}) for row in old.rows.all()
    )
    return new


@transaction.atomic
def delete_letter(*, directive_id: int, by: Staff, at: datetime) -> None:
    """Delete a letter with its draft and file. Raises NotAllowed by role, and once it was ever sent or in force."""
    directive = Directive.objects.select_for_update(of=("self",)).select_related("body").get(id=directive_id)
    if not may_delete_letter(by, directive):
        raise NotAllowed("Chỉ chuyên viên của cơ quan ban hành, hoặc người đã tải lên, được xóa bản nháp.")
    rule_sets = list(RuleSet.objects.select_for_update(of=("self",)).filter(directive=directive))
    if any(rule_set.approved_at is not None for rule_set in rule_sets):
        raise NotAllowed("Văn bản này đã từng có hiệu lực nên phải được giữ lại.")
    if any(rule_set.state == State.PROPOSED for rule_set in rule_sets):
        raise NotAllowed("Văn bản đang chờ lãnh đạo duyệt. Hãy để lãnh đạo trả lại rồi xóa.")
    if Directive.objects.filter(earlier=directive).exists():
        raise NotAllowed("Văn bản này đã có bản sau. Hãy xóa bản sau trước.")
    record(
        name="directive.deleted",
        at=at,
        by=staff_actor(by),
        subject=f"directive:{directive.pk}",
        subject_label=str(directive),
        office_path=directive.body.path,
        data={
            "version": directive.version,
            "digest": directive.digest,
            "uploaded_at": directive.uploaded_at.isoformat(),
        },
    )
    file = directive.file
    for rule_set in rule_sets:
        rule_set.delete()
    directive.delete()
    if file:
        transaction.on_commit(lambda: file.delete(save=False))
