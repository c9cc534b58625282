"""Post a sentence on the boards of a unit, and take it down: acts of the unit's head."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from motcua.door.boards.models import Announcement
from motcua.door.live import send_live_update
from motcua.door.permissions import RUNS_PLACES, may_run_places
from motcua.door.places.models import Premises
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

LONGEST = 300  # signs
FARTHEST = timedelta(days=366)


@transaction.atomic
def post_announcement(
    *,
    premises_id: int,
    text: str,
    by: Staff,
    at: datetime,
    shown_from: datetime | None = None,
    shown_until: datetime | None = None,
    spoken: bool = False,
) -> Announcement:
    """Show a sentence on the unit's boards from `shown_from` (or `at`) until `shown_until` (or until withdrawn).

    All moments aware. NotAllowed for who does not head the unit; InvalidInput on text, shown_from, shown_until.
    """
    premises = _headed(premises_id, by, at)
    words = " ".join(text.split())
    begins = shown_from or at
    wrong: dict[str, str] = {}
    if not words:
        wrong["text"] = "Hãy ghi câu thông báo."
    elif len(words) > LONGEST:
        wrong["text"] = f"Câu thông báo dài quá {LONGEST} ký tự, người ở xa không kịp đọc."
    elif not words.isprintable():
        wrong["text"] = "Câu thông báo có ký tự không hiện được."
    for name, moment in (("shown_from", begins), ("shown_until", shown_until)):
        # A comparison, not a difference: some moments are too far for one.
        if moment is not None and not at - FARTHEST <= moment <= at + FARTHEST:
            wrong[name] = "Hãy chọn lúc cách bây giờ không quá một năm."
    if "shown_until" not in wrong and shown_until is not None and shown_until <= max(begins, at):
        wrong["shown_until"] = "Lúc thôi hiện phải sau lúc bắt đầu và sau bây giờ."
    if wrong:
        raise InvalidInput(wrong)
    row = Announcement.objects.create(
        premises=premises, text=words, spoken=spoken, shown_from=begins, shown_until=shown_until, by=by
    )
    _record("board.announced", row, by=by, at=at)
    return row


@transaction.atomic
def withdraw_announcement(*, announcement_id: int, by: Staff, at: datetime) -> Announcement:
    """Take a sentence down at `at` (aware); it stays on record.

    NotAllowed for one that is not there or whose unit `by` does not head, AlreadyDone where it ended before.
    """
    row = Announcement.objects.select_for_update().filter(pk=announcement_id).first()
    if row is None:
        raise NotAllowed("Không có thông báo này.")
    row.premises = _headed(row.premises_id, by, at)
    if row.shown_until is not None and row.shown_until <= at:
        raise AlreadyDone("Thông báo này đã thôi hiện rồi.")
    row.shown_until = at
    row.save(update_fields=["shown_until"])
    _record("board.withdrawn", row, by=by, at=at)
    return row


def _headed(premises_id: int, by: Staff, at: datetime) -> Premises:
    premises = Premises.objects.select_related("office").filter(pk=premises_id).first()
    if premises is None or not may_run_places(by, premises.office, at):
        raise NotAllowed(only_roles(RUNS_PLACES, "được đăng, gỡ thông báo trên bảng của đơn vị."))
    return premises


def _record(name: str, row: Announcement, *, by: Staff, at: datetime) -> None:
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"announcement:{row.pk}",
        subject_label=row.text[:60],
        office_path=row.premises.office.path,
        data={"text": row.text, "spoken": row.spoken},
    )
    send_live_update(row.premises_id)
