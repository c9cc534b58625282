"""Seals, their keepers and certificates of the demo. The certificates come from a demo authority nobody trusts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from motcua.management.demo.ha_giang import HA_GIANG
from motcua.management.demo.story import PASSWORD, Story
from motcua.people.models import Office, Staff
from motcua.signing.actions import add_certificate, register_seal
from motcua.signing.models import Certificate, Seal

AUTHORITY: Final = "CA bản demo (không có giá trị pháp lý)"
_YEARS_BEFORE: Final = 1
_LONGEST_NAME: Final = 64  # bytes, by the standard of certificates
_DAYS: Final = 365 * 12  # the demo's clock may be turned on for years


def load_signing(at: datetime, story: Story = HA_GIANG) -> int:
    """Add the seals and unit certificates that are missing; returns how many. `at` is when they were entered."""
    codes = {*story.certified, *(code for row in story.seals for code in row[:2])}
    offices = {office.code: office for office in Office.objects.filter(code__in=codes)}
    staff = {
        person.username: person
        for person in Staff.objects.filter(username__in=[*(row[5] for row in story.seals), story.keeper_of_keys])
    }
    by, added = staff[story.keeper_of_keys], 0
    for owner, place, kind, label, registration, keeper in story.seals:
        if Seal.objects.filter(office=offices[owner], kept_at=offices[place], kind=kind).exists():
            continue
        register_seal(
            office=offices[owner],
            kept_at=offices[place],
            kind=kind,
            label=label,
            registration=registration,
            keeper=staff[keeper],
            by=by,
            at=at,
        )
        added += 1
    of_units = Certificate.objects.filter(staff=None)
    wanted = [code for code in story.certified if not of_units.filter(office=offices[code]).exists()]
    if wanted:
        authority = Authority(at - timedelta(days=365 * _YEARS_BEFORE))
        for code in wanted:
            content = authority.key_file(offices[code].short_name or offices[code].name)
            add_certificate(office=offices[code], content=content, password=PASSWORD, by=by, at=at)
            added += 1
    return added


class Authority:
    """An issuer of demo certificates, with a key of its own made on the spot."""

    def __init__(self, begins: datetime, days: int = _DAYS) -> None:
        self.begins, self.ends = begins, begins + timedelta(days=days)
        self.key = ec.generate_private_key(ec.SECP256R1())  # made in no time, where RSA takes a good part of a second
        self.name = _named(AUTHORITY)
        self.certificate = (
            self._builder(self.name, self.key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs_certificates=True), critical=True)
            .sign(self.key, hashes.SHA256())
        )

    def key_file(
        self,
        name: str,
        password: str = PASSWORD,
        *,
        begins: datetime | None = None,
        ends: datetime | None = None,
        signs: bool = True,
        with_rsa: bool = False,
    ) -> bytes:
        """A PKCS#12 file with a fresh key and its certificate for `name`, behind `password`."""
        key = rsa.generate_private_key(65537, 2048) if with_rsa else ec.generate_private_key(ec.SECP256R1())
        certificate = (
            self._builder(_named(name), key.public_key(), begins, ends)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_documents=signs), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        return pkcs12.serialize_key_and_certificates(
            name.encode(), key, certificate, [self.certificate], BestAvailableEncryption(password.encode())
        )

    def _builder(
        self,
        name: x509.Name,
        key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
        begins: datetime | None = None,
        ends: datetime | None = None,
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins or self.begins)
            .not_valid_after(ends or self.ends)
        )


def _named(name: str) -> x509.Name:
    short = name.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, short)])


def _usage(*, signs_documents: bool = False, signs_certificates: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,
        key_encipherment=not signs_documents and not signs_certificates,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
