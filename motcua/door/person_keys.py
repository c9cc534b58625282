"""A person at the door is known by a keyed digest: found again by who asks with the number, readable by nobody."""

from __future__ import annotations

from motcua.people.actions.throttle import digest


def person_key(*, id_number: str = "", phone: str = "") -> str:
    """Digest of the identity number, else of the phone; "" when neither is known."""
    if id_number:
        return digest(f"door-id:{id_number.strip()}")
    return digest(f"door-phone:{phone.strip()}") if phone.strip() else ""


def phone_key(phone: str) -> str:
    """Digest of a phone, for counting bookings."""
    return digest(f"booking-phone:{phone.strip()}")
