"""Keys that never leave a device: PKCS#11 tokens and HSMs, by the module named in settings.PKCS11_MODULE."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pkcs11
from cryptography import x509
from django.conf import settings
from pyhanko.config.pkcs11 import PKCS11SignatureConfig, TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, PKCS11SigningContext

from motcua.refusals import CannotSign, InvalidInput

SEPARATOR: Final = "|"  # between the token's label and the key's, in Certificate.key_location
# A token knows one login for the whole process: who signs, signs alone.
_ONE_AT_A_TIME = threading.Lock()

_NO_MODULE: Final = "Máy chủ chưa được cài đặt thiết bị ký số (MOTCUA_PKCS11_MODULE)."


def has_module() -> bool:
    """Whether this house was told how to reach a token."""
    return bool(settings.PKCS11_MODULE)


def read_token(token: str, label: str, pin: str) -> x509.Certificate:
    """The certificate `label` on the token named `token`, once its PIN has opened it and its key was found.

    Raises InvalidInput at "token", "label" or "pin".
    """
    if not has_module():
        raise InvalidInput({"token": _NO_MODULE})
    try:
        with _opened(token, label, pin) as signer:
            signer._load_objects()  # type: ignore[no-untyped-call]
            found = signer.signing_cert
            return x509.load_der_x509_certificate(found.dump())
    except pkcs11.exceptions.PinIncorrect as wrong:
        raise InvalidInput({"pin": "Mã PIN không đúng. Nhập sai nhiều lần thiết bị sẽ tự khóa."}) from wrong
    except (SigningError, pkcs11.PKCS11Error) as wrong:
        if isinstance(wrong.__cause__, pkcs11.exceptions.PinIncorrect | pkcs11.exceptions.PinLenRange):
            raise InvalidInput({"pin": "Mã PIN không đúng. Nhập sai nhiều lần thiết bị sẽ tự khóa."}) from wrong
        if isinstance(wrong.__cause__, pkcs11.PKCS11Error):
            raise InvalidInput({"token": "Không thấy thiết bị này, hoặc thiết bị chưa được cắm."}) from wrong
        raise InvalidInput({"label": "Thiết bị không có chứng thư và khóa mang nhãn này."}) from wrong


@contextmanager
def token_signer(key_location: str, pin: str) -> Iterator[PKCS11Signer]:
    """A signer that asks the token. Raises CannotSign where the token does not answer."""
    if not has_module():
        raise CannotSign(_NO_MODULE)
    token, _, label = key_location.partition(SEPARATOR)
    try:
        with _opened(token, label, pin) as signer:
            yield signer
    except (SigningError, pkcs11.PKCS11Error) as wrong:
        raise CannotSign("Thiết bị ký số không trả lời. Hãy kiểm tra thiết bị rồi thử lại.") from wrong


@contextmanager
def _opened(token: str, label: str, pin: str) -> Iterator[PKCS11Signer]:
    config = PKCS11SignatureConfig(
        module_path=settings.PKCS11_MODULE,
        token_criteria=TokenCriteria(label=token),
        cert_label=label,
        user_pin=pin,
    )
    with _ONE_AT_A_TIME, PKCS11SigningContext(config) as signer:
        yield signer
