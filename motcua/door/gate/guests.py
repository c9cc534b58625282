"""The guest at the door, as far as known, and the words for a pass that does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua.door.gate.models import Visit
from motcua.door.health.models import Pass
from motcua.people.models import Staff

PASS_WORDS: Final = {
    "unknown": "Mã này không phải do đơn vị cấp, hoặc đã bị xóa.",
    "elsewhere": "Mã này của đơn vị khác.",
    "revoked": "Mã này đã bị thu hồi.",
    "not_yet": "Mã này chưa đến giờ dùng.",
    "expired": "Mã này đã hết hạn.",
}


@dataclass(frozen=True, slots=True)
class Guest:
    """The person at the door, as far as known: nothing at all is enough to be counted.

    `who` is visitor or staff; `person` is the key of person_keys, "" where neither number nor phone is known.
    """

    who: str = Visit.Who.VISITOR
    full_name: str = ""
    phone: str = ""
    person: str = ""
    given_pass: Pass | None = None
    appointment_id: int | None = None
    ticket_id: int | None = None
    staff: Staff | None = None

    @property
    def is_staff(self) -> bool:
        return self.who == Visit.Who.STAFF
