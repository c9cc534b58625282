"""What an asked office answers with: the record of a look on site or of a council, and files; each checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from motcua.dossiers.applicants import long_text
from motcua.dossiers.attaching import all_files, attach
from motcua.dossiers.papers import CheckedFile
from motcua.dossiers.papers.upload import Upload
from motcua.dossiers.models import DossierFile, Task
from motcua.refusals import InvalidInput
from motcua.rulebook.vietnamese import VIETNAM

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
    return all_files(files)


def keep_files(task: Task, checked: Sequence[CheckedFile], at: datetime) -> None:
    """Put the files of an answer among the dossier's."""
    for one in checked:
        attach(task.dossier, one, at=at, task=task, kind=DossierFile.Kind.TASK)


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        moment = value
    else:
        try:
            moment = datetime.fromisoformat(str(value or "").strip())
        except ValueError:
            return None
    return moment if moment.utcoffset() is not None else moment.replace(tzinfo=VIETNAM)
