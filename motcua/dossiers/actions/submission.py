"""Hand a draft in: a draft makes one dossier, however often it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from motcua.directives.queries import PolicyContext, policy_context_of
from motcua.dossiers.actions.creation import new_dossier, number_and_save
from motcua.dossiers.events import record_and_send, record_silently
from motcua.dossiers.life import clock
from motcua.dossiers.messages import say_answer_by
from motcua.dossiers.models import Channel, Dossier, DossierFile, Draft, DraftFile
from motcua.dossiers.papers.file_kinds import PDF
from motcua.dossiers.queries.earlier_copies import wrong_copies
from motcua.dossiers.submission.answers import (
    FEES_PAGE,
    PAPERS_PAGE,
    RETURN_PAGE,
    answers_of_page,
    check_form_answers,
    form_answers,
    papers_asked,
)
from motcua.dossiers.submission.applicant import Applicant
from motcua.dossiers.submission.bill import check_declared
from motcua.dossiers.submission.channel_check import check_channel, check_return
from motcua.dossiers.submission.hand_in import HandIn
from motcua.dossiers.submission.secret import secret_for
from motcua.dossiers.submission.text import one_line
from motcua.journal.actor import CITIZEN
from motcua.refusals import InvalidInput
from motcua.rulebook.work_calendar import localise


class Submitted(NamedTuple):
    """The dossier and the secret to look it up with, shown to the draft's own session only."""

    dossier: Dossier
    secret: str


@transaction.atomic
def submit_online(*, draft: Draft, at: datetime) -> Submitted:
    """Hand the draft in at `at` (aware): dossier, code, secret, event and acknowledgement, or nothing at all.

    Sent twice (double click, retry, two windows), it is the same dossier and the same secret. Raises InvalidInput
    (field → message) when something is missing or wrong, ChannelClosed where the policy no longer takes it online.
    """
    row = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("procedure__field", "office", "form")
        .get(pk=draft.pk)
    )
    if row.dossier_id is not None:
        # A separate query: a join to the locked row would read the snapshot from before the wait.
        return Submitted(Dossier.objects.get(pk=row.dossier_id), secret_for(row.submission_key))
    policy_context = policy_context_of(office=row.office, at=at)
    admission = check_channel(
        office=row.office,
        procedure=row.procedure,
        channel=Channel.ONLINE,
        at=at,
        uses_neither=False,
        policy_context=policy_context,
    )
    files = list(row.files.select_related("reused_from__dossier"))
    checked = _check(row, files, at, policy_context)
    dossier = new_dossier(
        HandIn(
            office=row.office,
            procedure=row.procedure,
            channel=Channel.ONLINE,
            return_channel=checked.return_channel,
            return_address=checked.return_address,
            applicant=checked.applicant,
            submission_key=row.submission_key,
            verified=False,
            form=row.form,
            form_data=checked.form_data,
            papers=checked.papers,
            because=admission.because,
            group=checked.group,
            copies=checked.copies,
            helper=row.helper,
            helped_at=row.helped_at,
        ),
        "submit",
        by=CITIZEN,
        at=at,
    )
    answer_by = clock.answer_by(dossier, policy_context.calendar)
    number_and_save(dossier)
    _hand_files_over(files, dossier)
    # The answers are now in the dossier; the draft is kept only to answer a repeated click.
    Draft.objects.filter(pk=row.pk).update(dossier=dossier, data={}, updated_at=at)
    record_and_send("dossier.submitted", dossier, by=CITIZEN, at=at, because=admission.because,
         answer_by=say_answer_by(answer_by), pdfs=sum(file.content_type == PDF for file in files))  # fmt: skip
    note_reused(dossier, files, at=at)
    return Submitted(dossier, secret_for(dossier.submission_key))


class _Checked(NamedTuple):
    applicant: Applicant
    form_data: dict[str, Any]
    papers: list[dict[str, Any]]
    return_channel: str
    return_address: str
    group: str
    copies: int


def _check(draft: Draft, files: list[DraftFile], at: datetime, policy_context: PolicyContext) -> _Checked:
    schema = draft.form.schema if draft.form is not None else None
    applicant, cleaned = check_form_answers(schema, form_answers(draft.data), localise(at).date())
    wanted = answers_of_page(draft.data, RETURN_PAGE)
    return_channel, return_address, wrong = check_return(
        office=draft.office,
        procedure=draft.procedure,
        channel=str(wanted.get("channel") or ""),
        address=one_line(wanted.get("address"), 300) or applicant.address,
        at=at,
        policy_context=policy_context,
    )
    papers, missing = _papers(draft, files)
    group, copies, unclear = check_declared(
        draft.procedure, answers_of_page(draft.data, FEES_PAGE), localise(at).date()
    )
    if errors := cleaned.errors | wrong | missing | wrong_copies(files, applicant) | unclear:
        raise InvalidInput(errors)
    return _Checked(applicant, cleaned.data, papers, return_channel, return_address, group, copies)


def _papers(draft: Draft, files: list[DraftFile]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The papers as handed in; a required one must have a file, or a reason why it is missing."""
    excuses = answers_of_page(draft.data, PAPERS_PAGE)
    given = [file.paper_position for file in files]
    papers: list[dict[str, Any]] = []
    errors: dict[str, str] = {}
    schema = draft.form.schema if draft.form is not None else None
    for paper in papers_asked(draft.procedure.papers.all(), schema, form_answers(draft.data)):
        excuse = one_line(excuses.get(str(paper.position)), 300)
        count = given.count(paper.position)
        if paper.required and not count and not excuse:
            errors[f"paper-{paper.position}"] = f"Hãy tải lên “{paper.name[:80]}”, hoặc cho biết vì sao bạn chưa có."
        papers.append(
            {
                "position": paper.position,
                "name": paper.name,
                "originals": 0,
                "certified": 0,
                "copies": 0,
                "files": count,
                "given": bool(count),
                "note": excuse or _reused(files, paper.position),
            }
        )
    return papers, errors


def _reused(files: list[DraftFile], position: int) -> str:
    """The dossiers from which the files of the paper were taken again; "" for none."""
    earlier = [file.reused_from for file in files if file.paper_position == position and file.reused_from is not None]
    said = (f"Dùng lại từ hồ sơ {file.dossier.code} ngày {localise(file.at):%d/%m/%Y}" for file in earlier)
    return "; ".join(dict.fromkeys(said))[:300]


def _hand_files_over(files: list[DraftFile], dossier: Dossier) -> None:
    """The stored file stays where it is; only the row that names it changes."""
    DossierFile.objects.bulk_create(
        DossierFile(
            dossier=dossier,
            paper_position=file.paper_position,
            file=file.file.name,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            at=file.at,
            copy_kind=file.copy_kind,
            reused_from_id=file.reused_from_id,
            signatures=file.reused_from.signatures if file.reused_from is not None else {},
        )
        for file in files
    )
    DraftFile.objects.filter(pk__in=[file.pk for file in files]).delete()


def note_reused(dossier: Dossier, files: Iterable[DraftFile], *, at: datetime) -> None:
    """Journal each file of the handed-in dossier that came from an earlier one."""
    for file in files:
        if file.reused_from is not None:
            earlier = file.reused_from.dossier.code
            record_silently(
                "dossier.result_reused", dossier, by=CITIZEN, at=at, paper=file.paper_position, earlier=earlier
            )
