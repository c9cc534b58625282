"""Actions on the rosters: one function per office verb, one transaction each."""

from motcua.rosters.actions.absences import AbsenceOutcome, end_absence, report_absence
from motcua.rosters.actions.cover import cover_shift
from motcua.rosters.actions.feeds import renew_feed, revoke_feed
from motcua.rosters.actions.reserve import call_in_reserve
from motcua.rosters.actions.shifts import Planned, cancel_shift, change_shift, plan_shift
from motcua.rosters.actions.swaps import answer_swap, ask_swap, decide_swap, withdraw_swap
from motcua.rosters.actions.weeks import Copied, copy_week, publish_week

__all__ = [
    "AbsenceOutcome",
    "Copied",
    "Planned",
    "answer_swap",
    "ask_swap",
    "call_in_reserve",
    "cancel_shift",
    "change_shift",
    "copy_week",
    "cover_shift",
    "decide_swap",
    "end_absence",
    "plan_shift",
    "publish_week",
    "renew_feed",
    "report_absence",
    "revoke_feed",
    "withdraw_swap",
]
