"""Sign a document of the house with one of its certificates."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import NotAllowed
from motcua.rulebook.vietnamese import say_moment
from motcua.rulebook.work_calendar import localise
from motcua.signing.keys.signers import open_signer
from motcua.signing.models import Certificate, SignedDocument
from motcua.signing.pades import sign_pdf


class Signed(NamedTuple):
    """The PDF with its signature, and the row by which it is known again."""

    content: bytes
    document: SignedDocument


@transaction.atomic
def sign_document(
    pdf: bytes,
    *,
    certificate: Certificate,
    subject: str,
    label: str,
    title: str,
    by: Staff | None,
    at: datetime,
    reason: str = "",
    mark: bool = True,
) -> Signed:
    """Sign `pdf` at `at` (aware, the house's clock) with a visible mark as Decree 30/2020 asks.

    `subject` is the journal's ("dossier:12"), `label` the code people know, `title` what the paper is; both are shown
    to anyone who checks it, so they name no person. `by` is None for what the house signs by itself.
    Raises NotAllowed for a certificate that is revoked, expired or not yet valid, CannotSign where its key or the PDF
    cannot be used.
    """
    row = Certificate.objects.select_related("office", "staff").get(pk=certificate.pk)
    if why := why_not_now(row, at):
        raise NotAllowed(why)
    name = row.staff.full_name if row.staff else row.office.name
    token = secrets.token_urlsafe(16)
    with open_signer(row) as signer:
        content = sign_pdf(
            pdf,
            signer=signer,
            name=name,
            at=localise(at),
            link=verification_link(token),
            reason=reason,
            mark=mark,
        )
    document = SignedDocument.objects.create(
        sha256=hashlib.sha256(content).hexdigest(),
        token=token,
        subject=subject,
        label=label[:120],
        title=title[:300],
        certificate=row,
        signed_by=name[:120],
        signed_at=at,
    )
    record(
        name="document.signed",
        at=at,
        by=staff_actor(by) if by else SYSTEM,
        subject=subject,
        subject_label=label,
        office_path=row.office.path,
        data={"sha256": document.sha256, "certificate": row.serial, "title": document.title},
    )
    return Signed(content, document)


def why_not_now(certificate: Certificate, at: datetime) -> str:
    """The reason why the certificate may not sign at `at` (aware), in Vietnamese; "" when it may."""
    if certificate.revoked_at is not None and certificate.revoked_at <= at:
        return f"Chứng thư số “{certificate.subject}” đã bị thu hồi: {certificate.revoked_why}"
    if at > certificate.valid_to:
        return f"Chứng thư số “{certificate.subject}” đã hết hạn lúc {say_moment(certificate.valid_to, year=True)}."
    if at < certificate.valid_from:
        when = say_moment(certificate.valid_from, year=True)
        return f"Chứng thư số “{certificate.subject}” chưa có hiệu lực trước {when}."
    return ""


def verification_link(token: str) -> str:
    """The address at which anyone checks a document signed here."""
    return f"{settings.PUBLIC_URL}/xac-minh/{token}/"
