"""Attach the result (number, file) and tell the person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.actions.papers import attach_file
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock
from motcua.dossiers.messages import say_how_to_collect
from motcua.dossiers.models import Dossier, DossierFile
from motcua.dossiers.papers.upload import Upload, checked_file
from motcua.dossiers.permissions import UPLOADS_RESULT, may_upload_result
from motcua.dossiers.results.readiness import RESULT_READY_STATES, has_result
from motcua.dossiers.submission.search_text import search_text_of
from motcua.dossiers.submission.text import one_line
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.refusals import InvalidInput, NotAllowed


@transaction.atomic
def upload_result(
    *,
    dossier: Dossier,
    by: Staff,
    at: datetime,
    file: Upload | None = None,
    number: str = "",
    summary: str = "",
    expected_version: int | None = None,
) -> Dossier:
    """Attach the result: a file, its number, a line on what it is. Once the route is done, the person is told.

    Raises InvalidInput when nothing is given or the file is bad, NotAllowed out of state or role.
    """
    row = _may(dossier, by, at, expected_version)
    number, summary = one_line(number, 80), one_line(summary, 300)
    if file is None and not number:
        raise InvalidInput({"file": "Hãy tải tệp kết quả lên, hoặc ghi số của văn bản kết quả."})
    if file is not None:
        _attach(row, file, at)
    row.result_number = number or row.result_number
    row.search_text = search_text_of(row)
    row.result_summary = summary or row.result_summary
    row.version += 1
    row.save()
    announce_result(row, by=by, at=at)
    return row


def _may(dossier: Dossier, by: Staff, at: datetime, expected_version: int | None) -> Dossier:
    row = lock(dossier, expected_version)
    if row.state not in UPLOADS_RESULT:
        raise NotAllowed("Hồ sơ đang ở bước chưa thể tải kết quả lên.")
    if not may_upload_result(row, by, at):
        raise NotAllowed("Bạn không có vai trò để tải kết quả lên ở bước này.")
    return row


def _attach(dossier: Dossier, file: Upload, at: datetime) -> None:
    checked = checked_file(file)
    if dossier.files.filter(kind=DossierFile.Kind.RESULT, sha256=checked.sha256).exists():
        return
    attach_file(dossier, checked, at=at, kind=DossierFile.Kind.RESULT)


def announce_result(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """Tell the person once, when the route is done and the result is attached."""
    if dossier.state not in RESULT_READY_STATES or dossier.announced_at is not None or not has_result(dossier):
        return
    dossier.announced_at = at
    dossier.save(update_fields=["announced_at"])
    record_and_send(
        "dossier.result_ready", dossier, by=by, at=at, how=say_how_to_collect(dossier, at), number=dossier.result_number
    )
