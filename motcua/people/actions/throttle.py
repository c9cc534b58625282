"""Count tries, and make whoever tries too often wait. Counted by a keyed digest: no names or addresses are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.people.encryption import keyed_digest
from motcua.people.models import SignInAttempts
from motcua.refusals import TooManyTries

_KEPT: Final = timedelta(days=1)


@transaction.atomic
def count_attempt(bucket: str, *, most: int, wait: timedelta, at: datetime) -> None:
    """Count one try at `at` (aware) before it is looked at, so that tries at the same time are counted too.

    Raises TooManyTries while the bucket is full; a refused try is not counted, so a wait never grows by trying.
    """
    who = keyed_digest(bucket)
    tries, made = SignInAttempts.objects.select_for_update().get_or_create(who=who, defaults={"last_at": at})
    if made:  # what is no longer counted is no longer kept
        SignInAttempts.objects.filter(last_at__lt=at - _KEPT).delete()
    quiet = abs(at - tries.last_at) > wait
    if quiet:
        tries.tries = 0
    if tries.tries >= most:
        raise TooManyTries(int((tries.last_at + wait - at).total_seconds()), most)
    tries.tries += 1
    tries.last_at = at
    tries.save(update_fields=["tries", "last_at"])


def forget_attempts(bucket: str) -> None:
    """The try was right: the count begins anew."""
    SignInAttempts.objects.filter(who=keyed_digest(bucket)).delete()
