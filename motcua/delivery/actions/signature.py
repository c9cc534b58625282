"""Sign a hand-over record; of an incoming bag this is the legal moment of submission (Decision 45/2016 Art. 7.4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from motcua.delivery.actions.bags import lock_bag, record_bag
from motcua.delivery.actions.outgoing import hand_over
from motcua.delivery.models import Bag, BagItem
from motcua.delivery.permissions import may_sign_bag
from motcua.dossiers.actions.numbers import next_number
from motcua.dossiers.submission.text import one_line
from motcua.people.models import Staff
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.work_calendar import localise

MISSING = "Thiếu khi giao nhận: có trong bản kê, không có trong túi."


@transaction.atomic
def sign_bag(
    *,
    bag: Bag,
    by: Staff,
    at: datetime,
    declared: int | None = None,
    note: str = "",
    missing: Collection[int] = (),
    expected_version: int | None = None,
) -> Bag:
    """Sign the bag's record at `at` (aware), with the postman; it gets its number and is never edited afterwards.

    `declared` is how many parcels the post's list names, `missing` the ids of rows that were not in the bag. A count
    that does not agree needs an explanation in `note`. A bag signed already is returned unchanged. An outgoing bag's
    results are handed to the post in the same act. Raises InvalidInput, NotAllowed, AlreadyDone for a stale version.
    """
    row = lock_bag(bag)
    if row.signed_at is not None:
        return row
    if expected_version is not None and row.version != expected_version:
        row = lock_bag(bag, expected_version)
    if not may_sign_bag(by, row, at):
        raise NotAllowed("Bạn không ký được biên bản giao nhận của đơn vị này.")
    items = list(row.items.select_for_update(of=("self",)))
    if not items:
        raise InvalidInput({"rows": "Biên bản chưa có bưu gửi nào."})
    lost = [item for item in items if item.pk in missing] if row.direction == Bag.Direction.IN else []
    there = len(items) - len(lost)
    said = one_line(note, 400)
    if declared is not None and declared != there:
        if not said:
            raise InvalidInput({"note": f"Bưu điện kê {declared}, thực nhận {there}. Hãy ghi rõ chênh lệch."})
        said = f"Bưu điện kê {declared}, thực nhận {there}. {said}"
    for item in lost:
        item.outcome, item.reason = BagItem.Outcome.REFUSED, MISSING
        item.save(update_fields=["outcome", "reason"])
    year = localise(at).year
    word = "BBGN" if row.direction == Bag.Direction.IN else "BBGKQ"
    row.number = f"{next_number(f'bag:{row.office.code}:{row.direction}:{year}'):04d}/{year}/{word}"
    row.signed_at, row.signed_by, row.note = at, by, said[:500]
    row.version += 1
    row.save()
    sent = hand_over(row, items, by=by, at=at) if row.direction == Bag.Direction.OUT else there
    record_bag("bag.signed", row, by=by, at=at, direction=row.direction, items=sent, missing=len(lost),
             collected=sum(item.collected for item in items))  # fmt: skip
    return row
