"""The tasks that a plan foresees: opened as their stage begins, and what keeps a stage from being passed on."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.dossiers.events import tell
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.planning import on_the_spot_refusal, stage_now
from motcua.journal.actor import Actor
from motcua.people.calendars import calendars_of
from motcua.people.models import Office, Staff
from motcua.rulebook.dossier_states import STAGES
from motcua.rulebook.routes import task_due
from motcua.rulebook.vietnamese import say_moment

PLANNED: Final = "planned"
"""The key of a task's `record` that names the plan's task it came from."""


def open_planned_tasks(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> list[Task]:
    """Open the tasks of the stage the dossier is at whose turn it is: at once, all that wait for none (Art. 19.6).

    In the transaction of the step, with the dossier's row locked or new. A stage that is come back to does not ask
    again what was asked. Each is due by its own limit on the asked office's calendar, not after the dossier.
    """
    stage = stage_now(dossier)
    if stage is None or not stage.tasks:
        return []
    settled, known = _known(dossier)
    ready = [
        task
        for task in stage.tasks
        if task.key not in known and task.limit is not None and all(key in settled for key in task.after)
    ]
    offices = Office.objects.in_bulk({task.office_id for task in ready if task.office_id is not None})
    calendars = calendars_of(offices.values())
    opened: list[Task] = []
    for planned in ready:
        office = offices.get(planned.office_id or 0)
        if office is None or planned.limit is None:
            continue
        due_at = task_due(at, planned.limit, calendars[office.path], dossier.due_at)
        task = Task.objects.create(
            dossier=dossier,
            kind=planned.kind,
            office=office,
            stage=dossier.stage,
            required=planned.required,
            content=planned.content,
            asked_at=at,
            due_at=due_at,
            record={PLANNED: planned.key},
        )
        tell_asked(task, by=by, at=at)
        opened.append(task)
    return opened


def why_stage_waits(dossier: Dossier, step_code: str, *, by: Staff | Actor, at: datetime) -> str:
    """Why the stage cannot be passed on by this step now, in Vietnamese; "" where nothing stands against it.

    Required answers of others that are missing (Art. 19.5), and approval on the spot without authority on file.
    """
    if step_code not in STAGES:
        return ""
    if step_code == "approve" and (refusal := on_the_spot_refusal(dossier, by, at)):
        return refusal
    waiting = _missing(dossier)
    return f"Chưa thể chuyển tiếp, còn chờ {'; '.join(waiting)}." if waiting else ""


def _missing(dossier: Dossier) -> list[str]:
    """Required tasks of the stage that are open, and those of the plan whose turn has not come."""
    rows = list(dossier.tasks.filter(stage=dossier.stage).select_related("office").order_by("due_at", "id"))
    waiting = [
        f"{task.office.name} ({task.get_kind_display().lower()}, hạn {say_moment(task.due_at, year=True)})"
        for task in rows
        if task.required and task.state == Task.State.OPEN
    ]
    stage = stage_now(dossier)
    known = {task.record.get(PLANNED) for task in rows}
    later = [task for task in stage.tasks if task.required and task.key not in known] if stage else []
    return waiting + [f"việc chưa đến lượt: {task.label.lower()} ({task.content[:80]})" for task in later]


def tell_asked(task: Task, *, by: Staff | Actor, at: datetime) -> None:
    """The event of a new task: what kind of work, of whom, by when; never its text."""
    tell("dossier.task_asked", task.dossier, by=by, at=at, task=task.pk, kind=task.kind, office=task.office.name,
         due=say_moment(task.due_at, year=True), required=task.required)  # fmt: skip


def _known(dossier: Dossier) -> tuple[set[str], set[str]]:
    """Keys of the plan's tasks of this stage that are settled (done or called off), and of all that were asked."""
    rows = [(str(task.record.get(PLANNED, "")), task.state) for task in dossier.tasks.filter(stage=dossier.stage)]
    return {key for key, state in rows if key and state != Task.State.OPEN}, {key for key, _ in rows if key}
