"""Read tasks: those of a dossier, those a person's offices must answer, those that are late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from motcua.dossiers.life.route import plan_of, stage_due_of, stage_now
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.permissions import (
    ANSWERING,
    ASKING,
    SEES_TASKS_OF_UNIT,
    WARNED_OF_LATE_TASKS,
    may_answer,
    may_ask,
    offices_answered_for,
)
from motcua.people.calendars import calendar_of
from motcua.people.models import Staff
from motcua.people.permissions import powers_of
from motcua.rulebook.routes import Plan, Stage
from motcua.rulebook.work_calendar import localise

LIMIT: Final = 200
KINDS: Final = tuple(Task.Kind.choices)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a person finds it: late or not, and what the person may do with it now."""

    task: Task
    late: bool
    may_answer: bool = False
    may_take: bool = False
    may_cancel: bool = False
    may_report: bool = False


@dataclass(frozen=True, slots=True)
class TasksPanel:
    """The side work of a dossier for its page. `stage_due` is the share of the stage it is at, None without a plan."""

    rows: tuple[TaskRow, ...]
    may_ask: bool
    plan: Plan | None
    stage: Stage | None
    stage_due: datetime | None


def tasks_panel_of(dossier: Dossier, staff: Staff, at: datetime) -> TasksPanel:
    """All tasks of a dossier the person may see, oldest first; the same few queries however many there are."""
    asks = may_ask(dossier, staff, at)
    tasks = list(_with_names(dossier.tasks.order_by("id")))
    for task in tasks:
        task.dossier = dossier
    plan = plan_of(dossier)
    ends = stage_due_of(dossier, calendar_of(dossier.office)) if plan is not None else None
    return TasksPanel(tuple(_row(task, staff, at, asks) for task in tasks), asks, plan, stage_now(dossier), ends)


def tasks_visible_to(staff: Staff, at: datetime) -> QuerySet[Task]:
    """The tasks a person may see at `at` (aware), and no others.

    These are the tasks asked of an office the person answers for, and all tasks of dossiers whose stage's processing
    officer or unit's head the person is.
    """
    seen = Q(pk__in=())
    for power in powers_of(staff, localise(at).date()):
        here = power.office_id
        if power.role in ANSWERING:
            reached = (
                Q(office_id=here)
                | Q(dossier__resolving_office_id=here)
                | Q(dossier__handling_office_id=here)
                | Q(dossier__office_id=here)
            )
        elif power.role in SEES_TASKS_OF_UNIT:
            reached = Q(dossier__office_id=here)
        else:
            continue
        seen |= reached & Q(dossier__procedure__code__in=sorted(power.procedures)) if power.procedures else reached
    return _with_names(Task.objects.filter(seen))


def task_row(task: Task, staff: Staff, at: datetime) -> TaskRow:
    """One task with what the person may do with it."""
    return _row(task, staff, at, may_ask(task.dossier, staff, at))


def tasks_to_answer(staff: Staff, at: datetime) -> list[TaskRow]:
    """Open tasks asked of the offices a person answers for, the earliest due first, at most 200."""
    offices = offices_answered_for(staff, at)
    if not offices:
        return []
    found = tasks_visible_to(staff, at).filter(
        office__in=offices, state=Task.State.OPEN, dossier__finished_at__isnull=True
    )
    rows = [_row(task, staff, at, False) for task in found.order_by("due_at", "id")[:LIMIT]]
    return [row for row in rows if row.may_answer]


def tasks_asked_by(staff: Staff, at: datetime) -> list[TaskRow]:
    """Open tasks of the dossiers that a person's offices work on now: the latest first, at most 200."""
    offices = sorted({power.office_id for power in powers_of(staff, localise(at).date()) if power.role in ASKING})
    if not offices:
        return []
    found = tasks_visible_to(staff, at).filter(
        dossier__handling_office__in=offices, state=Task.State.OPEN, dossier__finished_at__isnull=True
    )
    return [_row(task, staff, at, True) for task in found.order_by("due_at", "id")[:LIMIT]]


def late_tasks(at: datetime) -> QuerySet[Task]:
    """Open tasks past their due time at `at` (aware) that no head of a unit was told of; for the clock's job."""
    return _with_names(
        Task.objects.filter(
            state=Task.State.OPEN, due_at__lt=at, late_told_at__isnull=True, dossier__finished_at__isnull=True
        ).order_by("due_at", "id")
    )


def late_tasks_told(staff: Staff, at: datetime) -> list[TaskRow]:
    """Late open tasks of the units a person heads and was told of (Decree 61/2018 Art. 19.5), at most 200."""
    held = powers_of(staff, localise(at).date())
    units = sorted({power.office_id for power in held if power.role in WARNED_OF_LATE_TASKS})
    if not units:
        return []
    found = Task.objects.filter(
        state=Task.State.OPEN,
        late_told_at__isnull=False,
        dossier__office__in=units,
        dossier__finished_at__isnull=True,
    )
    return [TaskRow(task, late=True) for task in _with_names(found).order_by("due_at", "id")[:LIMIT]]


def _with_names(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related(
        "office", "holder", "asked_by", "answered_by", "dossier__procedure", "dossier__office",
        "dossier__resolving_office", "dossier__handling_office",
    )  # fmt: skip


def _row(task: Task, staff: Staff, at: datetime, asks: bool) -> TaskRow:
    """`asks` tells whether the person may ask for the task's dossier."""
    opened = task.state == Task.State.OPEN and task.dossier.finished_at is None
    late = at > task.due_at if opened else task.answered_at is not None and task.answered_at > task.due_at
    answers = opened and may_answer(task, staff, at)
    return TaskRow(
        task,
        late=late,
        may_answer=answers and task.holder_id in {None, staff.pk},
        may_take=answers and task.holder_id is None,
        may_cancel=opened and asks,
        may_report=opened and asks and late and task.late_told_at is None,
    )


def record_time(task: Task) -> datetime | None:
    """The moment (aware) of the on-site check or the council in its record; None without one."""
    written = str(task.record.get("time", ""))
    return localise(datetime.fromisoformat(written)) if written else None
