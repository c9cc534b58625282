"""Stop a dossier at the person's request, with a notice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers import passing
from motcua.dossiers.actions.ending import close_behind
from motcua.dossiers.actions.words import reason_of, sentence
from motcua.dossiers.events import tell
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.moving import lock
from motcua.dossiers.slips.issuing import issue
from motcua.people.models import Staff


@transaction.atomic
def stop(
    *, dossier: Dossier, reason: str, by: Staff, at: datetime, expected_version: int | None = None
) -> tuple[Dossier, Slip]:
    """Stop it for good with the notice "stop" (Thông báo dừng giải quyết hồ sơ), by who would have signed the result.

    `reason` says what the person asked. Raises InvalidInput without it, NotAllowed once the result is signed.
    """
    why = reason_of(reason, "Hãy ghi người nộp đề nghị dừng vì sao.")
    row = lock(dossier, expected_version)
    passing.step(row, "stop", by=by, at=at, note=why)
    row.save()
    slip = issue(row, "stop", by=by, at=at, reason=why)
    tell("dossier.stopped", row, by=by, at=at, why=sentence(why))
    close_behind(row, by=by, at=at)
    return row, slip
