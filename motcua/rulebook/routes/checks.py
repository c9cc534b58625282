"""Find the problems of a plan, each with its place, in words for its designer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from motcua.rulebook.deadlines import Limit, due
from motcua.rulebook.dossier_states import STATE_OF_STAGE
from motcua.rulebook.dossier_states.moves import MOST_STAGES
from motcua.rulebook.routes.plan import RECEIVING, TASK_KINDS, Plan, Stage, TaskPlan
from motcua.rulebook.routes.times import tasks_finished
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import NoWorkingDayError, WorkCalendar

MOST_TASKS: Final = 20
LONGEST_NAME: Final = 200
# Limits of different units are compared on an ordinary week without holidays, from a Monday's opening.
_MONDAY: Final = datetime.combine(datetime(2020, 6, 1, tzinfo=VIETNAM), time(7), VIETNAM)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: at a stage (from 0) and its task, None for the whole plan; `field` is the plan's own key."""

    text: str
    stage: int | None = None
    task: int | None = None
    field: str = ""


def check_plan(plan: Plan, whole: Limit | None = None) -> list[Problem]:
    """Everything that keeps the plan from being published, in its own order; [] when it is sound.

    `whole` is the procedure's time limit: no task, nor a chain of them, may take longer.
    """
    found = list(_whole_plan(plan))
    for place, stage in enumerate(plan.stages):
        found += _stage(stage, place)
        for number, task in enumerate(stage.tasks):
            found += _task(stage, task, place, number)
        found += _order(stage, place, whole)
    return found


def cycle_in(tasks: Sequence[TaskPlan]) -> list[str]:
    """Keys of tasks that wait for each other in a circle, in their order; [] when every one can come to its turn."""
    after = {task.key: [key for key in task.after if any(key == other.key for other in tasks)] for task in tasks}
    while free := [key for key, waits in after.items() if not waits]:
        after = {key: [wait for wait in waits if wait not in free] for key, waits in after.items() if key not in free}
    if not after:
        return []
    # A task that merely waits for the circle is not in it: follow the waiting until it returns to a task seen before.
    path = [next(iter(after))]
    while (following := after[path[-1]][0]) not in path:
        path.append(following)
    return path[path.index(following) :]


def _whole_plan(plan: Plan) -> Iterator[Problem]:
    if not plan.stages:
        yield Problem("Quy trình chưa có bước nào.")
        return
    if len(plan.stages) > MOST_STAGES:
        yield Problem(f"Quy trình có {len(plan.stages)} bước; nhiều nhất {MOST_STAGES} bước.")
    kinds = plan.kinds
    if "approve" not in kinds:
        yield Problem("Quy trình phải có bước phê duyệt.")
    elif "seal" in kinds and kinds.index("seal") < kinds.index("approve"):
        yield Problem("Chỉ đóng dấu văn bản đã ký: bước đóng dấu phải sau bước phê duyệt.", kinds.index("seal"),
                      field="kind")  # fmt: skip
    whole = sum(stage.share for stage in plan.stages)
    if whole != 100:
        yield Problem(f"Tỷ lệ thời gian của các bước cộng lại là {whole}%, phải là 100%.")
    if plan.on_the_spot:
        for place, stage in enumerate(plan.stages):
            if stage.office != RECEIVING:
                yield Problem("Giải quyết tại chỗ thì bước này phải ở nơi tiếp nhận.", place, field="office")


def _stage(stage: Stage, place: int) -> Iterator[Problem]:
    if stage.kind not in STATE_OF_STAGE:
        yield Problem("Hãy chọn loại bước: thẩm định, phê duyệt hoặc đóng dấu.", place, field="kind")
    if len(stage.name) > LONGEST_NAME:
        yield Problem(f"Tên bước dài tối đa {LONGEST_NAME} ký tự (đang có {len(stage.name)}).", place, field="name")
    if not stage.office:
        yield Problem("Hãy chọn nơi làm bước này.", place, field="office")
    if not 1 <= stage.share <= 100:
        yield Problem("Tỷ lệ thời gian là một số nguyên từ 1 đến 100.", place, field="share")
    if len(stage.tasks) > MOST_TASKS:
        yield Problem(f"Một bước có nhiều nhất {MOST_TASKS} việc phối hợp.", place)


def _task(stage: Stage, task: TaskPlan, place: int, number: int) -> Iterator[Problem]:
    if task.kind not in TASK_KINDS:
        yield Problem("Hãy chọn loại việc phối hợp.", place, number, "kind")
    if not task.office:
        yield Problem("Hãy chọn cơ quan được hỏi.", place, number, "office")
    if not any(sign.isalpha() for sign in task.content):
        yield Problem("Hãy ghi nội dung cần trả lời.", place, number, "content")
    if task.limit is None:
        yield Problem("Hãy ghi thời hạn trả lời, ví dụ 3 ngày làm việc.", place, number, "limit")
    keys = [planned.key for planned in stage.tasks]
    if keys.index(task.key) != number:
        yield Problem("Hai việc phối hợp của bước có cùng mã.", place, number, "key")
    if unknown := [key for key in task.after if key not in keys]:
        yield Problem(f"Không có việc “{unknown[0]}” để chờ trong bước này.", place, number, "after")


def _order(stage: Stage, place: int, whole: Limit | None) -> Iterator[Problem]:
    """Tasks that wait for each other, or together last longer than the whole procedure may."""
    if circle := cycle_in(stage.tasks):
        number = [task.key for task in stage.tasks].index(circle[0])
        names = " → ".join(_say(stage, key) for key in (*circle, circle[0]))
        yield Problem(f"Các việc phối hợp chờ nhau thành vòng: {names}.", place, number, "after")
        return
    if whole is None:
        return
    calendar = WorkCalendar()
    try:
        latest = due(_MONDAY, whole, calendar).due
        finished = tasks_finished(stage.tasks, _MONDAY, calendar)
    except (NoWorkingDayError, OverflowError):
        return
    for number, task in enumerate(stage.tasks):
        end = finished.get(task.key)
        if end is not None and task.limit is not None and end - latest > timedelta(0):
            chain = " kể cả các việc phải chờ" if task.after else ""
            yield Problem(f"Thời hạn trả lời ({task.limit.words}){chain} dài hơn thời hạn của cả thủ tục "
                          f"({whole.words}).", place, number, "limit")  # fmt: skip


def _say(stage: Stage, key: str) -> str:
    number = [task.key for task in stage.tasks].index(key)
    return f"việc {number + 1} ({stage.tasks[number].label.lower()})"
