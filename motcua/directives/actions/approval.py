"""Propose, approve and return rules; the proposer never approves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.directives.actions.policy_version import rules_changed
from motcua.directives.effects import earlier_in_force, effects_of
from motcua.directives.models import RuleSet
from motcua.directives.permissions import may_approve_rules, may_decide_rules, may_edit_rules
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import NotAllowed, RulesRefused

State = RuleSet.State


def lock_rules(rule_set_id: int) -> RuleSet:
    """The set of rules under lock, with its letter."""
    return RuleSet.objects.select_for_update(of=("self",)).select_related("directive__body").get(id=rule_set_id)


def journal_rules(name: str, rule_set: RuleSet, by: Staff, at: datetime, **data: Any) -> None:
    """Record an event of a set of rules, with its letter as the clause behind it."""
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"directive:{rule_set.directive_id}",
        subject_label=str(rule_set.directive),
        office_path=rule_set.directive.body.path,
        because=[{"document": str(rule_set.directive), "clause": "", "note": rule_set.directive.subject}],
        data={"rule_set": rule_set.pk, **data},
    )


@transaction.atomic
def propose_rules(*, rule_set_id: int, by: Staff, at: datetime, note: str = "") -> RuleSet:
    """Send the rules to a leader. Raises RulesRefused when they could not take effect, NotAllowed by role or state."""
    rule_set = lock_rules(rule_set_id)
    if not may_edit_rules(by, rule_set):
        raise NotAllowed("Chỉ chuyên viên Văn phòng UBND tỉnh được trình quy tắc.")
    if rule_set.state not in {State.DRAFT, State.RETURNED}:
        raise NotAllowed("Quy tắc này đã được trình.")
    effects = effects_of(rule_set, at=at)
    if effects.refusals:
        raise RulesRefused(effects.refusals)
    rule_set.state = State.PROPOSED
    rule_set.proposed_by, rule_set.proposed_at, rule_set.note = by, at, note
    rule_set.save(update_fields=["state", "proposed_by", "proposed_at", "note"])
    journal_rules("directive.proposed", rule_set, by, at, note=note, rules=effects.rules)
    return rule_set


@transaction.atomic
def return_rules(*, rule_set_id: int, by: Staff, at: datetime, note: str) -> RuleSet:
    """Return the rules to whoever proposed them, saying why."""
    rule_set = lock_rules(rule_set_id)
    _leader_only(by, rule_set)
    if rule_set.state != State.PROPOSED:
        raise NotAllowed("Quy tắc này không ở trạng thái chờ duyệt.")
    rule_set.state, rule_set.note = State.RETURNED, note
    rule_set.save(update_fields=["state", "note"])
    journal_rules("directive.returned", rule_set, by, at, note=note)
    return rule_set


@transaction.atomic
def approve_rules(*, rule_set_id: int, by: Staff, at: datetime) -> RuleSet:
    """Put the rules into force, each from its own hour and never before now; those of an earlier version end now.

    The set is checked again against the rules in force. Raises RulesRefused with the reasons, NotAllowed when
    the person has no leader's role, proposed them, or they are not waiting.
    """
    rule_set = lock_rules(rule_set_id)
    _leader_only(by, rule_set)
    if rule_set.state != State.PROPOSED:
        raise NotAllowed("Quy tắc này không ở trạng thái chờ duyệt.")
    if not may_approve_rules(by, rule_set):
        raise NotAllowed("Người trình không được tự duyệt.")
    effects = effects_of(rule_set, at=at)
    if effects.refusals:
        raise RulesRefused(effects.refusals)
    for earlier in earlier_in_force(rule_set):
        earlier.state, earlier.revoked_at = State.REPLACED, at
        earlier.save(update_fields=["state", "revoked_at"])
        journal_rules("directive.replaced", earlier, by, at, version=rule_set.directive.version)
    rule_set.state = State.APPROVED
    rule_set.approved_by, rule_set.approved_at, rule_set.difference = by, at, effects.difference
    rule_set.save(update_fields=["state", "approved_by", "approved_at", "difference"])
    rules_changed()
    journal_rules("directive.enacted", rule_set, by, at, rules=effects.rules, difference=effects.difference)
    return rule_set


def _leader_only(by: Staff, rule_set: RuleSet) -> None:
    if not may_decide_rules(by, rule_set):
        raise NotAllowed("Chỉ lãnh đạo Ủy ban nhân dân được quyết định việc này.")
