"""The person takes the dossier back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers import passing
from motcua.dossiers.applicants import long_text
from motcua.dossiers.events import tell
from motcua.dossiers.models import Dossier
from motcua.dossiers.moving import lock
from motcua.journal.actor import Actor
from motcua.people.models import Staff


@transaction.atomic
def withdraw(
    *, dossier: Dossier, reason: str, by: Staff | Actor, at: datetime, expected_version: int | None = None
) -> Dossier:
    """End the dossier at the person's wish (Decree 45/2020 Art. 12), before the result is signed.

    `by` is journal.actor.CITIZEN once code and secret were checked, or a receiving officer of the unit.
    """
    row = lock(dossier, expected_version)
    why = long_text(reason, 1000) or "Theo yêu cầu của người nộp"
    passing.step(row, "withdraw", by=by, at=at, note=why)
    row.save()
    tell("dossier.withdrawn", row, by=by, at=at, why=why)
    return row
