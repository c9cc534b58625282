"""Six-digit codes sent to a phone, each for one purpose: made, and used up once. The caller limits how often one asks.

Phone and code are kept as keyed digests. A code lasts five minutes and five tries.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN
from motcua.people.encryption import keyed_digest
from motcua.people.models import PhoneCode

CODE_LASTS: Final = timedelta(minutes=5)
MOST_TRIES: Final = 5
_KEPT: Final = timedelta(days=1)


def make_code(*, phone: str, purpose: str, event: str, at: datetime) -> PhoneCode:
    """Make a code, sent by the reactions of `event`, in the caller's transaction; codes long expired are deleted."""
    PhoneCode.objects.filter(purpose=purpose, expires_at__lt=at - _KEPT).delete()
    code = f"{secrets.randbelow(10**6):06d}"
    row = PhoneCode.objects.create(
        phone=phone_digest(phone), code="", purpose=purpose, sent_at=at, expires_at=at + CODE_LASTS
    )
    row.code = _code_digest(row.pk, code)
    row.save(update_fields=["code"])
    record(
        name=event,
        at=at,
        by=CITIZEN,
        subject=f"phone:{row.phone[:16]}",
        data={"minutes": CODE_LASTS // timedelta(minutes=1)},
        private={"phone": phone, "secret": code},
    )
    return row


def take_code(*, number: int, phone: str, code: str, purpose: str, at: datetime) -> bool:
    """Whether the code is right: used up then, and counted otherwise. Locks the row in the caller's transaction.

    The caller must let that transaction commit, or a wrong try would not count.
    """
    row = PhoneCode.objects.select_for_update().filter(pk=number, purpose=purpose).first()
    if row is None or row.used_at is not None or row.tries >= MOST_TRIES or not row.sent_at <= at < row.expires_at:
        return False
    row.tries += 1
    right = hmac.compare_digest(row.code, _code_digest(row.pk, "".join(code.split())))
    right = right and row.phone == phone_digest(phone)
    if right:
        row.used_at = at
    row.save(update_fields=["tries", "used_at"])
    return right


def phone_digest(phone: str) -> str:
    """The phone as PhoneCode keeps it."""
    return keyed_digest(f"phone:{phone}")


def _code_digest(number: int, code: str) -> str:
    return keyed_digest(f"phone-code:{number}\n{code}")
