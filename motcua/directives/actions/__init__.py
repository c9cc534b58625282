"""Actions on a directive: upload, correct, edit, ask, propose, approve, revoke, delete it; set a unit's own days."""

from motcua.directives.actions.approval import approve_rules, propose_rules, return_rules
from motcua.directives.actions.headers import correct_header
from motcua.directives.actions.letter_reading import read_letter_again, read_waiting_letters
from motcua.directives.actions.letters import upload_letter
from motcua.directives.actions.questions import answer_question
from motcua.directives.actions.register import delete_letter, keep_for_information, reopen_rules
from motcua.directives.actions.revocation import approve_revocation, decline_revocation, propose_revocation
from motcua.directives.actions.rules import add_rule, change_rule, remove_rule, restore_rule
from motcua.directives.actions.units import approve_plan, set_for_unit, submit_plan

__all__ = [
    "add_rule",
    "answer_question",
    "approve_plan",
    "approve_revocation",
    "approve_rules",
    "change_rule",
    "correct_header",
    "decline_revocation",
    "delete_letter",
    "keep_for_information",
    "propose_revocation",
    "propose_rules",
    "read_letter_again",
    "read_waiting_letters",
    "remove_rule",
    "reopen_rules",
    "restore_rule",
    "return_rules",
    "set_for_unit",
    "submit_plan",
    "upload_letter",
]
