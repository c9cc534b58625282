"""A procedure's route as data: stages with office and share of the time, and the tasks asked of others on the way.

`plan` reads and writes it, `checks` says what is wrong and where, `times` gives each stage and task its due time.
Decree 61/2018 Art. 19.2 (verification), 19.5 (consultation), 19.6 (several offices); Circular 01/2018 Art. 6.
"""

from motcua.rulebook.routes.checks import MOST_TASKS, Problem, check_plan, cycle_in
from motcua.rulebook.routes.plan import (
    RECEIVING,
    RESOLVING,
    TASK_KINDS,
    Plan,
    Stage,
    TaskPlan,
    as_dict,
    default_plan,
    free_key,
    offices_named,
    parse,
)
from motcua.rulebook.routes.times import stage_due, task_due, tasks_finished

__all__ = [
    "MOST_TASKS",
    "RECEIVING",
    "RESOLVING",
    "TASK_KINDS",
    "Plan",
    "Problem",
    "Stage",
    "TaskPlan",
    "as_dict",
    "check_plan",
    "cycle_in",
    "default_plan",
    "free_key",
    "offices_named",
    "parse",
    "stage_due",
    "task_due",
    "tasks_finished",
]
