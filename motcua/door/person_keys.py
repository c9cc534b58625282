"""Keyed digests of persons at the door: found again by asking with the number, readable by nobody."""

from __future__ import annotations

from motcua.people.encryption import keyed_digest


def person_key(*, id_number: str = "", phone: str = "") -> str:
    """Digest of the identity number, else of the phone; "" when neither is known."""
    if id_number:
        return keyed_digest(f"door-id:{id_number.strip()}")
    return keyed_digest(f"door-phone:{phone.strip()}") if phone.strip() else ""


def phone_key(phone: str) -> str:
    """Digest of a phone, for counting bookings."""
    return keyed_digest(f"booking-phone:{phone.strip()}")
