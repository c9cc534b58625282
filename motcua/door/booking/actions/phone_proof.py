"""Prove a phone for a booking by a code sent to it; this signs nobody in.

A code belongs to the phone and to the browser that asked for it, is kept as a digest, lasts five minutes and five
tries; asking is counted by phone, by address and by device.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.people.actions.phone_codes import MOST_TRIES, make_code, phone_digest, take_code
from motcua.people.actions.throttle import count_attempt
from motcua.people.models import PhoneCode
from motcua.refusals import InvalidInput

PROOF_LASTS: Final = timedelta(minutes=30)
_PURPOSE: Final = "booking"
_HOUR: Final = timedelta(hours=1)
_WRONG: Final = "Mã chưa đúng hoặc đã hết hạn. Hãy xem lại tin nhắn, hoặc bấm gửi mã mới."


def send_booking_code(*, phone: str, address: str, device: str, at: datetime, instead_of: int | None = None) -> int:
    """Send a code to a mobile (checked by checks.mobile); returns its number, for the browser to keep.

    `instead_of` is the code this browser asked for before, void from now on. Raises TooManyTries.
    """
    count_attempt(f"booking-code-address:{address}", most=30, wait=_HOUR, at=at)
    if device:
        count_attempt(f"booking-code-device:{device}", most=10, wait=_HOUR, at=at)
    count_attempt(f"booking-code-phone:{phone}", most=5, wait=_HOUR, at=at)
    with transaction.atomic():
        PhoneCode.objects.filter(pk=instead_of or 0, purpose=_PURPOSE, used_at=None).update(tries=MOST_TRIES)
        return make_code(phone=phone, purpose=_PURPOSE, event="appointment.code_sent", at=at).pk


def prove_phone(*, number: int, phone: str, code: str, at: datetime) -> int:
    """Check the code and use it up; the number is from now on the proof for book_appointment. Raises InvalidInput.

    A wrong try is counted even though it fails.
    """
    with transaction.atomic():
        right = take_code(number=number, phone=phone, code=code, purpose=_PURPOSE, at=at)
    if not right:
        raise InvalidInput({"code": _WRONG})
    return number


def is_phone_proved(*, number: int, phone: str, at: datetime) -> bool:
    """Whether this phone was proved by that code not long before `at`."""
    row = PhoneCode.objects.filter(pk=number, purpose=_PURPOSE, phone=phone_digest(phone)).first()
    return row is not None and row.used_at is not None and abs(at - row.used_at) <= PROOF_LASTS
