"""Passwords of key files and tokens, locked with the house's key: whoever steals the table cannot sign with it."""

from __future__ import annotations

import base64
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from motcua.refusals import CannotSign

_CHANGED = (
    "Không mở được mật khẩu của chứng thư số vì khóa của hệ thống đã thay đổi. Hãy thu hồi rồi thêm lại chứng thư."
)


def lock_secret(plain: str) -> str:
    """The password as it is stored: only this server opens it."""
    return _boxes().encrypt(plain.encode()).decode()


def open_secret(locked: str) -> str:
    """The password again, with the server's key or those it replaced (settings.SECRET_KEY_FALLBACKS).

    Raises CannotSign where none of them opens it.
    """
    try:
        return _boxes().decrypt(locked.encode()).decode()
    except InvalidToken as wrong:
        raise CannotSign(_CHANGED) from wrong


def _boxes() -> MultiFernet:
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hmac.digest(key.encode(), b"signing-secret", "sha256"))
