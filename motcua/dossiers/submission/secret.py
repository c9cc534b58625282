"""Make and check the look-up secret, which with the code opens more of a dossier to a person.

It is derived from the server's key and the submission's key, so a repeated submission and a reprinted slip bear the
same secret while the database holds only a keyed digest.
"""

from __future__ import annotations

import hmac
from typing import Final
from uuid import UUID

from django.conf import settings

from motcua.dossiers.models import Draft
from motcua.rulebook.numbering import SECRET_BYTES, lookup_secret, normalise_secret

NO_SECRET: Final = "-" * 64
"""Stands for the digest of a dossier that does not exist: as long as a real one, equal to none."""


def secret_for(submission_key: UUID) -> str:
    """The secret of the dossier with this key, in three groups of four letters."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"dossier-secret:" + submission_key.bytes, "sha256")
    return lookup_secret(digest[:SECRET_BYTES])


def hash_secret(code: str, secret: str) -> str:
    """The stored digest of code and secret; keyed, so that a stolen table does not allow guessing."""
    return _hash(settings.SECRET_KEY, code, secret)


def secret_matches(stored: str, code: str, secret: str) -> bool:
    """Compare in constant time, with the key and those it replaced (settings.SECRET_KEY_FALLBACKS)."""
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    # Every key is tried whatever the first says.
    matches = [hmac.compare_digest(stored.encode(), _hash(key, code, secret).encode()) for key in keys]
    return any(matches)


def address_digest(text: str) -> str:
    """A keyed digest of an address, so that addresses are counted without being stored."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"who:" + text.encode(), "sha256").hex()


def _hash(key: str, code: str, secret: str) -> str:
    plain = normalise_secret(secret[:64]) or f"?{secret[:64]}"
    return hmac.digest(key.encode(), f"dossier-lookup:{code}\n{plain}".encode(), "sha256").hex()


def secret_of_draft(draft: Draft) -> str:
    """The secret again, for the session that holds the draft; "" if not submitted, or the server's key has changed."""
    dossier = draft.dossier
    if dossier is None:
        return ""
    secret = secret_for(dossier.submission_key)
    return secret if secret_matches(dossier.secret_hash, dossier.code, secret) else ""
