"""What can be done with a directive: upload it, work on its rules, propose, approve, revoke; set a unit's own days."""

from motcua.directives.actions.approval import approve, give_back, propose, revoke
from motcua.directives.actions.letters import upload
from motcua.directives.actions.rules import add_rule, change_rule, remove_rule, restore_rule
from motcua.directives.actions.units import approve_plan, set_for_unit, submit_plan

__all__ = [
    "add_rule",
    "approve",
    "approve_plan",
    "change_rule",
    "give_back",
    "propose",
    "remove_rule",
    "restore_rule",
    "revoke",
    "set_for_unit",
    "submit_plan",
    "upload",
]
