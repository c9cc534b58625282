"""Open the planned tasks of a stage as it begins (Decree 61/2018 Art. 19.6)."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.route import stage_now
from motcua.dossiers.life.tasks import PLANNED
from motcua.dossiers.models import Dossier, Task
from motcua.journal.actor import Actor
from motcua.people.calendars import calendars_of
from motcua.people.models import Office, Staff
from motcua.rulebook.routes import task_due
from motcua.rulebook.vietnamese import say_moment


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
        record_task_asked(task, by=by, at=at)
        opened.append(task)
    return opened


def record_task_asked(task: Task, *, by: Staff | Actor, at: datetime) -> None:
    """Record that a task was asked: what kind of work, of whom, by when; never its text."""
    record_and_send("dossier.task_asked", task.dossier, by=by, at=at, task=task.pk, kind=task.kind,
                    office=task.office.name, due=say_moment(task.due_at, year=True),
                    required=task.required)  # fmt: skip


def _known(dossier: Dossier) -> tuple[set[str], set[str]]:
    """Keys of the plan's tasks of this stage that are settled (done or called off), and of all that were asked."""
    rows = [(str(task.record.get(PLANNED, "")), task.state) for task in dossier.tasks.filter(stage=dossier.stage)]
    return {key for key, state in rows if key and state != Task.State.OPEN}, {key for key, _ in rows if key}
