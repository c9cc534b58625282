"""The limitation period (thời hiệu): the last day of the right itself, which no office can prolong."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock, take_step
from motcua.dossiers.models import Dossier
from motcua.people.models import Staff
from motcua.refusals import InvalidInput
from motcua.rulebook.vietnamese import say_day
from motcua.rulebook.work_calendar import localise

FURTHEST: Final = timedelta(days=100 * 366)


@transaction.atomic
def set_limitation(
    *, dossier: Dossier, day: date | None, by: Staff, at: datetime, expected_version: int | None = None
) -> Dossier:
    """Note `day` as the last day of the limitation period (Civil Code Art. 149–157); noting it again corrects it.

    It does not change the office's deadline. Raises InvalidInput({"day": …}), NotAllowed.
    """
    if day is None:
        raise InvalidInput({"day": "Hãy chọn ngày cuối cùng của thời hiệu."})
    row = lock(dossier, expected_version)
    handed_in = localise(row.submitted_at).date()
    if not handed_in - FURTHEST < day < handed_in + FURTHEST:
        raise InvalidInput({"day": "Ngày này không hợp lý, hãy kiểm tra lại năm."})
    said = say_day(day, year=True)
    take_step(row, "set_limitation", by=by, at=at, note=f"Đến hết {said}")
    before, row.limitation_at = row.limitation_at, day
    row.save()
    record_and_send("dossier.limitation_set", row, by=by, at=at, day=day.isoformat(), words=said,
         before=before.isoformat() if before else "")  # fmt: skip
    return row
