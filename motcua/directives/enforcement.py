"""Which points of policy the system itself obeys, and which are work that people of a unit must do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from motcua.rulebook.policy.terms import Rule

ENFORCED: Final[Mapping[str, str]] = MappingProxyType({
    "receive.online": "directives/queries.py",
    "receive.postal": "directives/queries.py",
    "receive.counter": "directives/queries.py",
    "receive.support_point": "directives/queries.py",
    "return.online": "directives/queries.py",
    "return.postal": "directives/queries.py",
    "return.counter": "directives/queries.py",
    "receive.anywhere": "dossiers/submission/anywhere.py",
    "receive.assisted": "dossiers/submission/channel_check.py",
    "return.home": "directives/queries.py",
    "unit.closed": "rulebook/policy/channels.py",
    "unit.moved": "directives/rulings.py",
    "support.phone": "directives/rulings.py",
    "visit.appointment": "rulebook/policy/channels.py",
    "tickets.per_person_day": "door/booking/day_limit.py",
    "room.cap": "door/places/capacity.py",
    "unit.cap": "door/places/capacity.py",
    "cap.counts_officers": "door/places/capacity.py",
    "admit.per_turn": "door/places/capacity.py",
    "entry": "door/gate/queries/entry_checks.py",
    "equipment": "door/places/queries/equipment.py",
    "staff.share": "rosters/queries/staff_share.py",
    "duty.online_officer": "rosters/queries/gaps.py",
    "duty.online_service": "rosters/queries/gaps.py",
    "duty.marshal": "rosters/queries/gaps.py",
    "duty.guide": "rosters/queries/gaps.py",
    "duty.on_call": "rosters/queries/gaps.py",
    "deadline.extended": "dossiers/life/extension.py",
    "fee.waived": "dossiers/submission/bill.py",
    "plan.before_opening": "rulebook/policy/decide.py",
    "guard.keep_receiving": "rulebook/policy/guard.py",
})  # fmt: skip
"""Points and whole families with the file that asks for them. A point that is not here is a task of the unit."""


def is_enforced(point: str) -> bool:
    """Whether the pages, the gate or the checks obey the point ("receive.counter.days") by themselves."""
    parts = point.split(".")
    return any(".".join(parts[:size]) in ENFORCED for size in range(1, len(parts) + 1))


def tasks_among(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that the people of the units must carry out."""
    return [rule for rule in rules if not is_enforced(rule.point)]
