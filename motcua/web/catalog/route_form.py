"""Reads the route designer's form into a plan's JSON, and carries out its buttons that rearrange.

Everything stays as it was typed, right or wrong: the rulebook says afterwards what is wrong and where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django.http import QueryDict

from motcua.rulebook.routes import RECEIVING, RESOLVING

MOST_STAGE_ROWS: Final = 25
MOST_TASK_ROWS: Final = 25
_WHOLE: Final = re.compile(r"[0-9]{1,3}")
Written = dict[str, Any]


def read_plan(post: QueryDict) -> Written:
    """The plan as typed, in the order of the page."""
    count = min(_number(post.get("stages")), MOST_STAGE_ROWS)
    return {"stages": [_stage(post, place) for place in range(count)], "on_the_spot": bool(post.get("on_the_spot"))}


def carry_out(written: Written, command: str) -> str:
    """Rearrange the plan by a button's command ("up-2", "add-task-0", …); the id of the part to look at now, or ""."""
    verb, *numbers = re.split(r"-(?=[0-9])", command)
    places = [int(number) for number in numbers if _WHOLE.fullmatch(number)]
    stages: list[Written] = written["stages"]
    if verb == "add":
        stages.append(_new_stage(stages))
        return f"s{len(stages) - 1}"
    if verb == "spot":
        return _on_the_spot(written)
    if verb == "even":
        return _even_out(stages)
    if not places or places[0] >= len(stages):
        return ""
    place = places[0]
    if verb in {"up", "down"}:
        other = place + (1 if verb == "down" else -1)
        if 0 <= other < len(stages):
            stages[place], stages[other] = stages[other], stages[place]
            return f"s{other}"
    elif verb == "remove":
        del stages[place]
    elif verb == "add-task":
        tasks: list[Written] = stages[place]["tasks"]
        tasks.append(_new_task(tasks))
        return f"s{place}-t{len(tasks) - 1}"
    elif verb == "remove-task" and len(places) == 2 and places[1] < len(stages[place]["tasks"]):
        gone = stages[place]["tasks"].pop(places[1])["key"]
        for task in stages[place]["tasks"]:
            task["after"] = [key for key in task["after"] if key != gone]
    return f"s{place}" if place < len(stages) else ""


def _stage(post: Mapping[str, Any], place: int) -> Written:
    start = f"s{place}-"
    count = min(_number(post.get(f"{start}tasks")), MOST_TASK_ROWS)
    # A name too long stays as typed, so that the check can say so.
    row: Written = {name: str(post.get(start + name, ""))[:2000] for name in ("kind", "name", "office", "share")}
    row["tasks"] = [_task(post, f"{start}t{number}-") for number in range(count)]
    return row


def _task(post: Any, start: str) -> Written:
    typed = {name: str(post.get(start + name, ""))[:2000] for name in ("key", "kind", "office", "content")}
    limit = {"value": str(post.get(f"{start}value", ""))[:20], "unit": str(post.get(f"{start}unit", ""))[:20]}
    after = [str(key)[:20] for key in post.getlist(f"{start}after")]
    return typed | {"limit": limit, "required": bool(post.get(f"{start}required")), "after": after}


def _new_stage(stages: list[Written]) -> Written:
    kinds = [stage["kind"] for stage in stages]
    kind = next((kind for kind in ("appraise", "approve", "seal") if kind not in kinds), "appraise")
    left = 100 - sum(_number(stage["share"]) for stage in stages)
    return {"kind": kind, "name": "", "office": RESOLVING, "share": str(max(left, 0) or ""), "tasks": []}


def _new_task(tasks: list[Written]) -> Written:
    taken = {task["key"] for task in tasks}
    key = next(name for number in range(1, len(tasks) + 2) if (name := f"v{number}") not in taken)
    limit = {"value": "", "unit": "working_days"}
    return {"key": key, "kind": "consult", "office": "", "content": "", "limit": limit, "required": True, "after": []}


def _on_the_spot(written: Written) -> str:
    written["on_the_spot"] = True
    for stage in written["stages"]:
        stage["office"] = RECEIVING
    return "on_the_spot"


def _even_out(stages: list[Written]) -> str:
    """Scale the shares to add up to 100; equal ones where none was given."""
    given = [_number(stage["share"]) for stage in stages]
    whole = sum(given)
    shares = [max(1, part * 100 // whole) for part in given] if whole else [100 // len(stages) or 1 for _ in stages]
    for stage, share in zip(stages, shares, strict=True):
        stage["share"] = str(share)
    if stages:
        largest = max(range(len(stages)), key=lambda place: shares[place])
        stages[largest]["share"] = str(shares[largest] + 100 - sum(shares))
    return "s0"


def _number(text: Any) -> int:
    plain = str(text or "").strip()
    return int(plain) if _WHOLE.fullmatch(plain) else 0
