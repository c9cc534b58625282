"""Return the result: in person, online, or by the post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from motcua.dossiers.actions.linked_set import continue_linked_set
from motcua.dossiers.actions.register import note_end_in_register
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock, take_step
from motcua.dossiers.messages import say_brought_back
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.results.readiness import has_result
from motcua.dossiers.submission.text import one_line, reason_of, sentence
from motcua.people.calendars import calendar_of
from motcua.people.models import Staff
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook import law
from motcua.rulebook.deadlines import post_may_bring_back
from motcua.rulebook.vietnamese import say_day
from motcua.rulebook.work_calendar import WorkCalendar, localise

_NOTHING = "Chưa có kết quả để trả. Hãy tải tệp kết quả lên hoặc ghi số văn bản trước."


@transaction.atomic
def return_result(
    *, dossier: Dossier, handed_to: str, by: Staff, at: datetime, expected_version: int | None = None
) -> Dossier:
    """Record that the result was handed to `handed_to` (a name), or seen online (`handed_to` is then the applicant).

    Raises InvalidInput without a name, NotAllowed without a result or the role, AlreadyDone the second time.
    """
    name = one_line(handed_to, 120)
    if len(name) < 2:
        raise InvalidInput({"handed_to": "Hãy ghi họ tên người đã nhận kết quả."})
    row = lock(dossier, expected_version)
    take_step(row, "return_result", by=by, at=at, note=name)
    if not has_result(row):
        raise NotAllowed(_NOTHING)
    return _returned(row, name, by, at)


@transaction.atomic
def hand_to_post(
    *, dossier: Dossier, tracking_number: str, by: Staff, at: datetime, expected_version: int | None = None
) -> Dossier:
    """Give the result to the post, with the number of its journey; the person is told both.

    Raises InvalidInput without a number or an address, NotAllowed without a result or the role.
    """
    number = one_line(tracking_number, 60)
    if not number:
        raise InvalidInput({"tracking_number": "Hãy ghi số hiệu bưu gửi."})
    row = lock(dossier, expected_version)
    if not (row.return_address or row.applicant_address):
        raise InvalidInput({"tracking_number": "Hồ sơ chưa có địa chỉ để bưu điện chuyển kết quả."})
    take_step(row, "hand_to_post", by=by, at=at, note=number)
    if not has_result(row):
        raise NotAllowed(_NOTHING)
    row.tracking_number = number
    row.return_address = row.return_address or row.applicant_address
    row.save()
    record_and_send("dossier.handed_to_post", row, by=by, at=at, tracking_number=number)
    return row


@transaction.atomic
def confirm_delivery(
    *, dossier: Dossier, handed_to: str, by: Staff, at: datetime, expected_version: int | None = None
) -> Dossier:
    """The post has handed the result to `handed_to` (Decision 45/2016: the receiver shows a paper and signs)."""
    row = lock(dossier, expected_version)
    name = one_line(handed_to, 120) or row.applicant_name
    take_step(row, "deliver", by=by, at=at, note=name)
    return _returned(row, name, by, at)


@transaction.atomic
def fail_delivery(
    *,
    dossier: Dossier,
    reason: str,
    by: Staff,
    at: datetime,
    invited_on: Sequence[date] = (),
    expected_version: int | None = None,
) -> Dossier:
    """Record that the post brought the result back undelivered, to be fetched at the unit or sent again.

    `invited_on` are the days on which the post invited the receiver. How many, and how far apart, is its duty
    (Circular 17/2017 Art. 5); fewer or closer ones are taken all the same, as the result is back, and said so.
    Raises InvalidInput without a reason, NotAllowed.
    """
    why = reason_of(reason, "Hãy ghi vì sao bưu điện không phát được.", longest=1000)
    days = sorted(set(invited_on))
    if days and days[-1] > localise(at).date():
        raise InvalidInput({"invited_on": "Ngày mời nhận không thể sau hôm nay."})
    row = lock(dossier, expected_version)
    invited = _say_invitations(days, calendar_of(row.office))
    take_step(row, "fail_delivery", by=by, at=at, note=f"{sentence(why)} {invited}")
    tracking_number, row.tracking_number = row.tracking_number, ""
    row.save()
    record_and_send("dossier.delivery_failed", row, by=by, at=at, why=sentence(why), invited=invited,
         invited_on=[day.isoformat() for day in days], tracking_number=tracking_number,
         how=say_brought_back(row))  # fmt: skip
    return row


def _say_invitations(days: Sequence[date], calendar: WorkCalendar) -> str:
    if not days:
        return "Không rõ bưu điện đã mời nhận mấy lần."
    said = f"Bưu điện đã mời nhận {len(days)} lần: {', '.join(say_day(day, year=True) for day in days)}."
    if not post_may_bring_back(days, calendar):
        often, apart = (law.number(name, on=days[-1]) for name in ("post.invitations", "post.invitations_apart"))
        said += f" Chưa đủ {law.say_times(often)} cách nhau {law.say_working_days(apart)}."
    return said


def _returned(row: Dossier, name: str, by: Staff, at: datetime) -> Dossier:
    row.handed_to = name
    row.returned_at = at
    row.save()
    way = Channel.POSTAL if row.tracking_number else row.return_channel
    record_and_send("dossier.returned", row, by=by, at=at, handed_to=name, way=str(way))
    note_end_in_register(row, at=at)
    continue_linked_set(row, by=by, at=at)
    return row
