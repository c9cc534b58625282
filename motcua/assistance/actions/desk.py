"""Take, answer and close questions at the support desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.assistance.actions.requests import checked_message
from motcua.assistance.models import HelpMessage, HelpRequest
from motcua.assistance.permissions import check_may_help
from motcua.assistance.text import plain_line
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput

_State = HelpRequest.State


@transaction.atomic
def take_request(*, request_id: int, by: Staff, at: datetime) -> HelpRequest:
    """Take a waiting question. Of two helpers at once one gets it; AlreadyDone names that one to the other.

    Nothing changes when its own helper takes it again. NotAllowed for staff of another unit.
    """
    row = _locked(request_id, by, at)
    if row.state == _State.CLOSED:
        raise AlreadyDone("Yêu cầu này đã xong.")
    if row.taken_by_id == by.pk:
        return row
    if row.taken_by is not None and row.taken_by.is_active:
        raise AlreadyDone(f"{row.taken_by.full_name} đã nhận trả lời yêu cầu này.")
    row.state, row.taken_at, row.taken_by = _State.TAKEN, at, by
    row.save(update_fields=["state", "taken_at", "taken_by"])
    _tell("help.taken", row, by, at)
    return row


@transaction.atomic
def answer_request(*, request_id: int, text: str, by: Staff, at: datetime) -> HelpMessage:
    """Write an answer to the person; answering a waiting question takes it.

    Raises InvalidInput, AlreadyDone, NotAllowed.
    """
    row = take_request(request_id=request_id, by=by, at=at)
    message = HelpMessage.objects.create(request=row, by=by, text=checked_message(row, text), at=at)
    if row.first_answer_at is None:
        row.first_answer_at = at
        row.save(update_fields=["first_answer_at"])
    _tell("help.answered", row, by, at)
    return message


@transaction.atomic
def close_request(*, request_id: int, outcome: str, by: Staff, at: datetime) -> HelpRequest:
    """Close the question with its outcome ("đã gọi, hướng dẫn nộp trực tuyến"); a call made counts as the answer.

    Raises InvalidInput({"outcome": …}), AlreadyDone where it is closed or another's, NotAllowed.
    """
    said = plain_line(outcome, 300)
    if not said:
        raise InvalidInput({"outcome": "Hãy ghi kết quả: đã gọi, đã hướng dẫn, không liên lạc được…"})
    row = take_request(request_id=request_id, by=by, at=at)
    row.state, row.outcome, row.closed_at = _State.CLOSED, said, at
    row.first_answer_at = row.first_answer_at or at
    row.save(update_fields=["state", "outcome", "closed_at", "first_answer_at"])
    _tell("help.closed", row, by, at)
    return row


@transaction.atomic
def hand_back(*, request_id: int, by: Staff, at: datetime) -> HelpRequest:
    """Put a question back among those that wait, e.g. at the end of a shift. AlreadyDone where it is another's."""
    row = _locked(request_id, by, at)
    if row.state != _State.TAKEN or row.taken_by_id != by.pk:
        raise AlreadyDone("Yêu cầu này không còn do bạn trả lời.")
    row.state, row.taken_by, row.taken_at = _State.WAITING, None, None
    row.save(update_fields=["state", "taken_by", "taken_at"])
    _tell("help.taken", row, by, at, handed_back=True)
    return row


def _locked(request_id: int, by: Staff, at: datetime) -> HelpRequest:
    # The holder is read after the lock is got: a join would give the holder from before the wait.
    found = HelpRequest.objects.select_for_update(of=("self",)).select_related("office")
    row = found.filter(pk=request_id).first()
    if row is None:
        raise AlreadyDone("Yêu cầu này không còn.")
    check_may_help(by, row.office_id, at)
    return row


def _tell(name: str, row: HelpRequest, by: Staff, at: datetime, **data: Any) -> None:
    """Record the event without any name, phone or word of the person: nothing is ever removed from the journal."""
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"help:{row.pk}",
        office_path=row.office.path,
        data={"kind": row.kind, "minutes": int((at - row.asked_at).total_seconds() // 60), **data},
    )
