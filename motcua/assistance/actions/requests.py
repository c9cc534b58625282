"""Ask the support desk for help, by call back or by messages on a private page; no account is needed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.assistance.models import HelpMessage, HelpRequest
from motcua.assistance.permissions import ASKED
from motcua.assistance.text import plain_line, plain_lines
from motcua.catalog.models import Procedure
from motcua.dossiers.models import Draft
from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN
from motcua.people import checks
from motcua.people.actions.throttle import count_attempt
from motcua.people.models import Office
from motcua.refusals import InvalidInput, NotAllowed

LONGEST_MESSAGE: Final = 1000
MOST_MESSAGES: Final = 200
"""Of one question, both sides together: a page that people can still read, and no place to store things in."""
_HOUR: Final = timedelta(hours=1)
_FROM_AN_ADDRESS: Final = 8
_FROM_A_DEVICE: Final = 4
_TO_A_PHONE: Final = 3
_IN_TEN_MINUTES: Final = 15


@transaction.atomic
def count_question(*, address: str, device: str, at: datetime) -> None:
    """Count one question for the address and for the device. Raises TooManyTries past the limit of the hour.

    One address may ask 8 times an hour, one browser 4 times. The count has its own transaction, so that a question
    refused for another reason is counted too.
    """
    if device:
        count_attempt(f"help-device:{device}", most=_FROM_A_DEVICE, wait=_HOUR, at=at)
    count_attempt(f"help-address:{address}", most=_FROM_AN_ADDRESS, wait=_HOUR, at=at)


@transaction.atomic
def ask_help(
    *,
    kind: str,
    office: Office,
    name: str,
    at: datetime,
    phone: str = "",
    when: str = "",
    text: str = "",
    procedure: Procedure | None = None,
    draft: Draft | None = None,
) -> HelpRequest:
    """Ask `office` for help at `at` (aware): `call_back` needs a phone, `chat` a first message.

    `when` says when a call suits, as people write it. Raises InvalidInput (field → message), NotAllowed for an office
    that takes no questions. TooManyTries after three calls to the same phone within the hour.
    """
    if office.kind not in ASKED or not office.active:
        raise NotAllowed("Đơn vị này không nhận yêu cầu trợ giúp.")
    errors: dict[str, str] = {}
    called, said, suits = plain_line(name, 120), plain_lines(text, LONGEST_MESSAGE), plain_line(when, 120)
    if kind not in HelpRequest.Kind.values:
        errors["kind"] = "Hãy chọn nhắn tin hoặc gọi lại."
    if len(called) < 2:
        errors["name"] = "Hãy cho biết tên bạn."
    number = checks.phone(phone) if phone.strip() else None
    if number is not None and not number.ok:
        errors["phone"] = number.error
    if kind == HelpRequest.Kind.CALL_BACK and number is None:
        errors["phone"] = "Hãy nhập số điện thoại để chúng tôi gọi lại."
    if kind == HelpRequest.Kind.CHAT and not said:
        errors["text"] = "Hãy viết điều bạn muốn hỏi."
    if errors:
        raise InvalidInput(errors)
    digits = number.value if number is not None else ""
    if kind == HelpRequest.Kind.CALL_BACK:
        count_attempt(f"help-phone:{digits}", most=_TO_A_PHONE, wait=_HOUR, at=at)
    row = HelpRequest.objects.create(
        kind=kind,
        office=office,
        procedure=procedure or (draft.procedure if draft is not None else None),
        draft=draft if draft is not None and draft.dossier_id is None else None,
        name=called,
        phone=digits,
        asked_at=at,
    )
    first = "\n".join(part for part in (f"Gọi vào lúc: {suits}" if suits else "", said) if part)
    if first:
        HelpMessage.objects.create(request=row, text=first, at=at)
    record(
        name="help.asked",
        at=at,
        by=CITIZEN,
        subject=f"help:{row.pk}",
        office_path=office.path,
        data={"kind": kind, "procedure": row.procedure.code if row.procedure is not None else ""},
    )
    return row


@transaction.atomic
def say_more(*, request: HelpRequest, text: str, at: datetime) -> HelpMessage:
    """Add a message of the person to the question. InvalidInput; NotAllowed once it was closed; TooManyTries."""
    row = HelpRequest.objects.select_for_update().get(pk=request.pk)
    if row.state == HelpRequest.State.CLOSED:
        raise NotAllowed("Cuộc trao đổi này đã xong. Nếu còn điều muốn hỏi, hãy gửi câu hỏi mới.")
    said = checked_message(row, text)
    count_attempt(f"help-say:{row.pk}", most=_IN_TEN_MINUTES, wait=timedelta(minutes=10), at=at)
    return HelpMessage.objects.create(request=row, text=said, at=at)


def checked_message(row: HelpRequest, text: str) -> str:
    """The message as kept. Raises InvalidInput({"text": …}) when empty or when the talk is too long already."""
    said = plain_lines(text, LONGEST_MESSAGE)
    if not said:
        raise InvalidInput({"text": "Hãy viết lời nhắn."})
    if row.messages.count() >= MOST_MESSAGES:
        raise InvalidInput({"text": "Cuộc trao đổi đã dài. Hãy gọi điện hoặc gửi câu hỏi mới."})
    return said
