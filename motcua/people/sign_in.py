"""How often a password may be tried: as often as an honest person needs and no more."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from motcua.people.models import SignInAttempts

MOST_WRONG: Final = 10
WAIT: Final = timedelta(minutes=15)
"""How long one name from one address waits after ten wrong passwords, and after how long its count begins anew."""
_KEPT: Final = timedelta(days=1)


class TooManyPasswords(Exception):
    """Ten passwords were wrong: wait for `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@transaction.atomic
def count_try(*, username: str, address: str, at: datetime) -> None:
    """Count a try at `at` (aware) before its password is looked at, so that tries at the same time are counted too.

    A try that turns out right is taken back by `forget_tries`. Raises TooManyPasswords while the name must wait.
    """
    who = _who(username, address)
    tries, made = SignInAttempts.objects.select_for_update().get_or_create(who=who, defaults={"last_at": at})
    if made:  # what is no longer counted is no longer kept
        SignInAttempts.objects.filter(last_at__lt=at - _KEPT).delete()
    quiet = abs(at - tries.last_at) > WAIT
    if quiet:
        tries.tries = 0
    if tries.tries >= MOST_WRONG:
        raise TooManyPasswords(int((tries.last_at + WAIT - at).total_seconds()))
    tries.tries += 1
    tries.last_at = at
    tries.save(update_fields=["tries", "last_at"])


def forget_tries(*, username: str, address: str) -> None:
    """The password was right: the count begins anew."""
    SignInAttempts.objects.filter(who=_who(username, address)).delete()


def _who(username: str, address: str) -> str:
    """A digest only this server can make: names and addresses are counted without being kept."""
    told = f"sign-in:{address}\n{username.strip().casefold()}"
    return hmac.digest(settings.SECRET_KEY.encode(), told.encode(), "sha256").hex()
