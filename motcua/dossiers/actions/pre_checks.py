"""Ask for and answer pre-checks: copies sent before coming, for procedures not yet online; never a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.db import transaction

from motcua.catalog.models import Procedure
from motcua.catalog.queries.procedures import offices_receiving
from motcua.directives.permissions import may_receive
from motcua.dossiers.actions.papers import store_file
from motcua.dossiers.messages import say_pre_check_answer
from motcua.dossiers.models import Channel, Dossier, PreCheck, PreCheckFile
from motcua.dossiers.papers.bad_file import BadFile
from motcua.dossiers.papers.upload import CheckedFile, Upload, check_upload
from motcua.dossiers.queries.pre_checks import pre_checks_visible_to
from motcua.dossiers.queries.visible import dossiers_visible_to
from motcua.dossiers.submission.applicant import check_applicant
from motcua.dossiers.submission.text import long_text, one_line
from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN
from motcua.people.actions.throttle import count_attempt
from motcua.people.encryption import keyed_digest
from motcua.people.models import Office, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook.numbering import parse_dossier_code

MOST_ASKED: Final = 10
WAIT: Final = timedelta(hours=1)
"""How many times one address may ask, and how long it then waits."""
_LONGEST: Final = 1000
_NOT_HERE: Final = "Thủ tục này không nhận tại đơn vị này."
_ONLINE: Final = "Thủ tục này nộp trực tuyến được, bạn không cần gửi bản chụp để xem trước."


def count_asking(address: str, *, at: datetime) -> None:
    """Count one request of the address that asks; raises TooManyTries after ten within an hour."""
    count_attempt(f"pre-check:{address}", most=MOST_ASKED, wait=WAIT, at=at)


@transaction.atomic
def ask_pre_check(
    *,
    procedure: Procedure,
    office: Office,
    name: str,
    phone: str,
    files: Sequence[tuple[int | None, Upload]],
    key: str,
    at: datetime,
    note: str = "",
) -> PreCheck:
    """Send copies to be looked at by the unit, each with the position of its paper or None, at `at` (aware).

    `key` is the form's own, so a form sent twice makes one request. Found again by its token, which only this person
    gets.
    Raises InvalidInput (name, phone, "files", "paper-N"), NotAllowed where the procedure is not received or can be
    handed in online already.
    """
    if not offices_receiving(procedure).filter(pk=office.pk).exists():
        raise NotAllowed(_NOT_HERE)
    if may_receive(office=office, procedure=procedure, channel=Channel.ONLINE, at=at).allowed:
        raise NotAllowed(_ONLINE)
    person, errors = check_applicant({"full_name": name, "phone": phone}, online=False)
    wrong = {"name" if field == "full_name" else field: message for field, message in errors.items()}
    if not person.phone and "phone" not in wrong:
        wrong["phone"] = "Hãy nhập số điện thoại để nhận câu trả lời."
    checked, bad = _checked(procedure, files)
    if wrong or bad:
        raise InvalidInput(wrong | bad)
    row, made = PreCheck.objects.get_or_create(
        token=keyed_digest(f"pre-check:{key}"),
        defaults={
            "office": office,
            "procedure": procedure,
            "name": person.full_name,
            "phone": person.phone,
            "note": long_text(note, _LONGEST),
            "asked_at": at,
        },
    )
    if not made:
        return row
    for position, one in checked:
        kept = PreCheckFile(
            pre_check=row,
            paper_position=position,
            name=one.name,
            content_type=one.content_type,
            size=one.size,
            sha256=one.sha256,
            at=at,
        )
        store_file(kept.file, one)
        kept.save()
    record(
        name="pre_check.asked",
        at=at,
        by=CITIZEN,
        subject=_subject(row),
        subject_label=procedure.code,
        office_path=office.path,
        data={"procedure": procedure.code, "files": len(checked)},
    )
    return row


@transaction.atomic
def answer_pre_check(*, pre_check: PreCheck, ready: bool, text: str, by: Staff, at: datetime) -> PreCheck:
    """Answer that the copies are complete, or what is still missing; the person gets a message.

    It refuses nothing: the person may come with the papers whatever was said (Decree 61/2018 Art. 17 asks and answers
    only once a dossier is handed in). Raises InvalidInput without a word on what is missing, NotAllowed for anyone who
    may not see it, AlreadyDone when a colleague answered first.
    """
    row = _locked(pre_check, by, at)
    said = long_text(text, _LONGEST)
    if not ready and not said:
        raise InvalidInput({"answer": "Hãy ghi rõ còn thiếu giấy tờ gì."})
    if row.state != PreCheck.State.ASKED:
        raise AlreadyDone
    row.state = PreCheck.State.READY if ready else PreCheck.State.MISSING
    row.answer, row.answered_at, row.answered_by = said, at, by
    row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    record(
        name="pre_check.answered",
        at=at,
        by=staff_actor(by),
        subject=_subject(row),
        subject_label=row.procedure.code,
        office_path=row.office.path,
        data={"state": row.state, "what": say_pre_check_answer(row, ready, said)},
        private={"phone": row.phone, "link": f"{settings.PUBLIC_URL}/xem-truoc/{row.procedure.code}/{row.token}/"},
    )
    return row


@transaction.atomic
def link_pre_check(*, pre_check: PreCheck, code: str, by: Staff, at: datetime) -> PreCheck:
    """Link the request to the dossier that was received after it.

    Raises InvalidInput for a code the person may not see.
    """
    row = _locked(pre_check, by, at)
    parsed = parse_dossier_code(code[:100])
    found = dossiers_visible_to(by, at).filter(code=str(parsed), procedure=row.procedure) if parsed else None
    dossier: Dossier | None = found.first() if found is not None else None
    if dossier is None:
        raise InvalidInput({"code": "Không có hồ sơ nào của thủ tục này với mã đó."})
    row.dossier = dossier
    row.save(update_fields=["dossier"])
    return row


@transaction.atomic
def view_pre_check_file(*, staff: Staff, number: int, file_id: int, at: datetime) -> PreCheckFile | None:
    """Open a copy of a request this person may see and record the look; None where there is none."""
    row = pre_checks_visible_to(staff, at).filter(pk=number).first()
    file = row.files.filter(pk=file_id).first() if row else None
    if row is not None and file is not None:
        record(
            name="dossier.file_viewed",
            at=at,
            by=staff_actor(staff),
            subject=_subject(row),
            subject_label=row.procedure.code,
            office_path=row.office.path,
            data={"file": file.pk, "sha256": file.sha256},
        )
    return file


@transaction.atomic
def forget_pre_checks(*, before: datetime, limit: int = 500) -> int:
    """Delete requests answered or asked before `before` (aware), with their copies; returns how many.

    The copies were sent for this check alone and are not kept longer.
    """
    found = list(
        PreCheck.objects.select_for_update(skip_locked=True).filter(asked_at__lt=before).order_by("id")[:limit]
    )
    for row in found:
        for kept in row.files.all():
            if kept.file.name:
                transaction.on_commit(partial(kept.file.storage.delete, kept.file.name))
        row.delete()
    return len(found)


def _locked(pre_check: PreCheck, by: Staff, at: datetime) -> PreCheck:
    if not pre_checks_visible_to(by, at).filter(pk=pre_check.pk).exists():
        raise NotAllowed("Yêu cầu xem trước này không thuộc đơn vị của bạn.")
    return PreCheck.objects.select_for_update(of=("self",)).select_related("office", "procedure").get(pk=pre_check.pk)


def _checked(
    procedure: Procedure, files: Sequence[tuple[int | None, Upload]]
) -> tuple[list[tuple[int | None, CheckedFile]], dict[str, str]]:
    most: int = settings.FILES_PER_DOSSIER
    if not files:
        return [], {"files": "Hãy chụp hoặc chọn ít nhất một giấy tờ."}
    if len(files) > most:
        return [], {"files": f"Mỗi lần nhận nhiều nhất {most} tệp."}
    known = set(procedure.papers.values_list("position", flat=True))
    checked: list[tuple[int | None, CheckedFile]] = []
    wrong: dict[str, str] = {}
    for position, file in files:
        place = position if position in known else None
        try:
            checked.append((place, check_upload(file)))
        except BadFile as bad:
            key = "files" if place is None else f"paper-{place}"
            wrong[key] = f"{wrong.get(key, '')} {one_line(file.name, 60)}: {bad}".strip()
    return checked, wrong


def _subject(row: PreCheck) -> str:
    return f"pre_check:{row.pk}"
