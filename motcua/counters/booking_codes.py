"""A phone is proved for a booking by a code sent to it. Nobody is signed in by it.

A code belongs to the phone and to the browser that asked for it, is kept as a digest, lasts five minutes and five
tries; asking is counted by phone, by address and by device.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.counters.errors import InvalidInput
from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN
from motcua.people.models import PhoneCode
from motcua.people.throttle import count, digest

CODE_LASTS: Final = timedelta(minutes=5)
PROOF_LASTS: Final = timedelta(minutes=30)
MOST_TRIES: Final = 5
_PURPOSE: Final = "booking"
_HOUR: Final = timedelta(hours=1)
_WRONG: Final = "Mã chưa đúng hoặc đã hết hạn. Hãy xem lại tin nhắn, hoặc bấm gửi mã mới."


def send_booking_code(*, phone: str, address: str, device: str, at: datetime, instead_of: int | None = None) -> int:
    """Send a code to a mobile (checked by checks.mobile); returns its number, for the browser to keep.

    `instead_of` is the code this browser asked for before, void from now on. Raises people.throttle.TooMany.
    """
    count(f"booking-code-address:{address}", most=30, wait=_HOUR, at=at)
    if device:
        count(f"booking-code-device:{device}", most=10, wait=_HOUR, at=at)
    count(f"booking-code-phone:{phone}", most=5, wait=_HOUR, at=at)
    with transaction.atomic():
        PhoneCode.objects.filter(pk=instead_of or 0, purpose=_PURPOSE, used_at=None).update(tries=MOST_TRIES)
        PhoneCode.objects.filter(purpose=_PURPOSE, expires_at__lt=at - timedelta(days=1)).delete()
        code = f"{secrets.randbelow(10**6):06d}"
        row = PhoneCode.objects.create(
            phone=_phone(phone), code="", purpose=_PURPOSE, sent_at=at, expires_at=at + CODE_LASTS
        )
        row.code = _digest(row.pk, code)
        row.save(update_fields=["code"])
        record(
            name="appointment.code_sent",
            at=at,
            by=CITIZEN,
            subject=f"phone:{row.phone[:16]}",
            private={"phone": phone, "secret": code},
        )
    return row.pk


def prove_phone(*, number: int, phone: str, code: str, at: datetime) -> int:
    """Check the code and use it up; the number is from now on the proof for booking(). Raises InvalidInput.

    A wrong try is counted even though it fails.
    """
    with transaction.atomic():
        row = PhoneCode.objects.select_for_update().filter(pk=number, purpose=_PURPOSE).first()
        right = row is not None and _take(row, phone, code, at)
    if not right:
        raise InvalidInput({"code": _WRONG})
    return number


def is_proved(*, number: int, phone: str, at: datetime) -> bool:
    """Whether this phone was proved by that code not long before `at`."""
    row = PhoneCode.objects.filter(pk=number, purpose=_PURPOSE, phone=_phone(phone)).first()
    return row is not None and row.used_at is not None and abs(at - row.used_at) <= PROOF_LASTS


def _take(row: PhoneCode, phone: str, code: str, at: datetime) -> bool:
    if row.used_at is not None or row.tries >= MOST_TRIES or not row.sent_at <= at < row.expires_at:
        return False
    row.tries += 1
    typed = "".join(code.split())
    right = hmac.compare_digest(row.code, _digest(row.pk, typed)) and row.phone == _phone(phone)
    if right:
        row.used_at = at
    row.save(update_fields=["tries", "used_at"])
    return right


def _phone(phone: str) -> str:
    return digest(f"phone:{phone}")


def _digest(number: int, code: str) -> str:
    return digest(f"booking-code:{number}\n{code}")
