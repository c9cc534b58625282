"""Due times of stages, from their shares of the dossier's time, and of tasks, from their own limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from motcua.rulebook.deadlines import Limit, due
from motcua.rulebook.routes.plan import Plan, TaskPlan
from motcua.rulebook.work_calendar import WorkCalendar, localise


def stage_due(started: datetime, ends: datetime, plan: Plan, stage: int, calendar: WorkCalendar) -> datetime:
    """When `stage` (from 0) should be done: its share, with those before it, of the working time until `ends`.

    `started` is when the clock began (received, or restarted), `ends` the dossier's due time; both aware. Never
    past `ends`, and the last stage ends there. IndexError for no such stage. Shares are taken as they add up, so that
    an unchecked plan still gives rising times.
    """
    if not 0 <= stage < len(plan.stages):
        raise IndexError(stage)
    begin, end = localise(started), localise(ends)
    shares = [max(0, planned.share) for planned in plan.stages]
    whole = sum(shares)
    done = Fraction(sum(shares[: stage + 1]), whole) if whole else Fraction(stage + 1, len(shares))
    if done == 1 or end <= begin:
        return end
    minutes = calendar.working_minutes_between(begin, end)
    return min(end, calendar.add_working_minutes(begin, int(minutes * done)))


def task_due(asked: datetime, limit: Limit, calendar: WorkCalendar, latest: datetime | None = None) -> datetime:
    """Until when the asked office answers, by its own `calendar`; not after `latest` (the dossier's) if that is ahead.

    All aware. A dossier that is late already gives no time at all, so the task keeps its own limit then.
    """
    end = due(asked, limit, calendar).due
    return min(end, localise(latest)) if latest is not None and latest > asked else end


def tasks_finished(tasks: Sequence[TaskPlan], start: datetime, calendar: WorkCalendar) -> dict[str, datetime]:
    """By key, when each task ends if all are asked as early as they may be from `start` (aware).

    A task without a limit takes no time. Those in a circle, and those waiting for one, are left out.
    """
    finished: dict[str, datetime] = {}
    known = {task.key for task in tasks}
    waiting = list(tasks)
    while ready := [task for task in waiting if all(key in finished or key not in known for key in task.after)]:
        for task in ready:
            begin = max([start, *(finished[key] for key in task.after if key in finished)])
            finished[task.key] = due(begin, task.limit, calendar).due if task.limit else begin
        waiting = [task for task in waiting if task not in ready]
    return finished
