"""Answer the parcels of a signed bag one by one: received, incomplete or refused; a bad row stops no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.catalog.queries.procedures import NoLimitPublished
from motcua.delivery.models import Bag, BagItem
from motcua.dossiers.actions import intake
from motcua.dossiers.actions.supplement import take_supplement_by_post
from motcua.dossiers.models import Channel
from motcua.dossiers.submission.hand_in import Incoming
from motcua.dossiers.submission.text import one_line
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

Outcome = BagItem.Outcome
ANSWERS: Final = (Outcome.RECEIVED, Outcome.INCOMPLETE, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class ParcelAnswer:
    """What the officer decided about one parcel: `outcome` with its reason; `basis` the law, for a refusal."""

    outcome: str
    reason: str = ""
    basis: str = ""


def answer_parcels(
    *, bag: Bag, answers: Mapping[int, ParcelAnswer], by: Staff, at: datetime
) -> list[tuple[BagItem, str]]:
    """Answer parcels of a signed bag at `at` (aware), each in its own transaction; returns the error of each, or "".

    Every dossier's legal moment is the signing of the bag. A parcel already answered stays as it is. What went wrong
    is kept with its row, so that it is still there when the page is opened again. Raises NotAllowed for an unsigned
    bag.
    """
    if bag.signed_at is None or bag.direction != Bag.Direction.IN:
        raise NotAllowed("Hãy ký biên bản giao nhận trước khi tiếp nhận từng hồ sơ.")
    done: list[tuple[BagItem, str]] = []
    for item in bag.items.filter(pk__in=answers):
        try:
            done.append((_answer(item, answers[item.pk], by, at), ""))
        except (InvalidInput, NotAllowed, AlreadyDone, NoLimitPublished) as refused:
            BagItem.objects.filter(pk=item.pk, outcome=Outcome.WAITING).update(reason=str(refused)[:500])
            done.append((item, str(refused)))
    return done


@transaction.atomic
def _answer(item: BagItem, answer: ParcelAnswer, by: Staff, at: datetime) -> BagItem:
    row = BagItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if row.outcome != Outcome.WAITING:
        return row
    if answer.outcome not in ANSWERS:
        raise InvalidInput({"outcome": "Hãy chọn cách giải quyết bưu gửi này."})
    row = BagItem.objects.select_related("bag__office", "procedure", "dossier").get(pk=row.pk)
    signed = row.bag.signed_at
    assert signed is not None
    if row.dossier is not None:
        if answer.outcome != Outcome.RECEIVED:
            raise InvalidInput({"outcome": "Phần bổ sung chưa đủ thì xử lý tại trang hồ sơ."})
        take_supplement_by_post(dossier=row.dossier, posting_number=row.posting_number, moment=signed, by=by, at=at)
    else:
        incoming = incoming_of(row)
        if answer.outcome == Outcome.RECEIVED:
            made = intake.receive(incoming, by=by, at=at, moment=signed)
        elif answer.outcome == Outcome.INCOMPLETE:
            made = intake.ask_to_complete(
                incoming,
                items=answer.reason.splitlines() if answer.reason.strip() else missing_papers(row),
                reason=answer.basis or "Hồ sơ gửi qua bưu điện chưa đủ thành phần.",
                by=by,
                at=at,
                moment=signed,
            )
        else:
            made = intake.refuse_intake(
                incoming, reason=answer.reason, legal_basis=answer.basis, by=by, at=at, moment=signed
            )
        row.dossier = made.dossier
    row.outcome = answer.outcome
    row.reason = one_line(answer.reason, 500) if answer.outcome != Outcome.RECEIVED else ""
    row.save(update_fields=["dossier", "outcome", "reason"])
    return row


def incoming_of(item: BagItem) -> Incoming:
    """The parcel as every channel hands in (`Incoming`); its key is the dossier's, so a repeated answer has no effect.

    Raises InvalidInput for a parcel whose procedure is not known.
    """
    if item.procedure is None:
        raise InvalidInput({"procedure": "Chưa biết bưu gửi này thuộc thủ tục nào."})
    sender: Mapping[str, Any] = item.sender
    return Incoming(
        office=item.bag.office,
        procedure=item.procedure,
        applicant=sender,
        papers=item.papers,
        return_channel=item.return_channel or Channel.POSTAL,
        return_address=str(sender.get("address", "")),
        submission_key=item.key,
        channel=Channel.POSTAL,
    )


def missing_papers(item: BagItem) -> list[str]:
    """Names of the required papers that were not in the parcel."""
    if item.procedure is None:
        return []
    given = {paper["position"] for paper in item.papers if paper.get("given")}
    return [paper.name for paper in item.procedure.papers.all() if paper.required and paper.position not in given]
