"""Re-appoint a result: apologise and promise another day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.actions.register import note_due_in_register
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life import clock
from motcua.dossiers.life.extension import say_extension
from motcua.dossiers.life.transitions import lock, take_step
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.submission.text import long_text, sentence
from motcua.people.models import Staff
from motcua.refusals import InvalidInput
from motcua.rulebook.vietnamese import say_moment


@transaction.atomic
def reappoint(
    *,
    dossier: Dossier,
    new_due: datetime | None,
    reason: str,
    by: Staff,
    at: datetime,
    expected_version: int | None = None,
) -> tuple[Dossier, Slip]:
    """Apologise on slip 04 and promise `new_due` (aware): once, before the last working day is over that comes before
    the due day (Decree 61/2018 Art. 19.9). The first promise stays for the statistics. Where a letter in force extends
    the limit, its clause is added to the reason.

    Raises InvalidInput({"new_due" | "reason": …}), NotAllowed the second time, too late, or while the clock stands.
    """
    why = long_text(reason, 2000)
    errors = {}
    if new_due is None:
        errors["new_due"] = "Hãy chọn ngày và giờ hẹn lại."
    if not why:
        errors["reason"] = "Hãy ghi lý do chưa trả được kết quả đúng hẹn; lý do này được gửi cho người nộp."
    if new_due is None or errors:
        raise InvalidInput(errors)
    row = lock(dossier, expected_version)
    if extended := say_extension(row, at):
        why = f"{sentence(why)} {extended}"
    take_step(row, "reappoint", by=by, at=at, note=why)
    clock.reappoint_clock(row, new_due, at, sentence(why).rstrip("."))
    row.save()
    note_due_in_register(row, new_due, at=at)
    slip = issue_slip(row, "04", by=by, at=at, reason=why, new_due=new_due)
    record_and_send("dossier.reappointed", row, by=by, at=at, why=sentence(why), due=say_moment(new_due, year=True))
    return row, slip
