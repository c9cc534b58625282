"""Encrypt secrets that the server must read again (seeds of code apps, passwords of key files, declarations).

The key comes from settings.SECRET_KEY; what older keys (SECRET_KEY_FALLBACKS) encrypted is still read.
"""

from __future__ import annotations

import base64
import hmac
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_FOR: Final = b"motcua.people.encryption"


class Unreadable(Exception):
    """Encrypted with a key that this server no longer has (settings.SECRET_KEY and SECRET_KEY_FALLBACKS)."""


def encrypt(text: str) -> str:
    """The text, encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """The text again; raises Unreadable for what no key of ours encrypted."""
    try:
        return _keys().decrypt(encrypted.encode()).decode()
    except InvalidToken as wrong:
        raise Unreadable from wrong


def _keys() -> MultiFernet:
    """The key in use first, then those it replaced."""
    return MultiFernet([_key(str(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_FOR).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def keyed_digest(text: str) -> str:
    """A digest only this server can make, 64 hexadecimal letters."""
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), "sha256").hex()
