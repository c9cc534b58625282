"""Begin, fill, claim and delete drafts of online hand-ins, and add files to them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from motcua.catalog.forms import form_pages
from motcua.catalog.models import Procedure
from motcua.catalog.queries.forms import latest_form
from motcua.catalog.standard_forms import standard_form
from motcua.dossiers.actions.papers import store_file
from motcua.dossiers.models import Channel, DossierFile, Draft, DraftFile
from motcua.dossiers.papers.bad_file import BadFile
from motcua.dossiers.papers.copy_kinds import COPY_KINDS
from motcua.dossiers.papers.upload import Upload, check_upload
from motcua.dossiers.queries.citizen_dossiers import known_applicant
from motcua.dossiers.queries.earlier_copies import NOT_REUSABLE, earlier_copies
from motcua.dossiers.submission.channel_check import check_channel
from motcua.people.models import CitizenSession, Office
from motcua.refusals import InvalidInput, NotAllowed

LONGEST_ANSWER: Final = 20_000
_SENT: Final = "Hồ sơ này đã được gửi, không sửa được nữa."


@transaction.atomic
def start_draft(*, procedure: Procedure, office: Office, at: datetime, uses_neither: bool = False) -> Draft:
    """Begin an online hand-in of `procedure` at `office`; found again by its `token`, which only this person gets.

    Raises ChannelClosed, with the clauses, where the policy in force does not take it online.
    """
    check_channel(office=office, procedure=procedure, channel=Channel.ONLINE, at=at, uses_neither=uses_neither)
    return Draft.objects.create(
        token=secrets.token_urlsafe(32),
        submission_key=uuid4(),
        procedure=procedure,
        form=latest_form(procedure),
        office=office,
        created_at=at,
        updated_at=at,
    )


@transaction.atomic
def save_draft_page(*, draft: Draft, page: str, answers: Mapping[str, Any], at: datetime) -> Draft:
    """Save the answers of one page as they are; they are checked as a whole when the draft is submitted.

    Other pages are left alone, so two windows on two pages do not undo each other. NotAllowed once it was sent.
    """
    row = _open(draft)
    if sum(len(str(answer)) for answer in answers.values()) > LONGEST_ANSWER:
        raise InvalidInput({"form": "Các câu trả lời dài quá, hãy viết ngắn lại."})
    row.data = {**row.data, page: {name: _without_nul(answer) for name, answer in answers.items()}}
    row.updated_at = at
    row.save(update_fields=["data", "updated_at"])
    return row


@transaction.atomic
def add_draft_file(*, draft: Draft, paper_position: int, file: Upload, at: datetime) -> DraftFile:
    """Check and keep one file for the paper at `paper_position`. The same bytes for the same paper are kept once.

    Raises InvalidInput({"file": …}) with what is wrong with it, or when there are too many; NotAllowed once sent.
    """
    row = _open(draft)
    if not draft.procedure.papers.filter(position=paper_position).exists():
        raise InvalidInput({"file": "Thủ tục này không có giấy tờ đó."})
    try:
        checked = check_upload(file)
    except BadFile as wrong:
        raise InvalidInput({"file": str(wrong)}) from wrong
    same = row.files.filter(paper_position=paper_position, sha256=checked.sha256).first()
    if same is not None:
        return same
    most: int = settings.FILES_PER_DOSSIER
    if row.files.count() >= most:
        raise InvalidInput({"file": f"Mỗi hồ sơ nhận nhiều nhất {most} tệp. Hãy gộp các trang vào một tệp PDF."})
    kept = DraftFile(
        draft=row,
        paper_position=paper_position,
        name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        at=at,
    )
    store_file(kept.file, checked)
    kept.save()
    return kept


@transaction.atomic
def remove_draft_file(*, draft: Draft, file_id: int) -> None:
    """Take one file away; a file already gone is no error. NotAllowed once the draft was sent."""
    row = _open(draft)
    for kept in row.files.filter(pk=file_id):
        _delete_bytes(kept)
        kept.delete()


@transaction.atomic
def forget_drafts(*, before: datetime, limit: int = 500) -> int:
    """Delete drafts untouched since `before` (aware), with the files of those never handed in; returns how many.

    A dossier made from a draft stays, with its files.
    """
    old = Draft.objects.select_for_update(skip_locked=True).filter(updated_at__lt=before).order_by("id")[:limit]
    found = list(old)
    for draft in found:
        for kept in draft.files.all():
            _delete_bytes(kept)
        draft.delete()
    return len(found)


def _delete_bytes(kept: DraftFile) -> None:
    """Delete the stored files of the draft alone; a reused file belongs to the dossier it came with."""
    if kept.file.name and kept.reused_from_id is None:
        transaction.on_commit(partial(kept.file.storage.delete, kept.file.name))


def _open(draft: Draft) -> Draft:
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    if row.dossier_id is not None:
        raise NotAllowed(_SENT)
    return row


def _without_nul(answer: Any) -> Any:
    """Drop NUL characters, which PostgreSQL cannot keep in text."""
    if isinstance(answer, str):
        return answer.replace("\0", "")
    if isinstance(answer, Mapping):
        return {str(name): _without_nul(value) for name, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [_without_nul(value) for value in answer]
    return answer


@transaction.atomic
def say_copy_kind(*, draft: Draft, paper_position: int, kind: str) -> None:
    """Set the copy kind of one paper's files; an unknown kind is left blank.

    Nothing changes once the draft was sent.
    """
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    if row.dossier_id is None:
        row.files.filter(paper_position=paper_position).update(copy_kind=kind if kind in COPY_KINDS else "")


@transaction.atomic
def reuse_in_draft(
    *, draft: Draft, paper_position: int, file_id: int, session: CitizenSession, at: datetime
) -> DraftFile:
    """Add one of the person's earlier files to the draft's paper; the bytes are shared, not copied.

    Raises InvalidInput({"file": …}) for anything that is not offered to this person for this paper, NotAllowed once
    the draft was sent.
    """
    row = Draft.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=draft.pk)
    if row.dossier_id is not None:
        raise NotAllowed("Hồ sơ này đã được gửi, không sửa được nữa.")
    offered = earlier_copies(draft=row, session=session).get(paper_position, [])
    file = next((copy.file for copy in offered if copy.file.pk == file_id), None)
    if file is None:
        raise InvalidInput({"file": NOT_REUSABLE})
    same = row.files.filter(paper_position=paper_position, sha256=file.sha256).first()
    if same is not None:
        return same
    most: int = settings.FILES_PER_DOSSIER
    if row.files.count() >= most:
        raise InvalidInput({"file": f"Mỗi hồ sơ nhận nhiều nhất {most} tệp."})
    return DraftFile.objects.create(
        draft=row,
        paper_position=paper_position,
        file=file.file.name,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        at=at,
        copy_kind=file.copy_kind or ("original" if file.kind == DossierFile.Kind.RESULT else ""),
        reused_from=file,
    )


@transaction.atomic
def claim_draft(*, draft: Draft, session: CitizenSession, at: datetime) -> None:
    """Make a draft just begun the person's own, and fill in the known data of the person, to be checked."""
    row = Draft.objects.select_for_update(of=("self",)).select_related("form").get(pk=draft.pk)
    if row.citizen_id is not None or row.dossier_id is not None:
        return
    row.citizen = session.citizen
    known = known_applicant(session)
    schema = row.form.schema if row.form is not None else standard_form()
    for number, page in enumerate(form_pages(schema), start=1):
        answers = {field.name: known[field.name] for field in page.fields if known.get(field.name)}
        if answers and str(number) not in row.data:
            row.data = {**row.data, str(number): answers}
    row.updated_at = at
    row.save(update_fields=["citizen", "data", "updated_at"])
