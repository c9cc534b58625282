"""End rules in force by two people: one proposes it, a leader who is somebody else approves it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directives.actions.approval import journal_rules, lock_rules
from motcua.directives.actions.policy_version import rules_changed
from motcua.directives.effects import effects_of_revocation
from motcua.directives.models import RuleSet
from motcua.directives.permissions import may_approve_revocation, may_decide_rules, may_propose_revocation
from motcua.people.models import Staff
from motcua.refusals import InvalidInput, NotAllowed, RulesRefused


@transaction.atomic
def propose_revocation(*, rule_set_id: int, by: Staff, at: datetime, note: str) -> RuleSet:
    """Propose that the rules end, saying why; they hold until somebody else approves it.

    Raises NotAllowed by role or state, InvalidInput without a reason, RulesRefused when their end would leave
    somebody without a channel.
    """
    rule_set = lock_rules(rule_set_id)
    if not may_propose_revocation(by, rule_set):
        raise NotAllowed("Chỉ chuyên viên hoặc lãnh đạo của cơ quan ban hành được đề nghị bãi bỏ.")
    if rule_set.state != RuleSet.State.APPROVED:
        raise NotAllowed("Chỉ bãi bỏ được quy tắc đang có hiệu lực.")
    if rule_set.revocation_proposed_at is not None:
        raise NotAllowed("Việc bãi bỏ đã được đề nghị và đang chờ duyệt.")
    if not note.strip():
        raise InvalidInput({"note": "Hãy ghi lý do bãi bỏ."})
    effects = effects_of_revocation(rule_set, at=at)
    if effects.refusals:
        raise RulesRefused(effects.refusals)
    rule_set.revocation_proposed_by, rule_set.revocation_proposed_at, rule_set.revocation_note = by, at, note.strip()
    rule_set.save(update_fields=["revocation_proposed_by", "revocation_proposed_at", "revocation_note"])
    journal_rules("directive.revocation_proposed", rule_set, by, at, note=note.strip())
    return rule_set


@transaction.atomic
def decline_revocation(*, rule_set_id: int, by: Staff, at: datetime, note: str) -> RuleSet:
    """Leave the rules in force: a leader declines their end, or whoever proposed it withdraws it."""
    rule_set = lock_rules(rule_set_id)
    if not may_decide_rules(by, rule_set) and rule_set.revocation_proposed_by_id != by.pk:
        raise NotAllowed("Chỉ lãnh đạo, hoặc người đã đề nghị, được thôi việc bãi bỏ.")
    _waiting_only(rule_set)
    if not note.strip():
        raise InvalidInput({"note": "Hãy ghi lý do."})
    rule_set.revocation_proposed_by = rule_set.revocation_proposed_at = None
    rule_set.revocation_note = note.strip()
    rule_set.save(update_fields=["revocation_proposed_by", "revocation_proposed_at", "revocation_note"])
    journal_rules("directive.revocation_declined", rule_set, by, at, note=note.strip())
    return rule_set


@transaction.atomic
def approve_revocation(*, rule_set_id: int, by: Staff, at: datetime) -> RuleSet:
    """Put the rules out of force from now on; questions about earlier moments still get their answers.

    What their end changes is counted again: raises RulesRefused when it would leave somebody without a channel,
    NotAllowed for who proposed it, by role, or where nobody proposed it.
    """
    rule_set = lock_rules(rule_set_id)
    if not may_decide_rules(by, rule_set):
        raise NotAllowed("Chỉ lãnh đạo Ủy ban nhân dân được quyết định việc này.")
    _waiting_only(rule_set)
    if not may_approve_revocation(by, rule_set):
        raise NotAllowed("Người đề nghị bãi bỏ không được tự duyệt.")
    effects = effects_of_revocation(rule_set, at=at)
    if effects.refusals:
        raise RulesRefused(effects.refusals)
    rule_set.state, rule_set.revoked_at, rule_set.revoked_by = RuleSet.State.REVOKED, at, by
    rule_set.save(update_fields=["state", "revoked_at", "revoked_by"])
    rules_changed()
    journal_rules("directive.revoked", rule_set, by, at, note=rule_set.revocation_note, difference=effects.difference)
    return rule_set


def _waiting_only(rule_set: RuleSet) -> None:
    if rule_set.state != RuleSet.State.APPROVED or rule_set.revocation_proposed_at is None:
        raise NotAllowed("Việc bãi bỏ này không ở trạng thái chờ duyệt.")
