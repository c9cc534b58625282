"""Add a certificate that signs for a unit or a person; revoke it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final

from cryptography import x509
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from motcua.journal.actions import record
from motcua.people.encryption import encrypt
from motcua.people.models import Office, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.vietnamese import say_moment
from motcua.signing.keys.certificates import certificate_facts_of, why_it_cannot_sign
from motcua.signing.keys.files import read_key_file
from motcua.signing.keys.tokens import SEPARATOR, read_token
from motcua.signing.models import Certificate
from motcua.signing.permissions import require_keeper

_DUPLICATE: Final = "Chứng thư này đã có trong hệ thống."


@transaction.atomic
def add_certificate(
    *, office: Office, content: bytes, password: str, by: Staff, at: datetime, staff: Staff | None = None
) -> Certificate:
    """Add the certificate of a PKCS#12 file as the unit's, or as `staff`'s own; the password is kept encrypted.

    Raises InvalidInput at "file", "password" or "staff" (no key file, wrong password, expired, not yet valid, no
    signing key, known already, a person of another office), NotAllowed for anyone who does not look after the office.
    """
    require_keeper(by, office, at)
    found = read_key_file(content, password)
    return _add(
        found, office=office, staff=staff, by=by, at=at, source=Certificate.Source.PKCS12, secret=password,
        field="file", content=content,
    )  # fmt: skip


@transaction.atomic
def add_token_certificate(
    *, office: Office, token: str, label: str, pin: str, by: Staff, at: datetime, staff: Staff | None = None
) -> Certificate:
    """Add the certificate that a PKCS#11 token holds under `label`; the key stays there, the PIN is kept encrypted.

    Raises as `add_certificate`, at "token", "label" or "pin".
    """
    require_keeper(by, office, at)
    token, label = token.strip(), label.strip()
    if not token or SEPARATOR in token or len(token) > 64:
        raise InvalidInput({"token": "Hãy nhập tên (nhãn) của thiết bị ký số."})
    if not label or SEPARATOR in label or len(label) > 120:
        raise InvalidInput({"label": "Hãy nhập nhãn của chứng thư trong thiết bị."})
    found = read_token(token, label, pin)
    return _add(
        found, office=office, staff=staff, by=by, at=at, source=Certificate.Source.PKCS11, secret=pin, field="label",
        key_location=f"{token}{SEPARATOR}{label}",
    )  # fmt: skip


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, by: Staff, at: datetime) -> Certificate:
    """Revoke the certificate from `at` (aware) on; documents it signed before stay as they were.

    Raises InvalidInput without a reason, NotAllowed without the right, or where it is revoked already.
    """
    row = Certificate.objects.select_for_update(of=("self",)).select_related("office").get(pk=certificate.pk)
    require_keeper(by, row.office, at)
    why = " ".join(reason.split())[:300]
    if not why:
        raise InvalidInput({"reason": "Hãy ghi lý do thu hồi."})
    if row.revoked_at is not None:
        raise NotAllowed(f"Chứng thư này đã bị thu hồi lúc {say_moment(row.revoked_at, year=True)}.")
    row.revoked_at, row.revoked_why = at, why
    row.save(update_fields=["revoked_at", "revoked_why"])
    _record("certificate.revoked", row, by=by, at=at, why=why)
    return row


def _add(
    found: x509.Certificate,
    *,
    office: Office,
    staff: Staff | None,
    by: Staff,
    at: datetime,
    source: str,
    secret: str,
    field: str,
    key_location: str = "",
    content: bytes = b"",
) -> Certificate:
    facts = certificate_facts_of(found)
    if why := why_it_cannot_sign(found):
        raise InvalidInput({field: why})
    if facts.valid_to < at:
        raise InvalidInput({field: f"Chứng thư này đã hết hạn lúc {say_moment(facts.valid_to, year=True)}."})
    if facts.valid_from > at:
        raise InvalidInput({field: f"Chứng thư này chưa có hiệu lực trước {say_moment(facts.valid_from, year=True)}."})
    if staff is not None and staff.office_id != office.pk:
        raise InvalidInput({"staff": f"{staff.full_name} không thuộc {office.name}."})
    if not key_location:
        key_location = default_storage.save(f"signing/{secrets.token_hex(16)}.p12", ContentFile(content))
    row, new = Certificate.objects.get_or_create(
        fingerprint=facts.fingerprint,
        defaults={
            "office": office,
            "staff": staff,
            "source": source,
            "key_location": key_location,
            "secret": encrypt(secret),
            "subject": facts.subject,
            "issuer": facts.issuer,
            "serial": facts.serial,
            "valid_from": facts.valid_from,
            "valid_to": facts.valid_to,
            "added_by": by,
            "added_at": at,
        },
    )
    if not new:
        if content:
            default_storage.delete(key_location)
        raise InvalidInput({field: _DUPLICATE})
    _record("certificate.added", row, by=by, at=at)
    return row


def _record(name: str, row: Certificate, *, by: Staff, at: datetime, **data: str) -> None:
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"certificate:{row.pk}",
        subject_label=row.subject[:200],
        office_path=row.office.path,
        data={"serial": row.serial, **data},
    )
