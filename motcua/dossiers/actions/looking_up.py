"""Looking a person up among all dossiers needs a purpose, which the journal keeps (Law 91/2025, Decree 13/2023)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.dossiers.submission.applicant import plain_text
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput

SHORTEST, LONGEST = 5, 200
_NUMBER: Final = re.compile(r"\d(?:[\s.-]?\d){5,}")


def purpose_of(text: str) -> str:
    """The purpose as it is kept. Raises InvalidInput when it says too little, or holds a number of a person."""
    said = plain_text(text, LONGEST)
    if len(said) < SHORTEST:
        raise InvalidInput({"purpose": "Hãy cho biết bạn tra cứu để làm gì."})
    if _NUMBER.search(said):
        raise InvalidInput({"purpose": "Mục đích chỉ ghi việc đang làm, không ghi số giấy tờ hay số điện thoại."})
    return said


@transaction.atomic
def look_up_person(*, staff: Staff, purpose: str, found: int, at: datetime) -> None:
    """Journal that `staff` looked for a person's dossiers at `at` (aware), why, and how many were found.

    What was typed is a name or a number of a person and is kept nowhere. Raises InvalidInput for no purpose.
    """
    record(
        name="citizen.looked_up",
        at=at,
        by=staff_actor(staff),
        subject=f"staff:{staff.pk}",
        subject_label=staff.full_name,
        office_path=staff.office.path,
        data={"purpose": purpose_of(purpose), "found": found},
    )
