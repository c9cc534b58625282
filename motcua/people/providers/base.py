"""What an identity provider tells us, in our own words whichever provider it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IdentityClaims:
    """What a provider says of a person, checked; e-mail is never taken from it."""

    subject: str
    full_name: str
    id_number: str
    phone: str = ""
    birth_date: date | None = None
    address: str = ""
