"""Who may do what with letters and their rules, and what the policy in force lets a unit receive or return."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from motcua.catalog.models import Procedure
from motcua.directives.models import Directive, RuleSet
from motcua.directives.queries import PolicyContext, channels_for
from motcua.people.models import Office, Role, Staff
from motcua.people.permissions import has_role

# --- officers ---

WORKS_WITH_LETTERS: Final = frozenset({Role.POLICY_OFFICER, Role.LEADER, Role.SUPERVISOR, Role.UNIT_HEAD})
"""Roles whose work official letters are; others may read them."""
DECIDES_RULES: Final = frozenset({Role.LEADER})
"""The roles that approve, return and revoke rules, each at the letter's body or above it."""


def may_upload_letter(by: Staff) -> bool:
    """Whether the person may upload official letters: a policy officer of any body."""
    return has_role(by, Role.POLICY_OFFICER)


def may_edit_rules(by: Staff, rule_set: RuleSet) -> bool:
    """Whether the person may change and propose these rules: a policy officer of the letter's body or above it.

    Nobody may before the letter has been read.
    """
    read = rule_set.directive.reading_state == Directive.ReadingState.READ
    return read and has_role(by, Role.POLICY_OFFICER, rule_set.directive.body)


def may_decide_rules(by: Staff, rule_set: RuleSet) -> bool:
    """Whether the person decides about these rules: a leader of the letter's body or of one above it."""
    return has_role(by, Role.LEADER, rule_set.directive.body)


def may_approve_rules(by: Staff, rule_set: RuleSet) -> bool:
    """Whether the person may put these rules into force: such a leader, but not the proposer."""
    return may_decide_rules(by, rule_set) and rule_set.proposed_by_id != by.pk


def may_propose_revocation(by: Staff, rule_set: RuleSet) -> bool:
    """Whether the person may propose that rules in force end: a policy officer or a leader of that body or above."""
    return may_edit_rules(by, rule_set) or may_decide_rules(by, rule_set)


def may_approve_revocation(by: Staff, rule_set: RuleSet) -> bool:
    """Whether the person may put rules out of force: such a leader, but not who proposed it."""
    return may_decide_rules(by, rule_set) and rule_set.revocation_proposed_by_id != by.pk


def may_correct_header(by: Staff, directive: Directive) -> bool:
    """Whether the person may correct a header never in force: a policy officer of the letter's body or above."""
    read = directive.reading_state == Directive.ReadingState.READ
    approved = directive.rule_sets.filter(approved_at__isnull=False).exists()
    return read and not approved and has_role(by, Role.POLICY_OFFICER, directive.body)


def may_delete_letter(by: Staff, directive: Directive) -> bool:
    """Whether a letter is this person's to delete: a policy officer of its body or above, or who uploaded it."""
    if not has_role(by, Role.POLICY_OFFICER):
        return False
    return directive.uploaded_by_id == by.pk or has_role(by, Role.POLICY_OFFICER, directive.body)


def may_set_for_unit(by: Staff, office: Office) -> bool:
    """Whether the person may set what policy leaves to the unit, and hand in its plan: the head of this very unit."""
    return has_role(by, Role.UNIT_HEAD, office)


def may_approve_plan(by: Staff, office: Office) -> bool:
    """Whether the person may approve the unit's operation plan: a leader of a body above it."""
    return has_role(by, Role.LEADER, office)


# --- what the policy in force allows a unit ---


@dataclass(frozen=True, slots=True)
class Permission:
    """The policy's answer: `reason` is a sentence for the person, `because` the clauses for the record."""

    allowed: bool
    reason: str = ""
    because: list[dict[str, Any]] = field(default_factory=list)


def may_receive(
    *,
    office: Office,
    procedure: Procedure,
    channel: str,
    at: datetime,
    uses_neither: bool = False,
    policy_context: PolicyContext | None = None,
) -> Permission:
    """Whether the unit may take this procedure through `channel` at `at` (aware).

    `uses_neither` tells that the person declares to use neither the internet nor the post."""
    for offer in channels_for(
        office=office,
        procedure=procedure,
        at=at,
        uses_neither=uses_neither,
        policy_context=policy_context,
        only=channel or "-",
    ):
        return Permission(offer.is_open, offer.reason, offer.because)
    return Permission(False, "Không có cách nộp này.")


def may_return(
    *,
    office: Office,
    procedure: Procedure,
    channel: str,
    at: datetime,
    uses_neither: bool = False,
    policy_context: PolicyContext | None = None,
) -> Permission:
    """Whether the result may be asked for through `channel`, even where its counter is closed on that day."""
    for offer in channels_for(
        office=office,
        procedure=procedure,
        at=at,
        uses_neither=uses_neither,
        direction="return",
        policy_context=policy_context,
        only=channel or "-",
    ):
        return Permission(
            offer.usable and offer.next_day is not None and not offer.exception, offer.reason, offer.because
        )
    return Permission(False, "Không có cách nhận kết quả này.")
