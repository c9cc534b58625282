"""What can be done with a directive: upload it, work on its rules, propose, approve, revoke; set a unit's own days."""

from motcua.directives.actions.deciding import approve, give_back, propose, revoke
from motcua.directives.actions.drafting import add_rule, change_rule, remove_rule, restore_rule
from motcua.directives.actions.units import approve_plan, set_for_unit, submit_plan
from motcua.directives.actions.uploading import upload

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
