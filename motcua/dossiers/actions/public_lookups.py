"""Look a dossier up by code and secret, without signing in, with a limit on wrong tries."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from motcua.dossiers.models import Dossier, LookupAttempts
from motcua.dossiers.submission.secret import NO_SECRET, address_digest, secret_matches
from motcua.refusals import TooManyTries
from motcua.rulebook.numbering import parse_dossier_code

MOST_WRONG_LOOKUPS: Final = 10
LOOKUP_WAIT: Final = timedelta(minutes=15)
"""How long an address waits after MOST_WRONG_LOOKUPS, and after how long without any its count begins anew."""


def find_for_public(code: str, secret: str, *, who: str, at: datetime) -> tuple[Dossier, bool] | None:
    """Find the dossier and whether the secret was right; None for "no such dossier" and "wrong secret" alike.

    With a blank `secret` a known code is found without it (`public_view` then shows its degree alone). `who` is the
    address that asks; tries of one address pass one by one, so that parallel ones are counted too. A right answer does
    not reduce the count. Raises TooManyTries after MOST_WRONG_LOOKUPS wrong ones, whatever is asked then.
    """
    digest = address_digest(who)
    if not secret.strip():
        # No secret is guessed here, so an address may look at its own dossiers without any limit.
        _refuse_while_waiting(LookupAttempts.objects.filter(who=digest).first(), at)
        if (known := _find(code, "")) is not None:
            return known
    with transaction.atomic():
        attempts = _attempts(digest, at)
        _refuse_while_waiting(attempts, at)
        found = _find(code, secret)
        if found is None:
            _count_wrong(attempts, at)
        return found


def _refuse_while_waiting(attempts: LookupAttempts | None, at: datetime) -> None:
    if attempts is not None and attempts.until is not None and attempts.until > at:
        raise TooManyTries(int((attempts.until - at).total_seconds()), MOST_WRONG_LOOKUPS)


def _find(code: str, secret: str) -> tuple[Dossier, bool] | None:
    parsed = parse_dossier_code(code[:100])
    # A code of no dossier's shape is asked for all the same: the answer must not come sooner for it.
    known = Dossier.objects.select_related("office", "resolving_office", "procedure").filter(
        code=str(parsed) if parsed else "-"
    )
    dossier = known.first()
    right = secret_matches(dossier.secret_hash if dossier else NO_SECRET, dossier.code if dossier else "-", secret)
    if dossier is None:
        return None
    if not secret.strip():
        return dossier, False
    return (dossier, True) if right else None


def _attempts(digest: str, at: datetime) -> LookupAttempts:
    """Lock the row of the address: a second request of the same address waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_lookupattempts (who, wrong, last_at) VALUES (%s, 0, %s) ON CONFLICT (who) DO NOTHING",
            [digest, at],
        )
    return LookupAttempts.objects.select_for_update().get(who=digest)


def _count_wrong(attempts: LookupAttempts, at: datetime) -> None:
    quiet = abs(at - attempts.last_at) > LOOKUP_WAIT
    attempts.wrong = 1 if quiet else attempts.wrong + 1
    attempts.last_at = at
    if attempts.wrong >= MOST_WRONG_LOOKUPS:
        attempts.until = at + LOOKUP_WAIT
        attempts.wrong = 0
    attempts.save(update_fields=["wrong", "until", "last_at"])
