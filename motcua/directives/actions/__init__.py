"""Actions on a directive: upload it, edit its rules, answer questions, propose, approve, revoke; settings of a unit."""

from motcua.directives.actions.approval import approve_rules, propose_rules, return_rules, revoke_rules
from motcua.directives.actions.letter_reading import read_letter_again, read_waiting_letters
from motcua.directives.actions.letters import upload_letter
from motcua.directives.actions.questions import answer_question
from motcua.directives.actions.rules import add_rule, change_rule, remove_rule, restore_rule
from motcua.directives.actions.units import approve_plan, set_for_unit, submit_plan

__all__ = [
    "add_rule",
    "answer_question",
    "approve_plan",
    "approve_rules",
    "change_rule",
    "propose_rules",
    "read_letter_again",
    "read_waiting_letters",
    "remove_rule",
    "restore_rule",
    "return_rules",
    "revoke_rules",
    "set_for_unit",
    "submit_plan",
    "upload_letter",
]
