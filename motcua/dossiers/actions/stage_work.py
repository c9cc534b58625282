"""Work on the stages of a route: take, appraise, approve, seal, send back, by different people."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.dossiers.actions.linked_set import continue_linked_set
from motcua.dossiers.actions.planned_tasks import open_planned_tasks
from motcua.dossiers.actions.results import announce_result
from motcua.dossiers.actions.seals import stamp_result
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock, steps_open, take_step
from motcua.dossiers.models import Dossier
from motcua.dossiers.submission.text import long_text
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, NotAllowed
from motcua.rulebook.dossier_states import STAGE_OF_STATE, Move
from motcua.rulebook.work_calendar import localise

SEND_BACK: Final = {"approving": "send_back", "sealing": "refuse_seal"}


@transaction.atomic
def take(*, dossier: Dossier, by: Staff, at: datetime, expected_version: int | None = None) -> Dossier:
    """Take a dossier that nobody holds. Raises AlreadyDone when a colleague took it first.

    NotAllowed where one's roles have nothing to do with the dossier now; at a stage of the route only those whose
    work the stage is may take it, so that nobody keeps it from them.
    """
    row = lock(dossier, expected_version)
    if row.holder_id == by.pk:
        return row
    if row.holder_id is not None:
        raise AlreadyDone("Hồ sơ này đã có người nhận thụ lý.")
    possible = {step.code for step in steps_open(row, by, at) if not step.stays}
    if not possible or (row.state in STAGE_OF_STATE and STAGE_OF_STATE[row.state] not in possible):
        raise NotAllowed("Hồ sơ này hiện không có việc thuộc vai trò của bạn.")
    row.holder = by
    row.version += 1
    row.save(update_fields=["holder", "version"])
    record_and_send("dossier.taken", row, by=by, at=at, to=f"staff:{by.pk}")
    return row


@transaction.atomic
def appraise(
    *, dossier: Dossier, by: Staff, at: datetime, opinion: str = "", expected_version: int | None = None
) -> Dossier:
    """Appraise the dossier as meeting the conditions, and pass it on with the opinion (Decree 61/2018 Art. 19)."""
    return _stage(dossier, "appraise", "dossier.appraised", by, at, opinion, expected_version)


@transaction.atomic
def approve(
    *, dossier: Dossier, by: Staff, at: datetime, note: str = "", expected_version: int | None = None
) -> Dossier:
    """Approve (sign) the result; never by the person who appraised it."""
    return _stage(dossier, "approve", "dossier.approved", by, at, note, expected_version)


@transaction.atomic
def seal(*, dossier: Dossier, by: Staff, at: datetime, note: str = "", expected_version: int | None = None) -> Dossier:
    """Seal the signed result (Decree 30/2020 Art. 32–33); never by the person who signed it."""
    return _stage(dossier, "seal", "dossier.sealed", by, at, note, expected_version)


@transaction.atomic
def send_back(
    *, dossier: Dossier, reason: str, by: Staff, at: datetime, expected_version: int | None = None
) -> Dossier:
    """Return it to the stage before, with the reason; the clock goes on. By the approver, or the seal keeper."""
    row = lock(dossier, expected_version)
    why = long_text(reason, 2000)
    take_step(row, SEND_BACK.get(row.state, "send_back"), by=by, at=at, note=why)
    row.save()
    record_and_send("dossier.sent_back", row, by=by, at=at, why=why)
    return row


def _stage(
    dossier: Dossier, code: str, event: str, by: Staff, at: datetime, note: str, expected_version: int | None
) -> Dossier:
    row = lock(dossier, expected_version)
    said = long_text(note, 2000)
    taken: Move = take_step(row, code, by=by, at=at, note=said)
    if code == "approve":
        row.result_issued_on = localise(at).date()  # the day of the signature is the result's day
    row.save()
    record_and_send(event, row, by=by, at=at, to=taken.to, note=said)
    open_planned_tasks(row, by=by, at=at)
    if code == "seal":  # before anybody is told of the result: the signed file is the one handed out
        stamp_result(row, by=by, at=at)
    announce_result(row, by=by, at=at)
    continue_linked_set(row, by=by, at=at)
    return row
