"""A route's plan, typed, read from JSON and written to it. Reading never fails: what is odd is left for the checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from motcua.rulebook.deadlines import Limit, Unit
from motcua.rulebook.dossier_states import DEFAULT_ROUTE

RECEIVING: Final = "receiving"
"""The office of a stage that is done where the dossier was received."""
RESOLVING: Final = "resolving"
"""The office of a stage that is done where the procedure is resolved."""

STAGE_NAMES: Final = {"appraise": "Thẩm định", "approve": "Phê duyệt", "seal": "Đóng dấu, phát hành"}
TASK_KINDS: Final = {
    "consult": "Lấy ý kiến",
    "verify": "Thẩm tra, xác minh thực tế",
    "council": "Hội đồng",
    "branch": "Giải quyết song song",
}
_USUAL_SHARES: Final = {"appraise": 60, "approve": 30, "seal": 10}
_LONGEST_TEXT: Final = 2000
_ANY_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """Work asked of another office while a stage goes on.

    `key` names it within its stage; `after` are keys of the tasks that must be done before it is asked. `value` and
    `unit` are the limit as written; `limit` is None where they make none. `office` as of a stage.
    """

    key: str
    kind: str
    office: str
    content: str
    value: str
    unit: str
    required: bool = True
    after: tuple[str, ...] = ()
    office_id: int | None = None

    @property
    def limit(self) -> Limit | None:
        """How long the asked office has."""
        try:
            return Limit(self.value.replace(",", "."), self.unit)
        except (ValueError, ArithmeticError):
            return None

    @property
    def label(self) -> str:
        """What kind of work it is, in Vietnamese."""
        return TASK_KINDS.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a route. `office` is RECEIVING, RESOLVING or an office's code; `share` is per cent of the time."""

    kind: str
    name: str
    office: str
    share: int
    tasks: tuple[TaskPlan, ...] = ()
    office_id: int | None = None

    @property
    def label(self) -> str:
        """The stage's own name, else the usual one of its kind."""
        return self.name or STAGE_NAMES.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole route. `on_the_spot` declares the five acts at the place of receipt (Circular 01/2018 Art. 6)."""

    stages: tuple[Stage, ...]
    on_the_spot: bool = False
    version: int = 0

    @property
    def kinds(self) -> list[str]:
        """The kinds of its stages, as a dossier keeps them."""
        return [stage.kind for stage in self.stages]


def offices_named(plan: Plan) -> frozenset[str]:
    """Codes of the offices that its stages and tasks name outright."""
    named = {stage.office for stage in plan.stages} | {task.office for stage in plan.stages for task in stage.tasks}
    return frozenset(named - {RECEIVING, RESOLVING, ""})


def parse(written: Mapping[str, Any]) -> Plan:
    """The plan in `written`. Never raises: a value of the wrong kind becomes empty or 0, which `check` then names."""
    stages = tuple(_stage(row) for row in _list(written.get("stages")))
    return Plan(stages, on_the_spot=written.get("on_the_spot") is True, version=_whole(written.get("version")))


def as_dict(plan: Plan) -> dict[str, Any]:
    """The plan as JSON; `parse` reads it back unchanged."""
    return {
        "stages": [_stage_dict(stage) for stage in plan.stages],
        "on_the_spot": plan.on_the_spot,
        "version": plan.version,
    }


def default_plan(route: Sequence[str]) -> Plan:
    """A first draft from a plain list of kinds: all at the resolving office, the usual shares spread to make 100."""
    kinds = [kind for kind in route if kind in STAGE_NAMES] or list(DEFAULT_ROUTE)
    weights = [_USUAL_SHARES[kind] for kind in kinds]
    whole = sum(weights)
    shares = [max(1, weight * 100 // whole) for weight in weights]
    shares[0] += 100 - sum(shares)
    pairs = zip(kinds, shares, strict=True)
    return Plan(tuple(Stage(kind, STAGE_NAMES[kind], RESOLVING, share) for kind, share in pairs))


def free_key(tasks: Iterable[TaskPlan]) -> str:
    """A key that no task of the stage has yet: v1, v2, …"""
    taken = {task.key for task in tasks}
    return next(key for number in range(1, len(taken) + 2) if (key := f"v{number}") not in taken)


def _stage(written: Any) -> Stage:
    row = written if isinstance(written, Mapping) else {}
    tasks: list[TaskPlan] = []
    for written_task in _list(row.get("tasks")):
        tasks.append(_task(written_task, tasks))
    return Stage(
        kind=_text(row.get("kind"), 20),
        name=_text(row.get("name"), _LONGEST_TEXT),
        office=_text(row.get("office"), 35),
        share=_whole(row.get("share")),
        tasks=tuple(tasks),
        office_id=_id(row.get("office_id")),
    )


def _task(written: Any, before: Sequence[TaskPlan]) -> TaskPlan:
    row = written if isinstance(written, Mapping) else {}
    limit = row.get("limit") if isinstance(row.get("limit"), Mapping) else {}
    return TaskPlan(
        key=_text(row.get("key"), 20) or free_key(before),
        kind=_text(row.get("kind"), 20),
        office=_text(row.get("office"), 35),
        content=_text(row.get("content"), _LONGEST_TEXT),
        value=_text(limit.get("value"), 20),  # type: ignore[union-attr]  # a mapping, as the line above sees to
        unit=_text(limit.get("unit"), 20) or Unit.WORKING_DAYS.value,  # type: ignore[union-attr]
        required=row.get("required", True) is not False,
        after=tuple(_text(key, 20) for key in _list(row.get("after"))),
        office_id=_id(row.get("office_id")),
    )


def _stage_dict(stage: Stage) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": stage.kind,
        "name": stage.name,
        "office": stage.office,
        "share": stage.share,
        "tasks": [_task_dict(task) for task in stage.tasks],
    }
    return row if stage.office_id is None else row | {"office_id": stage.office_id}


def _task_dict(task: TaskPlan) -> dict[str, Any]:
    row: dict[str, Any] = {
        "key": task.key,
        "kind": task.kind,
        "office": task.office,
        "content": task.content,
        "limit": {"value": task.value, "unit": task.unit},
        "required": task.required,
        "after": list(task.after),
    }
    return row if task.office_id is None else row | {"office_id": task.office_id}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _text(value: Any, longest: int) -> str:
    """One line; a bare number is as good as its digits."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    kept = "".join(sign for sign in str(value) if sign.isprintable() or sign.isspace())
    return _ANY_SPACE.sub(" ", kept).strip()[:longest].rstrip()


def _whole(value: Any) -> int:
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value if abs(value) < 10**6 else 0
    text = str(value or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def _id(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
