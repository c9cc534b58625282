"""Ask for a supplement once and in full, hand it in, take it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from motcua.dossiers.actions.acceptance import complete_acceptance
from motcua.dossiers.actions.papers import attach_file
from motcua.dossiers.actions.planned_tasks import open_planned_tasks
from motcua.dossiers.actions.register import note_due_in_register
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import actor_of, record_and_send
from motcua.dossiers.life import clock
from motcua.dossiers.life.short_deadlines import say_supplement_request_days, supplement_request_by
from motcua.dossiers.life.transitions import lock, take_step
from motcua.dossiers.messages import say_answer_by, say_missing
from motcua.dossiers.models import Dossier, DossierFile, Slip
from motcua.dossiers.papers.upload import CheckedFile, Upload, checked_files
from motcua.dossiers.submission.text import long_text, one_line, reason_of, sentence
from motcua.journal.actor import CITIZEN, Actor
from motcua.people.models import Staff
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.vietnamese import say_moment, say_number

MOST_ITEMS: Final = 20
LONGEST_NOTE: Final = 1000
STEP_BEFORE_ACCEPTANCE: Final = "ask_to_complete"
STEP_AFTER_ACCEPTANCE: Final = "ask_supplement"


@transaction.atomic
def request_supplement(
    *,
    dossier: Dossier,
    items: Sequence[str],
    reason: str,
    by: Staff,
    at: datetime,
    late_basis: str = "",
    expected_version: int | None = None,
) -> tuple[Dossier, Slip]:
    """Ask the person to complete the dossier: once, everything, with the reason, on slip 02 (Decree 61/2018 Art. 17).

    Before acceptance no clock runs; while it is appraised the clock stops until the supplement (Art. 19.4). A second
    time only with leave (`allow_second_supplement`). After `supplement_request_by` Art. 19.4 lets the agency ask only
    where the law of the sector says otherwise: then `late_basis` must name that law, unless leave was given; both stay
    visible in the dossier's lines. Raises InvalidInput without items, reason or that law, NotAllowed the second time,
    AlreadyDone when a colleague was first.
    """
    wanted = [text for text in (one_line(item, 500) for item in items) if text]
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
    code = STEP_AFTER_ACCEPTANCE if row.state == "appraising" else STEP_BEFORE_ACCEPTANCE
    take_step(row, code, by=by, at=at, note=why)
    late = _after_notice_days(row, code, at, one_line(late_basis, 300))
    row.supplements += 1
    row.supplement_text = "\n".join(wanted)
    row.supplemented_at = None
    row.save()
    slip = issue_slip(row, "02", by=by, at=at, items=wanted, reason=why)
    record_and_send("dossier.supplement_requested", row, by=by, at=at, items=wanted, why=why,
         what=say_missing(wanted), late=late)  # fmt: skip
    return row, slip


@transaction.atomic
def allow_second_supplement(
    *, dossier: Dossier, reason: str, by: Staff, at: datetime, expected_version: int | None = None
) -> Dossier:
    """Give leave to ask the person once more, by the approver or the head of the unit (Decree 61/2018 Art. 11.2c).

    The law lets an office ask once; a second request needs a reason that is not the office's fault, and a person who
    answers for it. Raises InvalidInput without a reason, NotAllowed before the first request or a second time.
    """
    why = reason_of(reason, "Hãy ghi vì sao phải yêu cầu bổ sung thêm một lần.")
    row = lock(dossier, expected_version)
    take_step(row, "allow_second_supplement", by=by, at=at, note=why)
    row.second_supplement = {"reason": why, "by": actor_of(by).reference, "name": by.full_name, "at": at.isoformat()}
    row.save()
    record_and_send("dossier.second_supplement_allowed", row, by=by, at=at, why=sentence(why))
    return row


@transaction.atomic
def supplement(*, dossier: Dossier, files: Sequence[Upload], at: datetime, note: str = "") -> Dossier:
    """Hand in the supplement that was asked for; the caller has checked code and secret. All files are taken, or none.

    Before acceptance the dossier goes back to be answered. Later it waits for an officer to find it complete, and the
    clock then counts from this moment. Raises InvalidInput at "files" or "note", NotAllowed when nothing was asked.
    """
    row = lock(dossier)
    if row.state not in {"supplement_asked", "waiting_supplement"}:
        raise NotAllowed("Hồ sơ này hiện không cần bổ sung.")
    said = long_text(note, LONGEST_NOTE + 1)
    if len(said) > LONGEST_NOTE:
        raise InvalidInput({"note": f"Lời nhắn dài tối đa {say_number(LONGEST_NOTE)} ký tự, hãy viết ngắn hơn."})
    if not files and not said:
        raise InvalidInput({"files": "Hãy chọn tệp cần bổ sung."})
    for checked in _checked(row, files):
        attach_file(row, checked, at=at)
    if row.state == "supplement_asked":
        take_step(row, "complete", by=CITIZEN, at=at, note=said)
    else:
        row.version += 1
    row.supplemented_at = at
    row.save()
    record_and_send("dossier.supplemented", row, by=CITIZEN, at=at, files=len(files), note=said,
         answer_by=say_answer_by(clock.answer_by(row)))  # fmt: skip
    return row


@transaction.atomic
def take_supplement(
    *, dossier: Dossier, by: Staff, at: datetime, expected_version: int | None = None
) -> tuple[Dossier, Slip]:
    """Accept a complete supplement: the clock restarts at the moment it came, or resumes where the procedure says so,
    and a new receipt is issued (Art. 19.4).
    """
    row = lock(dossier, expected_version)
    take_step(row, "take_supplement", by=by, at=at)
    take_step(row, "forward", by=by, at=at, automatic=True)
    row.save()
    open_planned_tasks(row, by=by, at=at)
    note_due_in_register(row, row.due_at, at=at)
    slip = issue_slip(row, "01", by=by, at=at)
    assert row.due_at is not None  # the step has started the clock again
    record_and_send("dossier.accepted", row, by=by, at=at, due=say_moment(row.due_at, year=True), channel=row.channel)
    return row, slip


def _after_notice_days(row: Dossier, code: str, at: datetime, basis: str) -> str:
    """What must be said when an accepted dossier is sent back after `supplement_request_by`; "" in time."""
    latest = supplement_request_by(row)
    if code != STEP_AFTER_ACCEPTANCE or latest is None or at <= latest:
        return ""
    ground = basis or str(row.second_supplement.get("reason", ""))
    days = say_supplement_request_days(row)
    if not ground:
        raise InvalidInput({
            "late_basis": f"Đã quá {days} kể từ ngày nhận (chậm nhất {say_moment(latest, year=True)}). "
            "Chỉ được yêu cầu bổ sung khi luật chuyên ngành quy định khác, hãy ghi điều luật đó."
        })  # fmt: skip
    said = f"Yêu cầu bổ sung sau {days} kể từ ngày nhận, theo: {sentence(ground)}"
    row.due_lines = [*row.due_lines, said]
    return said


def _checked(dossier: Dossier, files: Sequence[Upload]) -> list[CheckedFile]:
    most: int = settings.FILES_PER_DOSSIER
    if dossier.files.filter(kind=DossierFile.Kind.GIVEN).count() + len(files) > 2 * most or len(files) > most:
        raise InvalidInput({"files": f"Mỗi lần bổ sung nhận nhiều nhất {most} tệp."})
    return checked_files(files)


POST = Actor("post", "Bưu điện")


@transaction.atomic
def take_supplement_by_post(
    *, dossier: Dossier, posting_number: str, moment: datetime, by: Staff, at: datetime
) -> tuple[Dossier, Slip]:
    """Take a supplement from the post that an officer finds complete at `at`; the clock counts from `moment`.

    `moment` (aware) is the signing of the bag's record. Raises NotAllowed when nothing was asked or without the role.
    """
    row = lock(dossier)
    note = f"Bổ sung qua bưu điện, phiếu gửi {posting_number}"
    if row.state == "waiting_supplement":
        row.supplemented_at = moment
        row.save(update_fields=["supplemented_at"])
        record_and_send("dossier.supplemented", row, by=POST, at=at, files=0, note=note)
        return take_supplement(dossier=row, by=by, at=at)
    if row.state != "supplement_asked":
        raise NotAllowed("Hồ sơ này hiện không cần bổ sung.")
    take_step(row, "complete", by=POST, at=moment, note=note)
    row.supplemented_at = moment
    row.papers = [paper | {"given": True} for paper in row.papers]
    record_and_send("dossier.supplemented", row, by=POST, at=at, files=0, note=note)
    take_step(row, "accept", by=by, at=moment)
    return row, complete_acceptance(row, by=by, at=at)
