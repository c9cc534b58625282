"""Read the work lists of an officer: to do, in hand, the unit's, due, overdue, waiting, all.

Every list is a condition on open dossiers, so that its cost follows the work at hand and not the years behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.permissions import WORK_STEPS_OF_ROLE
from motcua.dossiers.queries.answers_due import answers_due_before
from motcua.dossiers.queries.filters import Filters
from motcua.dossiers.queries.staff_scope import NOTHING, StaffScope, in_hands_of, seen_with, staff_scope_of, work_with
from motcua.dossiers.queries.visible import with_names
from motcua.people.models import Role, Staff
from motcua.people.queries import staff_actor
from motcua.rulebook.dossier_states import RUNNING_STATES, SEPARATE_PEOPLE, STAGE_OF_STATE
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import localise

TODO, MINE, UNIT, TODAY, OVERDUE, WAITING, ALL = "todo", "mine", "unit", "today", "overdue", "waiting", "all"
TABS: Final = {
    TODO: "Việc của tôi",
    MINE: "Tôi đang giữ",
    UNIT: "Của đơn vị",
    TODAY: "Đến hạn hôm nay",
    OVERDUE: "Quá hạn",
    WAITING: "Chờ bên khác",
    ALL: "Tất cả",
}
STAGE_STATES: Final = tuple(STAGE_OF_STATE)
WAIT_FOR_TASKS: Final = ("appraising", "approving")


@dataclass(frozen=True, slots=True)
class WorkLists:
    """One officer's lists at one moment (aware): whose, how far the powers reach, and the conditions of each tab."""

    staff: Staff
    at: datetime
    reach: StaffScope
    tabs: dict[str, Q]

    def rows(self, tab: str, filters: Filters | None = None) -> QuerySet[Dossier]:
        """The dossiers of a tab, unordered, with what a row names. KeyError for no tab of the table."""
        return with_names(_seen(self.reach, filters or Filters()).filter(self.tabs[tab]))

    def counts(self, filters: Filters | None = None) -> dict[str, int]:
        """How many dossiers each tab holds under the filters: true numbers, one query; none where ended ones are."""
        wanted = filters or Filters()
        if wanted.ended:
            return {}
        counted: dict[str, int] = _seen(self.reach, wanted).aggregate(
            **{name: Count("pk", filter=condition) for name, condition in self.tabs.items()}
        )
        return counted


def work_lists_of(staff: Staff, at: datetime) -> WorkLists:
    """The lists of `staff` at `at` (aware): the officer's powers, and one query for the calendars of the offices."""
    reach = staff_scope_of(staff, at)
    late, today = _clock(reach, at)
    hands = in_hands_of(reach) | Q(holder=staff)
    return WorkLists(
        staff,
        at,
        reach,
        {
            TODO: todo_of(staff, reach),
            MINE: Q(holder=staff),
            UNIT: in_hands_of(reach) & ~_waiting(),
            TODAY: hands & today,
            OVERDUE: hands & late,
            WAITING: _waiting(),
            ALL: Q(),
        },
    )


def todo_of(staff: Staff, reach: StaffScope) -> Q:
    """The dossiers `staff` can work on now.

    These are of the person's roles, held by nobody else, not barred by a step the same officer took before
    (separate people), and not held up by a consultation."""
    me = staff_actor(staff).reference
    wanted = NOTHING
    for power in reach.powers:
        for state, step in WORK_STEPS_OF_ROLE.get(Role(power.role), {}).items():
            here = work_with(power) & Q(state=state)
            for other in _kept_apart(step):
                here &= ~Q(steps_done__contains=[{"step": other, "by": me}])
            wanted |= here
    unanswered = ~Q(state="waiting_supplement") | Q(supplemented_at__isnull=False)
    free = Q(holder__isnull=True) | Q(holder=staff) | ~Q(state__in=STAGE_STATES)
    held_up = Q(Exists(_open_tasks().filter(required=True, stage=OuterRef("stage"))))
    return wanted & unanswered & free & ~(Q(state__in=WAIT_FOR_TASKS) & held_up)


def _clock(reach: StaffScope, at: datetime) -> tuple[Q, Q]:
    tomorrow = datetime.combine(localise(at).date() + timedelta(days=1), time(), VIETNAM)
    unanswered, by_tonight = answers_due_before(reach.answering, (at, tomorrow))
    running = Q(state__in=RUNNING_STATES, finished_at__isnull=True, paused_at__isnull=True)
    late = running & Q(due_at__lt=at) | unanswered
    today = running & Q(due_at__gte=at, due_at__lt=tomorrow) | (by_tonight & ~unanswered)
    return late, today


def _seen(reach: StaffScope, filters: Filters) -> QuerySet[Dossier]:
    return Dossier.objects.filter(seen_with(reach), filters.condition())


def _waiting() -> Q:
    """The condition of waiting for somebody outside: the applicant, the post, or other offices asked."""
    return (
        Q(state__in=("supplement_asked", "waiting_payment", "delivering"))
        | Q(state="waiting_supplement", supplemented_at__isnull=True)
        | (Q(state__in=STAGE_STATES) & Q(Exists(_open_tasks())))
    )


def _open_tasks() -> QuerySet[Task]:
    return Task.objects.filter(dossier=OuterRef("pk"), state=Task.State.OPEN)


def _kept_apart(step: str) -> list[str]:
    return [other for pair in SEPARATE_PEOPLE if step in pair for other in pair if other != step]
