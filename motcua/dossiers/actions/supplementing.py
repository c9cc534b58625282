"""What is missing: asked once and in full, handed in, taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from motcua.dossiers import clock, passing
from motcua.dossiers.applicants import long_text, plain_text
from motcua.dossiers.errors import AlreadyDone, InvalidInput, NotAllowed
from motcua.dossiers.events import tell
from motcua.dossiers.files import BadFile, CheckedFile, check_upload, keep
from motcua.dossiers.files.upload import Upload
from motcua.dossiers.models import Dossier, DossierFile, Slip
from motcua.dossiers.moving import lock
from motcua.dossiers.slips.issuing import issue
from motcua.journal.actor import CITIZEN
from motcua.people.models import Staff
from motcua.rulebook.vietnamese import say_moment

MOST_ITEMS: Final = 20
BEFORE: Final = "ask_to_complete"
AFTER: Final = "ask_supplement"


@transaction.atomic
def request_supplement(
    *,
    dossier: Dossier,
    items: Sequence[str],
    reason: str,
    by: Staff,
    at: datetime,
    expected_version: int | None = None,
) -> tuple[Dossier, Slip]:
    """Ask the person to complete the dossier: once, everything, with the reason, on slip 02 (Decree 61/2018 Art. 17).

    Before acceptance no clock runs; while it is appraised the clock stops until the supplement (Art. 19.4). Raises
    InvalidInput without items or reason, NotAllowed the second time, AlreadyDone when a colleague was first.
    """
    wanted = [text for text in (plain_text(item, 500) for item in items) if text]
    why = long_text(reason, 2000)
    errors = {}
    if not wanted:
        errors["items"] = "Hãy ghi từng giấy tờ hoặc nội dung cần bổ sung."
    elif len(wanted) > MOST_ITEMS:
        errors["items"] = f"Nhiều nhất {MOST_ITEMS} nội dung."
    if not why:
        errors["reason"] = "Hãy ghi lý do cần bổ sung."
    if errors:
        raise InvalidInput(errors)
    row = lock(dossier, expected_version)
    code = AFTER if row.state == "appraising" else BEFORE
    passing.step(row, code, by=by, at=at, note=why)
    row.supplements += 1
    row.supplement_text = "\n".join(wanted)
    row.supplemented_at = None
    row.save()
    slip = issue(row, "02", by=by, at=at, items=wanted, reason=why)
    what = "; ".join(wanted)
    tell("dossier.supplement_requested", row, by=by, at=at, items=wanted, why=why,
         what=(what if len(what) <= 300 else what[:299] + "…").rstrip(".") + ".")  # fmt: skip
    return row, slip


@transaction.atomic
def supplement(*, dossier: Dossier, files: Sequence[Upload], at: datetime, note: str = "") -> Dossier:
    """The person hands in what was asked; who calls has checked code and secret. All files are taken, or none.

    Before acceptance the dossier goes back to be answered. Later it waits for an officer to find it complete, and the
    clock then counts from this moment. Raises InvalidInput({"files": …}), NotAllowed when nothing was asked.
    """
    row = lock(dossier)
    if row.state not in {"supplement_asked", "waiting_supplement"}:
        raise NotAllowed("Hồ sơ này hiện không cần bổ sung.")
    said = long_text(note, 1000)
    if not files and not said:
        raise InvalidInput({"files": "Hãy chọn tệp cần bổ sung."})
    for checked in _checked(row, files):
        kept = DossierFile(
            dossier=row,
            name=checked.name,
            content_type=checked.content_type,
            size=checked.size,
            sha256=checked.sha256,
            at=at,
        )
        keep(kept.file, checked)
        kept.save()
    if row.state == "supplement_asked":
        passing.step(row, "complete", by=CITIZEN, at=at, note=said)
    else:
        row.version += 1
    row.supplemented_at = at
    row.save()
    tell("dossier.supplemented", row, by=CITIZEN, at=at, files=len(files), note=said,
         answer_by=f"trước {say_moment(clock.answer_by(row))}")  # fmt: skip
    return row


@transaction.atomic
def take_supplement(
    *, dossier: Dossier, by: Staff, at: datetime, expected_version: int | None = None
) -> tuple[Dossier, Slip]:
    """The supplement is complete: the clock counts afresh from when it came, with a new receipt (Art. 19.4)."""
    row = lock(dossier, expected_version)
    passing.step(row, "take_supplement", by=by, at=at)
    passing.pass_on(row, by=by, at=at)
    row.save()
    slip = issue(row, "01", by=by, at=at)
    if row.due_at is None:
        raise AlreadyDone
    tell("dossier.accepted", row, by=by, at=at, due=say_moment(row.due_at, year=True), channel=row.channel)
    return row, slip


def _checked(dossier: Dossier, files: Sequence[Upload]) -> list[CheckedFile]:
    most: int = settings.FILES_PER_DOSSIER
    if dossier.files.filter(kind=DossierFile.Kind.GIVEN).count() + len(files) > 2 * most or len(files) > most:
        raise InvalidInput({"files": f"Mỗi lần bổ sung nhận nhiều nhất {most} tệp."})
    checked: list[CheckedFile] = []
    for file in files:
        try:
            checked.append(check_upload(file))
        except BadFile as wrong:
            raise InvalidInput({"files": f"{plain_text(file.name, 80)}: {wrong}"}) from wrong
    return checked
