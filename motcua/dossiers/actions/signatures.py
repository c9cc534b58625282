"""Sign a dossier's result and slips electronically."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from motcua.dossiers.actions.papers import attach_file, store_file
from motcua.dossiers.events import subject_of
from motcua.dossiers.life.transitions import lock
from motcua.dossiers.models import Dossier, DossierFile, Slip
from motcua.dossiers.papers.file_kinds import EXTENSIONS, PDF
from motcua.dossiers.papers.names import clean_name
from motcua.dossiers.papers.upload import CheckedFile
from motcua.dossiers.permissions import SIGNS_PERSONALLY, role_to_sign_result
from motcua.dossiers.results.approval import (
    ONE_STOP_UNITS,
    approval_of,
    has_signed,
    office_certificate,
    slip_certificate,
)
from motcua.dossiers.slips.rendering import render_slip
from motcua.people.models import Office, Staff
from motcua.refusals import AlreadyDone, NotAllowed
from motcua.refusals import NotAllowed as SigningRefused
from motcua.rulebook.dossier_states import SLIPS
from motcua.rulebook.eras import CONTROL
from motcua.signing import actions as signing
from motcua.signing import queries
from motcua.signing.models import Certificate

logger = logging.getLogger(__name__)

GOES_ON: Final = frozenset({CONTROL})  # the control slip grows as the dossier moves: it is never signed
_SIGNED: Final = "Không còn tệp kết quả PDF nào chưa có chữ ký số này."


@transaction.atomic
def sign_result(*, dossier: Dossier, by: Staff, at: datetime, expected_version: int | None = None) -> Dossier:
    """Sign the approved result's PDF: the approver with a certificate of their own, the seal keeper with the office's.

    Each signed file takes the place of the one it was made from. Raises NotAllowed before the approval, for a result
    that changed after it, without role or valid certificate; AlreadyDone when every file bears that signature.
    """
    row = lock(dossier, expected_version)
    approval_of(row)
    signs_as = role_to_sign_result(row, by, at)
    if signs_as in SIGNS_PERSONALLY:
        certificate = queries.own_certificate(by, at)
        missing = "Bạn chưa có chứng thư số cá nhân còn hiệu lực. Hãy nhờ người quản lý chứng thư số thêm vào."
    elif signs_as:
        certificate = office_certificate(row, at)
        missing = "Cơ quan giải quyết chưa có chứng thư số còn hiệu lực."
    else:
        raise NotAllowed("Chỉ người phê duyệt, văn thư của cơ quan giải quyết được ký số kết quả, sau khi phê duyệt.")
    if certificate is None:
        raise NotAllowed(missing)
    if has_signed(certificate, row):
        raise AlreadyDone(_SIGNED)
    if not sign_files(row, certificate, by=by, at=at):
        raise AlreadyDone(_SIGNED)
    row.version += 1
    row.save(update_fields=["version"])
    return row


def sign_files(dossier: Dossier, certificate: Certificate, *, by: Staff, at: datetime) -> int:
    """Sign every PDF among the results that does not bear this certificate's signature; returns how many.

    In the caller's transaction, with the dossier locked. Raises NotAllowed with the reason where one cannot be signed.
    """
    subject, made = subject_of(dossier), 0
    ours = set(certificate.documents.filter(subject=subject).values_list("sha256", flat=True))
    for file in dossier.files.filter(kind=DossierFile.Kind.RESULT, replaced_at=None, content_type=PDF).order_by("id"):
        if file.sha256 in ours:
            continue
        with file.file.open("rb") as kept:
            content = kept.read()
        try:
            signed = signing.sign_document(
                content,
                certificate=certificate,
                subject=subject,
                label=dossier.code,
                title=f"Kết quả: {dossier.procedure.name}",
                by=by,
                at=at,
                reason="Phát hành kết quả giải quyết thủ tục hành chính",
            )
        except SigningRefused as refused:
            raise NotAllowed(f"Không ký số được tệp “{file.name}”. {refused}") from refused
        _replace(file, signed.content, at)
        made += 1
    return made


@transaction.atomic
def sign_slip(slip: Slip, *, at: datetime, by: Staff | None = None) -> Slip:
    """Sign the slip with its unit's certificate; nothing happens where the unit has none, or it is signed already.

    Not for the moment of acceptance, which it would slow down: call it after commit, or when it is first printed.
    Raises NotAllowed where a valid certificate cannot sign (its key is out of reach).
    """
    row = Slip.objects.select_for_update(of=("self",)).select_related("office__parent", "dossier").get(pk=slip.pk)
    if row.signed_file or row.kind in GOES_ON:
        return row
    certificate = slip_certificate(row.office, at)
    if certificate is None:
        return row
    try:
        signed = signing.sign_document(
            render_slip(row),
            certificate=certificate,
            subject=f"slip:{row.pk}",
            label=row.dossier.code,
            title=f"{SLIPS.get(row.kind, 'Phiếu')} số {row.number}",
            by=by,
            at=at,
        )
    except SigningRefused as refused:
        raise NotAllowed(f"Không ký số được phiếu. {refused}") from refused
    checked = _checked(f"mau-{row.kind}", signed.content)
    store_file(row.signed_file, checked)
    row.signed_sha256 = checked.sha256
    row.save(update_fields=["signed_file", "signed_sha256"])
    return row


def sign_waiting_slips(*, at: datetime, most: int = 50) -> int:
    """Sign slips issued in the last two days whose unit has a certificate, each in a transaction of its own.

    For the worker, after the act that issued them; returns how many. A key out of reach leaves them for the next time.
    """
    offices = Office.objects.filter(certificates__staff=None, certificates__revoked_at=None).values("pk")
    waiting = (
        Slip.objects.filter(Q(office__in=offices) | Q(office__kind__in=ONE_STOP_UNITS, office__parent__in=offices))
        .filter(signed_file="", issued_at__gt=at - timedelta(days=2), issued_at__lte=at)
        .exclude(kind__in=GOES_ON)
        .order_by("id")[:most]
    )
    made = 0
    for slip in waiting:
        try:
            made += bool(sign_slip(slip, at=at).signed_file)
        except NotAllowed as refused:
            logger.warning("Slip %s is not signed: %s", slip.pk, refused)
    return made


def _replace(file: DossierFile, content: bytes, at: datetime) -> None:
    """Put the signed file in the place of its source file, which is kept unchanged."""
    checked = _checked(file.name, content)
    attach_file(file.dossier, checked, at=at, kind=DossierFile.Kind.RESULT, reused_from=file.reused_from)
    file.replaced_at = at
    file.save(update_fields=["replaced_at"])


def _checked(name: str, content: bytes) -> CheckedFile:
    """The signed file as `CheckedFile`; a file written here needs no check."""
    return CheckedFile(
        name=clean_name(name, EXTENSIONS[PDF]),
        content_type=PDF,
        extension=EXTENSIONS[PDF],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
