"""Receive face to face, or what the post brought: accepted at once, with its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.catalog.models import Procedure
from motcua.catalog.queries import NoLimitPublished
from motcua.directives.queries import ground_of
from motcua.dossiers import clock, linking, passing, registering
from motcua.dossiers.admission import admit
from motcua.dossiers.applicants import check_applicant, plain_text
from motcua.dossiers.errors import InvalidInput, NotAllowed
from motcua.dossiers.events import tell
from motcua.dossiers.models import Channel, Dossier, Slip
from motcua.dossiers.opening import HandIn, number_and_save, open_dossier
from motcua.dossiers.returns import check_return
from motcua.dossiers.secrets import secret_for
from motcua.dossiers.slips.issuing import issue
from motcua.people.models import Office, Role, Staff
from motcua.people.queries import has_role
from motcua.rulebook.vietnamese import say_moment

MOST_SHEETS: Final = 99
_MISSING_PAPER: Final = "Giấy tờ này là bắt buộc. Hãy nhận đủ, hoặc ghi rõ vì sao được nhận thiếu."


class Received(NamedTuple):
    """The dossier, its receipt (slip 01) and the secret printed on it."""

    dossier: Dossier
    slip: Slip
    secret: str


def receive_at_counter(
    *,
    office: Office,
    procedure: Procedure,
    applicant: Mapping[str, Any],
    papers: Sequence[Mapping[str, Any]],
    return_channel: str,
    by: Staff,
    at: datetime,
    submission_key: UUID,
    return_address: str = "",
    uses_neither: bool = False,
    channel: str = Channel.COUNTER,
    pass_on: bool = True,
) -> Received:
    """Receive a dossier at `at` (aware) and start its clock; the same `submission_key` again is the same dossier.

    `applicant`: full_name, id_number, phone, email, address. `papers`: position, originals, certified, copies, given,
    note. `channel` is counter, postal or support_point. With `pass_on` it goes straight to the first stage of its
    route (Decree 61/2018 Art. 18.2). Raises InvalidInput (field → message), NotAllowed for one who is no receiving
    officer of the unit, ChannelClosed with the clauses where the policy does not take it this way.
    """
    if not has_role(by, Role.RECEIVING_OFFICER, office):
        raise NotAllowed("Chỉ công chức tiếp nhận của đơn vị này được tiếp nhận hồ sơ.")
    try:
        with transaction.atomic():
            if (known := _known(submission_key)) is not None:
                return known
            return _receive(
                office=office,
                procedure=procedure,
                applicant=applicant,
                papers=papers,
                return_channel=return_channel,
                return_address=return_address,
                uses_neither=uses_neither,
                channel=channel,
                by=by,
                at=at,
                submission_key=submission_key,
                pass_on=pass_on,
            )
    except IntegrityError:
        # The same click twice at once: the other was first. Anything else is an error of ours.
        if (known := _known(submission_key)) is not None:
            return known
        raise


def _known(submission_key: UUID) -> Received | None:
    dossier = Dossier.objects.filter(submission_key=submission_key).first()
    if dossier is None:
        return None
    return Received(dossier, dossier.slips.filter(kind="01").latest("id"), secret_for(submission_key))


def _receive(
    *,
    office: Office,
    procedure: Procedure,
    applicant: Mapping[str, Any],
    papers: Sequence[Mapping[str, Any]],
    return_channel: str,
    return_address: str,
    uses_neither: bool,
    channel: str,
    by: Staff,
    at: datetime,
    submission_key: UUID,
    pass_on: bool,
) -> Received:
    if channel not in {Channel.COUNTER, Channel.POSTAL, Channel.SUPPORT_POINT}:
        raise InvalidInput({"channel": "Cách nộp này không do công chức nhập."})
    ground = ground_of(office=office, at=at)
    admission = admit(
        office=office, procedure=procedure, channel=channel, at=at, uses_neither=uses_neither, ground=ground
    )
    person, errors = check_applicant(applicant, online=False)
    back, address, wrong = check_return(
        office=office,
        procedure=procedure,
        channel=return_channel,
        address=plain_text(return_address, 300) or person.address,
        at=at,
        uses_neither=uses_neither,
        ground=ground,
    )
    errors |= wrong
    listed, wrong = _papers(procedure, papers)
    errors |= wrong
    if errors:
        raise InvalidInput(errors)
    dossier = open_dossier(
        HandIn(
            office=office,
            procedure=procedure,
            channel=channel,
            return_channel=back,
            return_address=address,
            applicant=person,
            submission_key=submission_key,
            verified=True,
            papers=listed,
            uses_neither=uses_neither,
            because=admission.because,
        ),
        "receive",
        by=by,
        at=at,
    )
    try:
        clock.start(dossier, at, ground.calendar)
    except NoLimitPublished as wrong_limit:
        raise NotAllowed(str(wrong_limit)) from wrong_limit
    if pass_on:
        passing.pass_on(dossier, by=by, at=at)
    number_and_save(dossier)
    registering.enter(dossier, at=at)
    slip = issue(dossier, "01", by=by, at=at)
    assert dossier.due_at is not None
    tell(
        "dossier.accepted",
        dossier,
        by=by,
        at=at,
        because=admission.because,
        due=say_moment(dossier.due_at, year=True),
        channel=channel,
    )
    if admission.exception:
        tell("dossier.exception_used", dossier, by=by, at=at, because=admission.because, channel=channel)
    linking.after_acceptance(dossier, by=by, at=at)
    return Received(dossier, slip, secret_for(submission_key))


def _papers(procedure: Procedure, typed: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The procedure's papers as ticked; a required one not given must have a word why."""
    ticked = {int(paper["position"]): paper for paper in typed if str(paper.get("position", "")).isdecimal()}
    listed: list[dict[str, Any]] = []
    errors: dict[str, str] = {}
    for paper in procedure.papers.all():
        row = ticked.get(paper.position, {})
        sheets = {kind: _count(row.get(kind)) for kind in ("originals", "certified", "copies")}
        given = bool(row.get("given")) or any(sheets.values())
        excuse = plain_text(row.get("note"), 300)
        if paper.required and not given and not excuse:
            errors[f"paper-{paper.position}"] = _MISSING_PAPER
        if given and not any(sheets.values()):
            sheets["originals"] = paper.originals or (0 if paper.copies else 1)
            sheets["copies"] = paper.copies
        listed.append(
            {"position": paper.position, "name": paper.name, **sheets, "files": 0, "given": given, "note": excuse}
        )
    return listed, errors


def _count(value: Any) -> int:
    text = str(value or "0").strip()
    return min(int(text), MOST_SHEETS) if text.isascii() and text.isdecimal() else 0
