"""Intake: enter a dossier that comes by counter, post bag or support point, and answer it at once or hand it in.

A dossier that was handed in before is answered in `actions.acceptance`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import IntegrityError, transaction

from motcua.catalog.queries.procedures import offices_receiving
from motcua.directives.queries import PolicyContext, policy_context_of
from motcua.dossiers.actions.acceptance import complete_acceptance
from motcua.dossiers.actions.creation import new_dossier, number_and_save
from motcua.dossiers.actions.papers import attach_file
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life import clock
from motcua.dossiers.messages import say_answer_by, say_missing
from motcua.dossiers.models import Channel, Dossier, Slip
from motcua.dossiers.papers.bad_file import BadFile
from motcua.dossiers.papers.upload import CheckedFile, Upload, check_upload
from motcua.dossiers.permissions import may_hand_in_at, may_take_in
from motcua.dossiers.submission.channel_check import OpenChannel, check_assisted, check_channel
from motcua.dossiers.submission.hand_in import Incoming, checked_hand_in
from motcua.dossiers.submission.secret import secret_for
from motcua.dossiers.submission.text import long_text, one_line, refusal_of
from motcua.people.models import Office, OfficeKind, Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

MOST_ITEMS: Final = 20


class Received(NamedTuple):
    """The dossier, the slip given for it (01, 02 or 03; none where it was only handed in), and its secret."""

    dossier: Dossier
    slip: Slip
    secret: str


class HandedIn(NamedTuple):
    """A dossier handed in for somebody, not answered yet, and the secret printed for that person."""

    dossier: Dossier
    secret: str


def receive(
    incoming: Incoming, *, by: Staff, at: datetime, moment: datetime | None = None, pass_on: bool = True
) -> Received:
    """Receive a dossier at `at` (aware) and start its clock at `moment`, the legal moment of submission.

    `moment` is `at` unless the post's hand-over was signed before (Decision 45/2016 Art. 7.4). The same submission key
    again is the same dossier. Raises InvalidInput (field → message), NotAllowed for anyone who is no receiving officer
    of the unit, ChannelClosed with the clauses where the policy does not take it through this channel.
    """
    return _once(incoming, by, at, lambda: _accept(incoming, by, at, moment or at, pass_on))


def ask_to_complete(
    incoming: Incoming, *, items: Sequence[str], reason: str, by: Staff, at: datetime, moment: datetime | None = None
) -> Received:
    """Return an incomplete intake with the full list of what is missing on slip 02; no clock runs (Art. 17.1).

    Raises as `receive`, and InvalidInput without items or a reason.
    """
    wanted = [text for text in (one_line(item, 500) for item in items) if text][:MOST_ITEMS]
    why = long_text(reason, 2000)
    errors = {} if wanted else {"items": "Hãy ghi từng giấy tờ hoặc nội dung cần bổ sung."}
    if not why:
        errors["reason"] = "Hãy ghi lý do cần bổ sung."
    if errors:
        raise InvalidInput(errors)

    def act() -> Received:
        dossier = _open(incoming, "ask_to_complete", by, at, moment or at, note=why)
        dossier.supplements = 1
        dossier.supplement_text = "\n".join(wanted)
        number_and_save(dossier)
        slip = issue_slip(dossier, "02", by=by, at=at, items=wanted, reason=why)
        record_and_send("dossier.supplement_requested", dossier, by=by, at=at, items=wanted, why=why,
             what=say_missing(wanted))  # fmt: skip
        return Received(dossier, slip, secret_for(incoming.submission_key))

    return _once(incoming, by, at, act)


def refuse_intake(
    incoming: Incoming, *, reason: str, legal_basis: str, by: Staff, at: datetime, moment: datetime | None = None
) -> Received:
    """Refuse an intake with reason and legal basis on slip 03 (Art. 17.1).

    Raises as `receive`; InvalidInput without either.
    """
    why, basis = refusal_of(reason, legal_basis)

    def act() -> Received:
        dossier = _open(incoming, "refuse", by, at, moment or at, note=why)
        dossier.refusal_text = f"{why}\nCăn cứ: {basis}"
        dossier.finished_at = at
        number_and_save(dossier)
        slip = issue_slip(dossier, "03", by=by, at=at, reason=why, legal_basis=basis)
        record_and_send("dossier.refused", dossier, by=by, at=at, why=why.replace("\n", " ")[:300],
                        because=[{"document": basis, "clause": "", "note": ""}])  # fmt: skip
        return Received(dossier, slip, secret_for(incoming.submission_key))

    return _once(incoming, by, at, act)


def hand_in_for(
    incoming: Incoming,
    *,
    at_point: Office,
    consent: bool,
    files: Sequence[tuple[int, Upload]] = (),
    by: Staff,
    at: datetime,
) -> HandedIn:
    """Hand in for somebody, as a support point's helper, at any unit of the province; the unit answers it.

    Where a letter lets a unit's officers help at the counter (`at_point` is then that unit), its receiving officer
    hands in online with the person there.
    `files` are (position of the paper, file). The unit answers in the time that holds for what comes online
    (`life.clock.answer_by`). Raises NotAllowed for one who is no helper of the point or no receiving officer of the
    unit, or where the unit does not receive this procedure, InvalidInput without the person's consent, ChannelClosed
    where the policy closes support points, or says nothing of help at the counter.
    """
    at_counter = at_point.kind != OfficeKind.SUPPORT_POINT
    if at_counter and not may_take_in(by, at_point, incoming.procedure.code, at):
        raise NotAllowed("Chỉ công chức tiếp nhận của đơn vị này được nộp giúp tại quầy.")
    if not at_counter and not may_hand_in_at(by, at_point, at):
        raise NotAllowed("Chỉ người hỗ trợ của điểm hỗ trợ này được nộp giúp.")
    if not offices_receiving(incoming.procedure).filter(pk=incoming.office.pk).exists():
        raise NotAllowed("Đơn vị này không tiếp nhận thủ tục vừa chọn.")
    if not consent:
        raise InvalidInput({"consent": "Hãy hỏi và ghi nhận sự đồng ý của người được giúp."})

    def act() -> HandedIn:
        admission = _admit_help(incoming, at_point, at)
        channel = Channel.ONLINE if at_counter else incoming.channel
        hand_in = checked_hand_in(
            replace(incoming, channel=channel),
            at=at,
            because=admission.because,
            complete=True,
            verified=at_counter,
            identified=True,
        )
        hand_in = replace(hand_in, helper=by, helped_at=at_point)
        sound = [(position, _sound(position, file)) for position, file in files]
        dossier = new_dossier(hand_in, "submit", by=by, at=at)
        dossier.papers = [_with_files(paper, sound) for paper in dossier.papers]
        number_and_save(dossier)
        for position, file in sound:
            _attach(dossier, position, file, at)
        record_and_send("dossier.submitted", dossier, by=by, at=at, because=admission.because, point=at_point.name,
             answer_by=say_answer_by(clock.answer_by(dossier)))  # fmt: skip
        return HandedIn(dossier, secret_for(incoming.submission_key))

    try:
        with transaction.atomic():
            if (known := _known_of(incoming, by)) is not None:
                return HandedIn(known, secret_for(incoming.submission_key))
            return act()
    except IntegrityError:
        if (known := _known_of(incoming, by)) is not None:
            return HandedIn(known, secret_for(incoming.submission_key))
        raise


def _once(incoming: Incoming, by: Staff, at: datetime, act: Callable[[], Received]) -> Received:
    """Run the act in one transaction; the same submission key again, even at once, gets the first answer."""
    if not may_take_in(by, incoming.office, incoming.procedure.code, at):
        raise NotAllowed("Chỉ công chức tiếp nhận của đơn vị này được tiếp nhận hồ sơ.")
    if incoming.channel not in {Channel.COUNTER, Channel.POSTAL, Channel.SUPPORT_POINT}:
        raise InvalidInput({"channel": "Cách nộp này không do công chức nhập."})
    try:
        with transaction.atomic():
            if (known := _known(incoming)) is not None:
                return known
            return act()
    except IntegrityError:
        # The same click twice at once: the other was first. Anything else is an error of ours.
        if (known := _known(incoming)) is not None:
            return known
        raise


def _accept(incoming: Incoming, by: Staff, at: datetime, moment: datetime, pass_on: bool) -> Received:
    policy_context = policy_context_of(office=incoming.office, at=moment)
    admission = _admit(incoming, moment, policy_context)
    hand_in = checked_hand_in(
        incoming, at=moment, because=admission.because, complete=True, policy_context=policy_context
    )
    dossier = new_dossier(hand_in, "receive", by=by, at=moment, calendar=policy_context.calendar)
    slip = complete_acceptance(dossier, by=by, at=at, pass_on=pass_on, incoming=incoming)
    if admission.exception:
        record_and_send(
            "dossier.exception_used", dossier, by=by, at=at, because=admission.because, channel=dossier.channel
        )
    return Received(dossier, slip, secret_for(incoming.submission_key))


def _open(incoming: Incoming, step: str, by: Staff, at: datetime, moment: datetime, *, note: str) -> Dossier:
    """Open a dossier that gets no receipt: its first step is taken, it is not saved yet."""
    policy_context = policy_context_of(office=incoming.office, at=moment)
    admission = _admit(incoming, moment, policy_context)
    hand_in = checked_hand_in(
        incoming, at=moment, because=admission.because, complete=False, policy_context=policy_context
    )
    return new_dossier(hand_in, step, by=by, at=moment, note=note)


def _admit(incoming: Incoming, moment: datetime, policy_context: PolicyContext) -> OpenChannel:
    return check_channel(
        office=incoming.office,
        procedure=incoming.procedure,
        channel=incoming.channel,
        at=moment,
        uses_neither=incoming.uses_neither,
        policy_context=policy_context,
    )


def _admit_help(incoming: Incoming, at_point: Office, at: datetime) -> OpenChannel:
    if at_point.kind != OfficeKind.SUPPORT_POINT:
        return check_assisted(office=incoming.office, at_counter_of=at_point, procedure=incoming.procedure, at=at)
    return check_channel(
        office=at_point,
        procedure=incoming.procedure,
        channel=Channel.SUPPORT_POINT,
        at=at,
        uses_neither=incoming.uses_neither,
    )


def _known(incoming: Incoming) -> Received | None:
    dossier = Dossier.objects.filter(submission_key=incoming.submission_key, office=incoming.office).first()
    if dossier is None:
        return None
    slip = dossier.slips.order_by("id").first()
    if slip is None:
        raise AlreadyDone
    return Received(dossier, slip, secret_for(incoming.submission_key))


def _known_of(incoming: Incoming, helper: Staff) -> Dossier | None:
    return Dossier.objects.filter(submission_key=incoming.submission_key, helper=helper).first()


def _sound(position: int, file: Upload) -> CheckedFile:
    try:
        return check_upload(file)
    except BadFile as wrong:
        raise InvalidInput({f"paper-{position}": str(wrong)}) from wrong


def _with_files(paper: dict[str, Any], files: Sequence[tuple[int, CheckedFile]]) -> dict[str, Any]:
    count = sum(1 for position, _file in files if position == paper["position"])
    return {**paper, "files": count} if count else paper


def _attach(dossier: Dossier, position: int, checked_file: CheckedFile, at: datetime) -> None:
    attach_file(dossier, checked_file, at=at, paper_position=position, copy_kind="scan")
