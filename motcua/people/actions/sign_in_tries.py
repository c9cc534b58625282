"""Limit tries of passwords and second-factor codes, without making others wait for what an attacker does.

Wrong passwords are counted for one name from one address, so who attacks a name from elsewhere makes nobody wait. A
device at which the person signed in before is known by a signed cookie and has a count of its own: even an attack from
the same address (the shop's own network) leaves the honest person's device free.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.core import signing

from motcua.people.actions.throttle import count_attempt, forget_attempts
from motcua.people.encryption import keyed_digest

MOST_WRONG_PASSWORDS: Final = 10
SIGN_IN_WAIT: Final = timedelta(minutes=15)
"""How long a name waits at an address after MOST_WRONG_PASSWORDS, and after how long its count begins anew."""
MOST_WRONG_CODES: Final = 5
"""Wrong second-factor codes of one person: only who knows the password gets so far."""
DEVICE_KNOWN_FOR: Final = timedelta(days=180)
_SALT: Final = "motcua.people.known-device"


def count_password_try(*, username: str, address: str, at: datetime, device: str = "") -> None:
    """Count a try at `at` (aware) before its password is looked at.

    A try that turns out right is taken back by `forget_tries`. Raises TooManyTries while this name must wait at
    this address, or at this `device` (the cookie it sent) where the person signed in there before.
    """
    count_attempt(_bucket(username, address, device), most=MOST_WRONG_PASSWORDS, wait=SIGN_IN_WAIT, at=at)


def forget_password_tries(*, username: str, address: str, device: str = "") -> None:
    """The password was right: the count begins anew."""
    forget_attempts(_bucket(username, address, device))


def count_code_try(*, username: str, at: datetime, device: str = "") -> None:
    """Count a try of a second-factor code, over all addresses, for a strange device; apart for a known one.

    Raises TooManyTries. Codes have six digits: from many addresses at once they could be guessed.
    """
    count_attempt(_code_bucket(username, device), most=MOST_WRONG_CODES, wait=SIGN_IN_WAIT, at=at)


def forget_code_tries(*, username: str, device: str = "") -> None:
    """The code was right."""
    forget_attempts(_code_bucket(username, device))


def device_cookie(*, username: str, device: str = "") -> str:
    """What a device keeps after a sign-in, so that it is known for half a year; the same number if it was known."""
    return signing.dumps([known_device(username, device) or secrets.token_hex(12), _plain(username)], salt=_SALT)


def known_device(username: str, device: str) -> str:
    """The number of the device if its cookie is ours, not too old and for this very name; else ""."""
    try:
        told = signing.loads(device, salt=_SALT, max_age=DEVICE_KNOWN_FOR)
        number, name = told
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return str(number) if name == _plain(username) else ""


def _bucket(username: str, address: str, device: str) -> str:
    if number := known_device(username, device):
        return f"sign-in-device:{number}\n{_name(username)}"
    return f"sign-in:{address}\n{_name(username)}"


def _code_bucket(username: str, device: str) -> str:
    return f"second-factor:{known_device(username, device) or '-'}\n{_name(username)}"


def _plain(username: str) -> str:
    """A digest of the name: the cookie says nobody's name."""
    return keyed_digest(f"device-name:{_name(username)}")[:24]


def _name(username: str) -> str:
    return username.strip().casefold()
