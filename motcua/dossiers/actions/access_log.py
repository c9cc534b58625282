"""Open dossiers, files and slips for officers, and record each look in the journal (Decree 61/2018 Art. 5.1đ)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import record_silently
from motcua.dossiers.life.transitions import lock
from motcua.dossiers.models import Dossier, DossierFile, Slip
from motcua.dossiers.queries import dossiers_visible_to
from motcua.dossiers.queries.citizen_dossiers import own_results
from motcua.dossiers.slips.rendering import render_slip
from motcua.dossiers.submission.text import one_line
from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN
from motcua.people.models import CitizenSession, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput
from motcua.rulebook.eras import CONTROL
from motcua.rulebook.numbering import parse_dossier_code


@transaction.atomic
def view_dossier(*, staff: Staff, code: str, at: datetime) -> Dossier | None:
    """Open the dossier with this code and record the look; None where this person may see none."""
    dossier = _visible(staff, code, at)
    if dossier is not None:
        record_silently("dossier.viewed", dossier, by=staff, at=at)
    return dossier


@transaction.atomic
def view_file(*, staff: Staff, code: str, file_id: int, at: datetime) -> DossierFile | None:
    """Open a file of a dossier this person may see and record the look; None where there is none."""
    dossier = _visible(staff, code, at)
    file = dossier.files.filter(pk=file_id).first() if dossier else None
    if dossier is not None and file is not None:
        record_silently("dossier.file_viewed", dossier, by=staff, at=at, file=file.pk, sha256=file.sha256)
    return file


@transaction.atomic
def view_slip(*, staff: Staff, code: str, slip_id: int, at: datetime) -> tuple[Slip, bytes] | None:
    """Print a slip of a dossier this person may see and record the printing; None where there is none."""
    dossier = _visible(staff, code, at)
    slip = dossier.slips.filter(pk=slip_id).first() if dossier else None
    if dossier is None or slip is None:
        return None
    record_silently("dossier.slip_printed", dossier, by=staff, at=at, kind=slip.kind, number=slip.number)
    return slip, render_slip(slip)


@transaction.atomic
def view_control_slip(*, staff: Staff, code: str, at: datetime) -> tuple[Slip, bytes] | None:
    """Print the control slip (form 05) of a dossier this person may see; it is numbered when first asked for.

    One slip a dossier; each printing shows the hand-overs so far. None where there is no such dossier, or it was not
    accepted yet. A service without a page of its own (docs/slips.md); once issued, the slip is printed like any other.
    """
    found = _visible(staff, code, at)
    if found is None:
        return None
    dossier = lock(found)
    if dossier.received_at is None:
        return None
    slip = dossier.slips.filter(kind=CONTROL).first() or issue_slip(dossier, CONTROL, by=staff, at=at)
    record_silently("dossier.slip_printed", dossier, by=staff, at=at, kind=slip.kind, number=slip.number)
    return slip, render_slip(slip)


def _visible(staff: Staff, code: str, at: datetime) -> Dossier | None:
    parsed = parse_dossier_code(code)
    return dossiers_visible_to(staff, at).filter(code=str(parsed)).first() if parsed else None


@transaction.atomic
def fetch_own_result(*, session: CitizenSession, file_id: int, at: datetime) -> DossierFile | None:
    """Open one of the person's own results by its key; None for any other result."""
    file = own_results(session).filter(pk=file_id).first()
    if file is not None:
        record_silently("dossier.file_viewed", file.dossier, by=CITIZEN, at=at, file=file.pk, sha256=file.sha256)
    return file


SHORTEST: Final = 5


LONGEST: Final = 200


_NUMBER: Final = re.compile(r"\d(?:[\s.-]?\d){5,}")


def purpose_of(text: str) -> str:
    """Clean the purpose of a look-up. Raises InvalidInput when it says too little, or holds a number of a person."""
    said = one_line(text, LONGEST)
    if len(said) < SHORTEST:
        raise InvalidInput({"purpose": "Hãy cho biết bạn tra cứu để làm gì."})
    if _NUMBER.search(said):
        raise InvalidInput({"purpose": "Mục đích chỉ ghi việc đang làm, không ghi số giấy tờ hay số điện thoại."})
    return said


@transaction.atomic
def look_up_person(*, staff: Staff, purpose: str, found: int, at: datetime) -> None:
    """Journal that `staff` looked for a person's dossiers at `at` (aware), why, and how many were found.

    The typed name or number of the person is not kept. Raises InvalidInput for no purpose.
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
