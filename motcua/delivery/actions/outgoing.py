"""Send results by post: fill a bag, hand it to the post, confirm delivery or return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from motcua.delivery.models import Bag, BagItem
from motcua.delivery.permissions import may_fill_bag, may_report_parcel
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.results.readiness import RESULT_READY_STATES
from motcua.dossiers.submission.text import one_line
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook import law
from motcua.rulebook.vietnamese import number_in_words
from motcua.rulebook.work_calendar import localise


@transaction.atomic
def fill_outgoing(
    *, bag: Bag, tracking: Mapping[int, str], by: Staff, at: datetime, expected_version: int | None = None
) -> Bag:
    """Put results into an unsigned outgoing bag: `tracking` is the post's number by the dossier's key.

    Rows are written anew. A dossier that is not ready, not to be posted, or in another open bag is refused by name.
    Raises InvalidInput, NotAllowed, AlreadyDone when the bag was signed or changed since.
    """
    row = Bag.objects.select_for_update(of=("self",)).select_related("office").get(pk=bag.pk)
    if row.signed_at is not None or (expected_version is not None and row.version != expected_version):
        raise AlreadyDone("Biên bản vừa được người khác sửa hoặc đã ký. Hãy tải lại trang.")
    if not may_fill_bag(by, row, at) or row.direction != Bag.Direction.OUT:
        raise NotAllowed("Bạn không lập được biên bản giao kết quả của đơn vị này.")
    numbers = {key: one_line(number, 60) for key, number in tracking.items() if one_line(number, 60)}
    if len(set(numbers.values())) < len(numbers):
        raise InvalidInput({"tracking": "Một số hiệu bưu gửi được ghi cho hai hồ sơ."})
    ready = {
        dossier.pk: dossier
        for dossier in Dossier.objects.filter(
            pk__in=numbers, office=row.office, state__in=RESULT_READY_STATES, return_channel=Channel.POSTAL
        )
    }
    busy = BagItem.objects.filter(
        dossier__in=ready, bag__direction=Bag.Direction.OUT, bag__signed_at__isnull=True
    ).exclude(bag=row)
    taken = set(busy.values_list("dossier_id", flat=True))
    wrong = [key for key in numbers if key not in ready or key in taken]
    if wrong:
        raise InvalidInput({"tracking": "Có hồ sơ chưa sẵn sàng để gửi, hoặc đang ở một biên bản khác."})
    row.items.all().delete()
    BagItem.objects.bulk_create(
        BagItem(
            bag=row,
            position=position,
            posting_number=number,
            procedure_id=ready[key].procedure_id,
            sender={
                "full_name": ready[key].applicant_name,
                "address": ready[key].return_address or ready[key].applicant_address,
                "phone": ready[key].applicant_phone,
            },
            return_channel=Channel.POSTAL,
            dossier=ready[key],
        )
        for position, (key, number) in enumerate(numbers.items(), start=1)
    )
    row.version += 1
    row.save(update_fields=["version"])
    return row


def hand_over(bag: Bag, items: Sequence[BagItem], *, by: Staff, at: datetime) -> int:
    """Give each result of a bag just signed to the post; a result that cannot go stays, with its reason."""
    sent = 0
    # In the order of the dossiers: two bags that were given the same ones must not lock them crosswise.
    for item in sorted(items, key=lambda item: item.dossier_id or 0):
        if item.dossier is None:
            continue
        try:
            with transaction.atomic():
                dossiers.hand_to_post(dossier=item.dossier, tracking_number=item.posting_number, by=by, at=at)
        except (NotAllowed, InvalidInput, AlreadyDone) as refused:
            item.outcome, item.reason = BagItem.Outcome.REFUSED, str(refused)[:500]
        else:
            item.outcome, item.reason = BagItem.Outcome.SENT, ""
            sent += 1
        item.save(update_fields=["outcome", "reason"])
    return sent


@transaction.atomic
def confirm_parcel(*, item: BagItem, handed_to: str, by: Staff, at: datetime) -> Dossier:
    """Confirm, as a clerk of the post, that `handed_to` showed an identity paper, signed and got the parcel.

    Raises InvalidInput without the name, NotAllowed for a clerk of another post office, AlreadyDone the second time.
    """
    name = one_line(handed_to, 120)
    if len(name) < 2:
        raise InvalidInput({"handed_to": "Hãy ghi họ tên người đã ký nhận."})
    dossier = _on_its_way(item, by, at)
    return dossiers.confirm_delivery(dossier=dossier, handed_to=name, by=_as_post(by), at=at)  # type: ignore[arg-type]


@transaction.atomic
def return_parcel(*, item: BagItem, reason: str, invited_on: Sequence[date], by: Staff, at: datetime) -> Dossier:
    """Return a parcel that could not be delivered after the invitations that the law wants (Circular 17/2017 Art. 5).

    `invited_on` are their days. Raises InvalidInput without a reason or with too few days, NotAllowed, AlreadyDone.
    """
    errors = {}
    today = localise(at).date()
    often, apart = (law.number(name, on=today) for name in ("post.invitations", "post.invitations_apart"))
    if len(set(invited_on)) < often:
        errors["invited_on"] = (
            f"Hãy ghi {number_in_words(often)} ngày đã mời nhận; "
            f"{law.say_times(often)} cách nhau {law.say_working_days(apart)}."
        )
    if len(one_line(reason, 500)) < 5:
        errors["reason"] = "Hãy ghi vì sao không phát được."
    if errors:
        raise InvalidInput(errors)
    dossier = _on_its_way(item, by, at)
    item.reason = one_line(reason, 500)
    item.save(update_fields=["reason"])
    return dossiers.fail_delivery(
        dossier=dossier, reason=reason, invited_on=invited_on, by=_as_post(by), at=at  # type: ignore[arg-type]
    )  # fmt: skip


def _on_its_way(item: BagItem, by: Staff, at: datetime) -> Dossier:
    row = BagItem.objects.select_for_update(of=("self",)).select_related("bag", "dossier").get(pk=item.pk)
    if not may_report_parcel(by, row, at):
        raise NotAllowed("Bưu gửi này không do bưu điện của bạn chuyển.")
    dossier = row.dossier
    if dossier is None or dossier.state != "delivering" or dossier.tracking_number != row.posting_number:
        raise AlreadyDone("Bưu gửi này không còn đang chuyển.")
    return dossier


def _as_post(clerk: Staff) -> Actor:
    """The clerk as an actor: the post is no office, so towards a dossier its clerk acts as the post, by name."""
    return Actor("post", f"{clerk.full_name}, {clerk.office.name}")
