"""Order the queue of a one-stop unit: who is called next, and why.

The rule, in the order in which it is applied:

1. Whoever has waited longer than PATIENCE goes before everybody who has not, in the order of waiting. Priority
   shortens the wait of some and must not take away the turn of others. From that moment nobody who comes later goes
   before them, whatever the group, so nobody starves (`order` is tested for exactly this).
2. Then the groups of GROUPS by rank: who has an appointment, an urgent matter, then the elderly, the disabled, the
   pregnant and those with small children. A person of several groups counts as the first of them. An appointment
   counts only from APPOINTMENT_EARLY before its time until APPOINTMENT_LATE after: who comes at another time has not
   kept it, and waits as anybody else.
3. Then time: of two with an appointment the earlier appointment, else who began to wait first. A transfer to another
   counter keeps that moment; equal moments are told apart by the ticket's own number, so the order is total.
4. Who was called and was not there goes behind the next BEHIND_AFTER_SKIP tickets once for each absence, whatever the
   ticket's group: the place is kept without making the others wait. After MOST_SKIPS absences a further one ends the
   ticket. Going back never puts a later ticket before one that is past PATIENCE.

Moments are aware and are said in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from motcua.rulebook.vietnamese import VIETNAM, say_time

PATIENCE: Final = timedelta(minutes=40)
APPOINTMENT_EARLY: Final = timedelta(minutes=10)
APPOINTMENT_LATE: Final = timedelta(minutes=15)
BEHIND_AFTER_SKIP: Final = 3
MOST_SKIPS: Final = 2

APPOINTMENT: Final = "appointment"


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the order: `rank` from 1, `basis` the law behind it, where there is one.

    `own_word`: a person may choose it at the kiosk; the others are known from the appointment or procedure.
    """

    code: str
    label: str
    rank: int
    basis: str = ""
    own_word: bool = False


GROUPS: Final = (
    Group(APPOINTMENT, "Có lịch hẹn", 1),
    Group("urgent", "Việc cấp thiết", 2),
    Group("elderly", "Người cao tuổi", 3, "Luật Người cao tuổi số 39/2009/QH12", own_word=True),
    Group("disabled", "Người khuyết tật", 4, "Luật Người khuyết tật số 51/2010/QH12", own_word=True),
    Group("pregnant", "Phụ nữ có thai", 5, own_word=True),
    Group("with_children", "Người đi cùng trẻ nhỏ", 6, own_word=True),
)
GROUP_OF: Final = {group.code: group for group in GROUPS}
_NOBODY: Final = len(GROUPS) + 1


@dataclass(frozen=True, slots=True)
class QueuedTicket:
    """One ticket in the queue. `number` is unique in it; `appointed` is the appointment's time, where there is one.

    `behind` counts how many others are still to be called first after an absence.
    """

    number: int
    queued_at: datetime
    groups: frozenset[str] = frozenset()
    appointed: datetime | None = None
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A ticket with its place, from 1, and why it stands there, in a sentence for everybody."""

    ticket: QueuedTicket
    place: int
    reason: str
    past_patience: bool


def order(
    tickets: Iterable[QueuedTicket],
    at: datetime,
    serves: Callable[[QueuedTicket], bool] = lambda _: True,
    *,
    patience: timedelta = PATIENCE,
) -> list[Placed]:
    """The tickets that `serves` takes, in the order in which they are called at `at`, whatever order they came in."""
    taken = [ticket for ticket in tickets if serves(ticket)]
    ranked = sorted(taken, key=lambda ticket: _key(ticket, at, patience))
    line = _with_absent(ranked)
    return [
        Placed(ticket, place, reason(ticket, at, patience=patience), at - ticket.queued_at > patience)
        for place, ticket in enumerate(line, start=1)
    ]


def _with_absent(ranked: list[QueuedTicket]) -> list[QueuedTicket]:
    """A ticket called in vain goes behind as many as it must, never before one that was there and ranks before."""
    line = [ticket for ticket in ranked if not ticket.behind]
    # How many who were there rank before the one looked at, and where in the line the last of them stands. What is
    # put in goes behind that place, so it never moves and one walk along the line is enough.
    there, last, passed = 0, -1, 0
    for ticket in ranked:
        if not ticket.behind:
            there += 1
            continue
        while passed < there:
            last += 1
            passed += not line[last].behind
        line.insert(max(ticket.behind, last + 1), ticket)
    return line


def group_at(groups: Collection[str], appointed: datetime | None, at: datetime) -> Group | None:
    """The first of the person's groups that counts at `at`; None where only time does. Unknown codes count nothing."""
    counts = [GROUP_OF[code] for code in groups if code in GROUP_OF and code != APPOINTMENT]
    if appointed is not None and appointed - APPOINTMENT_EARLY <= at <= appointed + APPOINTMENT_LATE:
        counts.append(GROUP_OF[APPOINTMENT])
    return min(counts, key=lambda group: group.rank, default=None)


def reason(ticket: QueuedTicket, at: datetime, *, patience: timedelta = PATIENCE) -> str:
    """Why the ticket stands where it does: "Người cao tuổi, lấy số lúc 8 giờ 10", "Đã chờ quá 40 phút, …"."""
    since = f"lấy số lúc {_clock(ticket.queued_at)}"
    if ticket.behind:
        return f"Đã gọi nhưng chưa có mặt, chờ thêm {ticket.behind} lượt; {since}"
    if at - ticket.queued_at > patience:
        return f"Đã chờ quá {int(patience.total_seconds() // 60)} phút, {since}"
    group = group_at(ticket.groups, ticket.appointed, at)
    if group is None:
        return since[0].upper() + since[1:]
    if group.code == APPOINTMENT and ticket.appointed is not None:
        return f"{group.label} lúc {_clock(ticket.appointed)}, {since}"
    return f"{group.label}, {since}"


def after_skip(skips: int) -> int | None:
    """How many go first after the absence number `skips` (from 1); None where that absence ends the ticket."""
    return BEHIND_AFTER_SKIP if skips <= MOST_SKIPS else None


def _key(ticket: QueuedTicket, at: datetime, patience: timedelta) -> tuple[bool, int, datetime, datetime, int]:
    if at - ticket.queued_at > patience:
        return (False, 0, ticket.queued_at, ticket.queued_at, ticket.number)
    group = group_at(ticket.groups, ticket.appointed, at)
    first = ticket.queued_at
    if group is not None and group.code == APPOINTMENT and ticket.appointed is not None:
        first = ticket.appointed
    return (True, group.rank if group else _NOBODY, first, ticket.queued_at, ticket.number)


def _clock(moment: datetime) -> str:
    return say_time(moment.astimezone(VIETNAM).time())
