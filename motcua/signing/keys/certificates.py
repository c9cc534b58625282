"""Read the facts of a certificate in words for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

SMALLEST_RSA: Final = 2048


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Names in words, the serial in hex, the SHA-256 of the whole certificate in hex, aware moments (UTC)."""

    subject: str
    issuer: str
    serial: str
    fingerprint: str
    valid_from: datetime
    valid_to: datetime


def certificate_facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """Read a certificate; a name is its common name, else its organisation, else all of it."""
    return CertificateFacts(
        subject=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        serial=f"{certificate.serial_number:X}"[:80],
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        valid_from=certificate.not_valid_before_utc.astimezone(UTC),
        valid_to=certificate.not_valid_after_utc.astimezone(UTC),
    )


def why_it_cannot_sign(certificate: x509.Certificate) -> str:
    """Why a certificate is none that signs documents, in Vietnamese; "" when it is one."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        if key.key_size < SMALLEST_RSA:
            return f"Khóa RSA {key.key_size} bit quá yếu; cần ít nhất {SMALLEST_RSA} bit."
    elif not isinstance(key, ec.EllipticCurvePublicKey):
        return "Loại khóa của chứng thư này không dùng để ký văn bản được (cần RSA hoặc ECDSA)."
    try:
        if certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            return "Đây là chứng thư của tổ chức cấp chứng thư, không phải chứng thư để ký văn bản."
    except x509.ExtensionNotFound:
        pass
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return ""
    if not (usage.digital_signature or usage.content_commitment):
        return "Chứng thư này không được cấp để ký (chỉ dùng cho việc khác, ví dụ mã hóa)."
    return ""


def _name(name: x509.Name) -> str:
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := name.get_attributes_for_oid(kind):
            return " ".join(str(found[0].value).split())[:300]
    return name.rfc4514_string()[:300]
