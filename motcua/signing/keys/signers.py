"""Open the key behind a certificate's row, to sign with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.files.storage import default_storage
from pyhanko.sign.signers import Signer

from motcua.people.encryption import Unreadable, decrypt
from motcua.refusals import CannotSign
from motcua.signing.keys.files import LARGEST, signer_from
from motcua.signing.keys.tokens import token_signer
from motcua.signing.models import Certificate

_CHANGED: Final = (
    "Không mở được mật khẩu của chứng thư số vì khóa của hệ thống đã thay đổi. Hãy thu hồi rồi thêm lại chứng thư."
)


@contextmanager
def open_signer(certificate: Certificate) -> Iterator[Signer]:
    """A signer with the certificate's key while the block lasts. Raises CannotSign where the key is out of reach."""
    try:
        password = decrypt(certificate.secret)
    except Unreadable as wrong:
        raise CannotSign(_CHANGED) from wrong
    if certificate.source == Certificate.Source.PKCS11:
        with token_signer(certificate.key_location, password) as signer:
            yield signer
        return
    try:
        with default_storage.open(certificate.key_location, "rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as wrong:
        raise CannotSign("Không thấy tệp chứng thư số trong kho. Hãy thêm lại chứng thư.") from wrong
    yield signer_from(content, password)
