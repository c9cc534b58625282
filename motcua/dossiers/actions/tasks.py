"""Ask, take, answer, call off and report tasks: work asked of other offices about a dossier.

Decree 61/2018 Art. 19.2 (verification on site), 19.5 (consultation), 19.6 (several offices). Each action locks the
dossier and then the task, as passing a stage on does, so that neither sees the other half done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.dossiers.actions.papers import attach_file
from motcua.dossiers.actions.planned_tasks import open_planned_tasks, record_task_asked
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.tasks import WITH_RECORD, check_files, check_record
from motcua.dossiers.life.transitions import lock
from motcua.dossiers.models import Dossier, DossierFile, Task
from motcua.dossiers.papers.upload import CheckedFile, Upload
from motcua.dossiers.permissions import ANSWERING, may_answer, may_ask
from motcua.dossiers.submission.text import long_text
from motcua.journal.actor import Actor
from motcua.people.calendars import calendar_of
from motcua.people.models import Office, Staff
from motcua.people.permissions import role_holders
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook import dossier_states
from motcua.rulebook.deadlines import Limit, due
from motcua.rulebook.vietnamese import say_moment
from motcua.rulebook.work_calendar import localise

_CHANGED: Final = "Việc này vừa được người khác xử lý. Hãy tải lại trang để xem hiện trạng."
_NOT_ASKING: Final = "Chỉ công chức thụ lý của bước này giao việc phối hợp."
_NOT_ANSWERING: Final = "Chỉ công chức thụ lý hoặc người phê duyệt của cơ quan được hỏi làm việc này."


@transaction.atomic
def ask_task(
    *,
    dossier: Dossier,
    kind: str,
    office: Office | None,
    content: str,
    by: Staff,
    at: datetime,
    limit: Limit | None = None,
    due_at: datetime | None = None,
    required: bool = True,
    expected_version: int | None = None,
) -> Task:
    """Ask another office, saying what and until when: `limit` on its own calendar, or a moment `due_at` (aware).

    The answer must come before the dossier is due, as long as that is ahead (Art. 19.5). Raises InvalidInput by field
    ("kind", "office", "content", "due_at"), NotAllowed for another than the stage's processing officer, AlreadyDone.
    """
    row = lock(dossier, expected_version)
    if not may_ask(row, by, at):
        raise NotAllowed(_NOT_ASKING)
    said = long_text(content, 2000)
    errors: dict[str, str] = {}
    if kind not in Task.Kind.values:
        errors["kind"] = "Hãy chọn loại việc phối hợp."
    if sum(map(str.isalpha, said)) < 2:
        errors["content"] = "Hãy ghi nội dung cần trả lời."
    if office is None or not office.active:
        errors["office"] = "Hãy chọn cơ quan được hỏi."
    elif not role_holders([office.pk], ANSWERING, row.procedure.code, localise(at).date()):
        errors["office"] = f"Không ai ở {office.name} trả lời được việc này."
    until = due(at, limit, calendar_of(office)).due if limit is not None and office is not None else due_at
    if until is None or until <= at:
        errors["due_at"] = "Hãy ghi thời hạn trả lời, sau thời điểm này."
    elif row.due_at is not None and row.due_at > at and until > row.due_at:
        errors["due_at"] = f"Thời hạn trả lời phải trước hạn của hồ sơ ({say_moment(row.due_at)})."
    if errors or office is None or until is None:
        raise InvalidInput(errors)
    task = Task.objects.create(
        dossier=row,
        kind=kind,
        office=office,
        stage=row.stage,
        required=required,
        content=said,
        asked_by=by,
        asked_at=at,
        due_at=until,
    )
    record_task_asked(task, by=by, at=at)
    return task


@transaction.atomic
def take_task(*, task: Task, by: Staff, at: datetime, expected_version: int | None = None) -> Task:
    """Take a task that nobody holds. Raises AlreadyDone when a colleague was first."""
    row = _lock(task, None)
    if row.holder_id == by.pk:
        return row
    _must_answer(row, by, at)
    if row.holder_id is not None or (expected_version is not None and row.version != expected_version):
        raise AlreadyDone("Việc này đã có người nhận.")
    row.holder = by
    _save(row)
    return row


@transaction.atomic
def answer_task(
    *,
    task: Task,
    answer: str,
    by: Staff,
    at: datetime,
    agreed: bool | None = None,
    record: Mapping[str, Any] | None = None,
    files: Sequence[Upload] = (),
    expected_version: int | None = None,
) -> Task:
    """Answer the task for the asked office; tasks that waited for this answer are opened next.

    A consultation says whether the office agrees; a look on site and a council give their record: time, place, people,
    content (Art. 19.2). A late answer is taken too. Raises InvalidInput by field, NotAllowed, AlreadyDone.
    """
    row = _lock(task, expected_version)
    _must_answer(row, by, at)
    if row.holder_id not in {None, by.pk}:
        raise NotAllowed(f"Việc này đang do {row.holder} giữ.")
    said = long_text(answer, 4000)
    errors: dict[str, str] = {}
    if sum(map(str.isalpha, said)) < 2:
        errors["answer"] = "Hãy ghi nội dung trả lời hoặc kết luận."
    if row.kind == Task.Kind.CONSULT and agreed is None:
        errors["agreed"] = "Hãy chọn đồng ý hoặc không đồng ý."
    kept: dict[str, str] = {}
    if row.kind in WITH_RECORD:
        kept, wrong = check_record(record or {}, at=at)
        errors |= wrong
    if errors:
        raise InvalidInput(errors)
    checked = check_files(files)
    row.answer, row.agreed, row.state = said, agreed, Task.State.DONE
    row.record = row.record | kept
    row.answered_by, row.answered_at = by, at
    _save(row)
    keep_files(row, checked, at)
    record_and_send("dossier.task_answered", row.dossier, by=by, at=at, task=row.pk, kind=row.kind,
                    office=row.office.name, agreed=agreed, late=at > row.due_at, files=len(checked))  # fmt: skip
    open_planned_tasks(row.dossier, by=by, at=at)
    return row


@transaction.atomic
def cancel_task(*, task: Task, reason: str, by: Staff, at: datetime, expected_version: int | None = None) -> Task:
    """Call the task off with a reason, as the stage's processing officer; tasks that waited for it are opened next."""
    row = _lock(task, expected_version)
    if not may_ask(row.dossier, by, at):
        raise NotAllowed(_NOT_ASKING)
    why = long_text(reason, 1000)
    if sum(map(str.isalpha, why)) < 2:
        raise InvalidInput({"reason": "Hãy ghi lý do thôi việc này."})
    row.state, row.answer, row.answered_by, row.answered_at = Task.State.CANCELLED, why, by, at
    _save(row)
    record_and_send("dossier.task_cancelled", row.dossier, by=by, at=at, task=row.pk, kind=row.kind,
                    office=row.office.name, why=why)  # fmt: skip
    open_planned_tasks(row.dossier, by=by, at=at)
    return row


@transaction.atomic
def report_late_task(*, task: Task, by: Staff | Actor, at: datetime) -> Task:
    """Tell the head of the one-stop unit that the asked office has not answered in time (Art. 19.5); once.

    By the stage's processing officer, or by the house itself. NotAllowed before the due time, AlreadyDone if told.
    """
    row = _lock(task, None)
    if isinstance(by, Staff) and not may_ask(row.dossier, by, at):
        raise NotAllowed(_NOT_ASKING)
    if at <= row.due_at:
        raise NotAllowed(f"Chưa quá hạn trả lời ({say_moment(row.due_at)}).")
    if row.late_told_at is not None:
        raise AlreadyDone("Việc quá hạn này đã được báo cho Trưởng Bộ phận Một cửa.")
    row.late_told_at = at
    _save(row)
    record_and_send("dossier.task_late", row.dossier, by=by, at=at, task=row.pk, kind=row.kind, office=row.office.name,
         due=say_moment(row.due_at, year=True), to=row.dossier.office.name)  # fmt: skip
    return row


def _lock(task: Task, expected_version: int | None) -> Task:
    """The open task as it stands, its dossier locked first. AlreadyDone when it was settled or changed since."""
    dossier = lock(Dossier(pk=task.dossier_id))
    row = Task.objects.select_for_update(of=("self",)).select_related("office", "holder").get(pk=task.pk)
    row.dossier = dossier
    if row.state != Task.State.OPEN or (expected_version is not None and row.version != expected_version):
        raise AlreadyDone(_CHANGED)
    state = dossier_states.state(dossier.state)
    if state.end or state.clock is dossier_states.Clock.STOPPED:
        raise NotAllowed("Hồ sơ đã giải quyết xong, việc này không cần nữa.")
    return row


def _must_answer(task: Task, by: Staff, at: datetime) -> None:
    if not may_answer(task, by, at):
        raise NotAllowed(_NOT_ANSWERING)


def _save(task: Task) -> None:
    task.version += 1
    task.save()


def keep_files(task: Task, checked: Sequence[CheckedFile], at: datetime) -> None:
    """Put the files of an answer among the dossier's."""
    for file in checked:
        attach_file(task.dossier, file, at=at, task=task, kind=DossierFile.Kind.TASK)
