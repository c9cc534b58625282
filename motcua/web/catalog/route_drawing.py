"""Draws a route's plan: stages from left to right, tasks below them. Computes places and words; the template draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from motcua.rulebook.deadlines import Limit
from motcua.rulebook.routes import RECEIVING, RESOLVING, Plan, Stage, TaskPlan

BOX_WIDTH: Final = 216
GAP: Final = 40
END_WIDTH: Final = 116
LINE: Final = 18
PAD: Final = 12
TOP: Final = 16
INDENT: Final = 22
_LETTERS: Final = 26  # that fit a stage's box in one line; bold ones take more room
_MOST_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words; `y` is its foot. `kind` is "strong", "soft" or ""."""

    x: int
    y: int
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its words. `kind` is "stage", "task", "maybe" (an answer not waited for) or "end"."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RouteDrawing:
    """The whole picture; `paths` are SVG path data, `told` says it in sentences for who cannot see it."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    branches: tuple[str, ...]
    told: tuple[str, ...]


def draw_route(plan: Plan, names: Mapping[str, str], whole: Limit | None = None) -> RouteDrawing:
    """The picture of any plan, sound or not. `names` are offices by code; `whole` the procedure's time limit."""
    stages = [_stage_words(stage, names, whole) for stage in plan.stages]
    tallest = max([_height(words) for words in stages], default=3 * LINE + 2 * PAD)
    middle = TOP + tallest // 2
    boxes = [_end(0, middle, _("Tiếp nhận"))]
    arrows: list[str] = []
    branches: list[str] = []
    x, lowest = END_WIDTH, TOP + tallest
    for stage, words in zip(plan.stages, stages, strict=True):
        arrows.append(f"M{x} {middle}H{x + GAP - 3}")
        x += GAP
        boxes.append(_box(x, TOP, BOX_WIDTH, tallest, "stage", words))
        y = TOP + tallest
        for task in stage.tasks:
            y += LINE
            box = _task_box(x, y, stage, task, names)
            middle_of_it = box.y + box.height // 2
            branches.append(f"M{x + INDENT // 2} {TOP + tallest}V{middle_of_it}H{box.x}")
            boxes.append(box)
            y += box.height
        lowest = max(lowest, y)
        x += BOX_WIDTH
    arrows.append(f"M{x} {middle}H{x + GAP - 3}")
    boxes.append(_end(x + GAP, middle, _("Trả kết quả")))
    return RouteDrawing(x + GAP + END_WIDTH + 2, lowest + TOP, tuple(boxes), tuple(arrows), tuple(branches),
                   tuple(_told(plan, names, whole)))  # fmt: skip


def office_words(office: str, names: Mapping[str, str]) -> str:
    """The office of a stage or task in words."""
    if office == RECEIVING:
        return _("Nơi tiếp nhận")
    if office == RESOLVING:
        return _("Nơi giải quyết")
    return names.get(office, office) or _("chưa chọn nơi làm")


def share_words(share: int, whole: Limit | None) -> str:
    """A stage's part of the time: "60% (khoảng 9 ngày làm việc)"."""
    if whole is None or whole.unit == "same_day" or share <= 0:
        return _("%(share)s%% thời gian") % {"share": share}
    part = float(whole.value) * share / 100
    figure = f"{part:.1f}".rstrip("0").rstrip(".").replace(".", ",")
    unit = whole.words.split(" ", 1)[1]
    return _("%(share)s%%, khoảng %(part)s %(unit)s") % {"share": share, "part": figure, "unit": unit}


def _stage_words(stage: Stage, names: Mapping[str, str], whole: Limit | None) -> list[tuple[str, str]]:
    return [
        *_wrapped(stage.label or _("chưa chọn loại bước"), _LETTERS - 2, "strong"),
        *_wrapped(office_words(stage.office, names), _LETTERS, ""),
        *_wrapped(share_words(stage.share, whole), _LETTERS, "soft"),
    ]


def _task_box(x: int, y: int, stage: Stage, task: TaskPlan, names: Mapping[str, str]) -> Box:
    limit = task.limit.words if task.limit else _("chưa có thời hạn")
    words = [
        *_wrapped(_task_title(stage, task), _LETTERS - 5, "strong"),
        *_wrapped(office_words(task.office, names), _LETTERS - 3, ""),
        *_wrapped(limit if task.required else _("%(limit)s, không bắt buộc") % {"limit": limit}, _LETTERS - 3, "soft"),
    ]
    if waits := _waits(stage, task):
        words += _wrapped(waits, _LETTERS - 3, "soft")
    return _box(x + INDENT, y, BOX_WIDTH - INDENT, _height(words), "task" if task.required else "maybe", words)


def _task_title(stage: Stage, task: TaskPlan) -> str:
    return f"{stage.tasks.index(task) + 1}. {task.label or _('chưa chọn loại việc')}"


def _waits(stage: Stage, task: TaskPlan) -> str:
    keys = [task.key for task in stage.tasks]
    numbers = [str(keys.index(key) + 1) for key in task.after if key in keys]
    return _("sau việc %(numbers)s") % {"numbers": ", ".join(numbers)} if numbers else ""


def _told(plan: Plan, names: Mapping[str, str], whole: Limit | None) -> list[str]:
    told: list[str] = []
    for number, stage in enumerate(plan.stages, start=1):
        told.append(f"{number}. {stage.label}: {office_words(stage.office, names)}, {share_words(stage.share, whole)}.")
        for task in stage.tasks:
            limit = task.limit.words if task.limit else _("chưa có thời hạn")
            parts = [office_words(task.office, names), limit, _waits(stage, task)]
            told.append(f"{_task_title(stage, task)}: {', '.join(part for part in parts if part)}.")
    return told


def _box(x: int, y: int, width: int, height: int, kind: str, words: list[tuple[str, str]]) -> Box:
    lines = [Line(x + PAD, y + PAD + (place + 1) * LINE - 5, text, style) for place, (text, style) in enumerate(words)]
    return Box(x, y, width, height, kind, tuple(lines))


def _end(x: int, middle: int, words: str) -> Box:
    height = LINE + 2 * PAD
    y = middle - height // 2
    return Box(x + 1, y, END_WIDTH - 2, height, "end", (Line(x + END_WIDTH // 2, middle + 5, words, "middle"),))


def _height(words: list[tuple[str, str]]) -> int:
    return len(words) * LINE + 2 * PAD


def _wrapped(text: str, letters: int, style: str) -> list[tuple[str, str]]:
    """Lines of at most `letters` signs, cut after the fourth."""
    lines = [""]
    for word in text.split():
        piece = word if len(word) <= letters else word[: letters - 1] + "…"
        if lines[-1] and len(lines[-1]) + 1 + len(piece) > letters:
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1]} {piece}".strip()
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][: letters - 1] + "…"]
    return [(line, style) for line in lines]
