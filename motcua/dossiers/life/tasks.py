"""Check tasks beside a stage: whether they hold the stage up, and what an answer must contain (Art. 19.2, 19.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from motcua.dossiers.life.route import on_the_spot_refusal, stage_now
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.papers.upload import CheckedFile, Upload, checked_files
from motcua.dossiers.submission.text import long_text
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.refusals import InvalidInput
from motcua.rulebook.dossier_states import STATE_OF_STAGE
from motcua.rulebook.vietnamese import VIETNAM, say_moment

PLANNED: Final = "planned"
"""The key of a task's `record` that names the plan's task it came from."""


def why_stage_waits(dossier: Dossier, step_code: str, *, by: Staff | Actor, at: datetime) -> str:
    """The reason why this step cannot pass the stage on now, in Vietnamese; "" where it can.

    Required answers of others that are missing (Art. 19.5), and approval on the spot without authority on file.
    """
    if step_code not in STATE_OF_STAGE:
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


WITH_RECORD: Final = frozenset({Task.Kind.VERIFY, Task.Kind.COUNCIL})
"""Kinds whose answer is a record: time, place, people, content (Decree 61/2018 Art. 19.2)."""
MOST_FILES: Final = 5
_MISSING: Final = {
    "place": "Hãy ghi địa điểm.",
    "people": "Hãy ghi thành phần tham gia.",
    "content": "Hãy ghi nội dung làm việc.",
}
_LONGEST: Final = {"place": 300, "people": 1000, "content": 4000}


def check_record(typed: Mapping[str, Any], *, at: datetime) -> tuple[dict[str, str], dict[str, str]]:
    """The record as it is kept ("time" in ISO with its zone), and a message by field where something is missing.

    `time` may be an aware datetime, or what a browser sends ("2020-04-02T09:30", Vietnam's time); not after `at`.
    """
    kept = {name: long_text(typed.get(name), longest) for name, longest in _LONGEST.items()}
    errors = {name: _MISSING[name] for name, text in kept.items() if sum(map(str.isalpha, text)) < 2}
    moment = _moment(typed.get("time"))
    if moment is None:
        errors["time"] = "Hãy ghi ngày, giờ làm việc."
    elif moment > at:
        errors["time"] = "Thời gian này chưa tới; biên bản ghi việc đã làm."
    else:
        kept["time"] = moment.isoformat()
    return kept, errors


def check_files(files: Sequence[Upload]) -> list[CheckedFile]:
    """All files of an answer, or InvalidInput with the first that cannot be taken."""
    if len(files) > MOST_FILES:
        raise InvalidInput({"files": f"Nhiều nhất {MOST_FILES} tệp."})
    return checked_files(files)


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        moment = value
    else:
        try:
            moment = datetime.fromisoformat(str(value or "").strip())
        except ValueError:
            return None
    return moment if moment.utcoffset() is not None else moment.replace(tzinfo=VIETNAM)
