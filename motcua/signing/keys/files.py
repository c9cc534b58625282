"""PKCS#12 files: a certificate, its key and those who issued it, behind a password."""

from __future__ import annotations

from typing import Final

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner

from motcua.refusals import CannotSign, InvalidInput

LARGEST: Final = 100 * 1024

_NO_FILE: Final = "Đây không phải tệp chứng thư số PKCS#12 (.p12, .pfx). Hãy chọn đúng tệp do nhà cung cấp giao."
_WRONG_PASSWORD: Final = "Mật khẩu không mở được tệp này. Hãy kiểm tra chữ hoa, chữ thường rồi nhập lại."
_NO_KEY: Final = "Tệp này không có khóa bí mật để ký. Hãy xuất lại tệp PKCS#12 kèm khóa bí mật."


def read_key_file(content: bytes, password: str) -> x509.Certificate:
    """The signing certificate of a PKCS#12 file, once its password has opened it and its key was found.

    Raises InvalidInput at "file" or "password".
    """
    if not content or len(content) > LARGEST or not _is_pkcs12(content):
        raise InvalidInput({"file": _NO_FILE})
    try:
        opened = pkcs12.load_pkcs12(content, password.encode())
    except ValueError as wrong:
        raise InvalidInput({"password": _WRONG_PASSWORD}) from wrong
    except Exception as wrong:
        # A hostile file can make the decoder stumble in many ways; none of them is a key file.
        raise InvalidInput({"file": _NO_FILE}) from wrong
    if opened.key is None or opened.cert is None:
        raise InvalidInput({"file": _NO_KEY})
    return opened.cert.certificate


def signer_from(content: bytes, password: str) -> SimpleSigner:
    """A signer with the file's key and chain. Raises CannotSign where the file no longer opens."""
    try:
        signer: SimpleSigner | None = SimpleSigner.load_pkcs12_data(
            content, other_certs=[], passphrase=password.encode()
        )
    except ValueError as wrong:
        raise CannotSign("Tệp chứng thư số trong kho không mở được bằng mật khẩu đã lưu. Hãy thêm lại.") from wrong
    if signer is None:
        raise CannotSign("Tệp chứng thư số trong kho đã hỏng. Hãy thêm lại chứng thư.")
    return signer


def _is_pkcs12(content: bytes) -> bool:
    try:
        return bool(asn1_pkcs12.Pfx.load(content, strict=True)["version"].native == "v3")
    except (ValueError, TypeError, KeyError):
        return False
