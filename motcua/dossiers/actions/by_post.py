"""What was missing comes by post: the dossier is complete when the hand-over is signed (Decision 45/2016 Art. 7.4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.catalog.queries.procedures import NoLimitPublished
from motcua.dossiers import passing
from motcua.dossiers.actions.supplementing import take_supplement
from motcua.dossiers.events import tell
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.moving import lock
from motcua.dossiers.taking_in import take_in
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.refusals import NotAllowed

POST = Actor("post", "Bưu điện")


@transaction.atomic
def take_supplement_by_post(
    *, dossier: Dossier, posting_number: str, moment: datetime, by: Staff, at: datetime
) -> tuple[Dossier, Slip]:
    """The parcel completes the dossier, and an officer finds it complete at `at`; the clock counts from `moment`.

    `moment` (aware) is the signing of the bag's record. Raises NotAllowed when nothing was asked or without the role.
    """
    row = lock(dossier)
    note = f"Bổ sung qua bưu điện, phiếu gửi {posting_number}"
    if row.state == "waiting_supplement":
        row.supplemented_at = moment
        row.save(update_fields=["supplemented_at"])
        tell("dossier.supplemented", row, by=POST, at=at, files=0, note=note)
        return take_supplement(dossier=row, by=by, at=at)
    if row.state != "supplement_asked":
        raise NotAllowed("Hồ sơ này hiện không cần bổ sung.")
    passing.step(row, "complete", by=POST, at=moment, note=note)
    row.supplemented_at = moment
    row.papers = [paper | {"given": True} for paper in row.papers]
    tell("dossier.supplemented", row, by=POST, at=at, files=0, note=note)
    try:
        passing.step(row, "accept", by=by, at=moment)
    except NoLimitPublished as wrong:
        raise NotAllowed(str(wrong)) from wrong
    return row, take_in(row, by=by, at=at)
