"""The person takes the dossier back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers import passing
from motcua.dossiers.actions.ending import close_behind
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

    `by` is journal.actor.CITIZEN once code and secret were checked, or a receiving officer of the unit, who gives the
    papers back; what was given stays on file. Raises NotAllowed once the result is signed.
    """
    row = lock(dossier, expected_version)
    why = long_text(reason, 1000) or "Theo yêu cầu của người nộp"
    passing.step(row, "withdraw", by=by, at=at, note=why)
    row.save()
    papers = [str(paper["name"]) for paper in row.papers if paper.get("given") and paper.get("originals")]
    tell("dossier.withdrawn", row, by=by, at=at, why=why, papers=papers)
    close_behind(row, by=by, at=at)
    return row
