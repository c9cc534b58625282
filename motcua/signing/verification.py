"""Check a signed PDF: who signed, when, whether it is as it was signed, and whether this house issued it.

`check_signatures` is for papers people give, `check_document` for the page on which anyone checks a file.
"""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.conf import settings

from motcua.signing.models import Certificate, SignedDocument

logger = logging.getLogger(__name__)

LARGEST: Final = 20 * 1024 * 1024
SECONDS: Final = 20.0
_AT_ONCE: Final = 2
_PATIENCE: Final = 8.0
_NO_ROOTS: Final = 3  # as verification_process.NO_ROOTS; its libraries stay in a process of its own
# Each check is a process: two at a time for each process of the house, the others wait a little or are asked to.
_PLACES = threading.BoundedSemaphore(_AT_ONCE)

NOT_PDF, TOO_LARGE, BROKEN, LOCKED, UNSIGNED, INTACT, CHANGED, APPENDED, DOUBTFUL, BUSY, TOO_HARD = (
    "not_pdf", "too_large", "broken", "locked", "unsigned", "intact", "changed", "appended", "doubtful", "busy",
    "too_hard",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """One signature as found. `at` is aware, as the signature itself claims; None where it claims none.

    `intact`: the signed bytes are those that were signed. `whole`: nothing was added since but further signatures.
    `trusted`: issued under a root this house trusts, or entered in its own list of certificates. `in_time`: the
    certificate was valid at `at`. `office`: whose it is in this house. `why`: what is wrong, in Vietnamese; "" for
    nothing.
    """

    name: str
    issuer: str
    serial: str
    at: datetime | None
    valid_from: datetime | None
    valid_to: datetime | None
    reason: str
    intact: bool
    whole: bool
    trusted: bool
    in_time: bool
    office: str
    revoked_at: datetime | None
    why: str

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against this signature."""
        return not self.why


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What a check found. `document`: this very file was signed here; `original`: an earlier state of it was."""

    state: str
    signers: tuple[FoundSignature, ...] = ()
    document: SignedDocument | None = None
    original: SignedDocument | None = None


def check_document(content: bytes) -> SignatureReport:
    """Check a file of any kind; never raises for what is in it, and takes at most some seconds."""
    if len(content) > LARGEST:
        return SignatureReport(TOO_LARGE)
    if not content[:1024].lstrip().startswith(b"%PDF-"):
        return SignatureReport(NOT_PDF)
    document = (
        SignedDocument.objects.select_related("certificate__office")
        .filter(sha256=hashlib.sha256(content).hexdigest())
        .first()
    )
    told = _ask(content)
    if isinstance(told, str):
        return SignatureReport(told, document=document)
    if told["state"] != "signed":
        return SignatureReport(str(told["state"]), document=document)
    known = {
        row.fingerprint: row
        for row in Certificate.objects.select_related("office").filter(
            fingerprint__in=[signer["fingerprint"] for signer in told["signers"]]
        )
    }
    signers = tuple(_signer(signer, known.get(signer["fingerprint"])) for signer in told["signers"])
    original = None
    if document is None:
        revisions = [signer["revision"] for signer in told["signers"] if signer["revision"]]
        original = SignedDocument.objects.filter(sha256__in=revisions).order_by("-id").first()
    return SignatureReport(_state(signers), signers, document, original)


def check_signatures(content: bytes) -> dict[str, Any]:
    """For DossierFile.signatures: `{"signed", "intact", "signers": [{"name", "at", "ok", "why"}]}`; {} for no PDF.

    `at` is ISO with its zone, or ""; `why` is Vietnamese. A PDF without signatures costs no process.
    """
    if not content.startswith(b"%PDF-"):
        return {}
    if not looks_signed(content):
        return {"signed": False, "intact": True, "signers": []}
    report = check_document(content)
    if report.state in {BUSY, TOO_HARD, TOO_LARGE}:
        return {}
    return {
        "signed": bool(report.signers),
        "intact": bool(report.signers) and all(signer.intact and signer.whole for signer in report.signers),
        "signers": [
            {"name": signer.name, "at": signer.at.isoformat() if signer.at else "", "ok": signer.ok, "why": signer.why}
            for signer in report.signers
        ],
    }


def looks_signed(content: bytes) -> bool:
    """Whether a PDF may bear a signature: each says in clear which bytes it covers."""
    return b"/ByteRange" in content


def _ask(content: bytes, roots: str | None = None) -> dict[str, Any] | str:
    """What the checking process says, or why there is no answer."""
    roots = str(settings.TRUSTED_ROOTS) if roots is None else roots
    if not _PLACES.acquire(timeout=_PATIENCE):
        return BUSY
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "motcua.signing.verification_process", roots],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return TOO_HARD
    finally:
        _PLACES.release()
    if done.returncode == _NO_ROOTS and roots:
        logger.error("MOTCUA_TRUSTED_ROOTS cannot be read: %s", roots)
        return _ask(content, roots="")
    if done.returncode < 0:  # the limit of time or memory ended it
        return TOO_HARD
    if done.returncode:
        return BROKEN
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _state(signers: tuple[FoundSignature, ...]) -> str:
    if not all(signer.intact for signer in signers):
        return CHANGED
    if not all(signer.whole for signer in signers):
        return APPENDED
    return INTACT if all(signer.ok for signer in signers) else DOUBTFUL


def _signer(told: dict[str, Any], known: Certificate | None) -> FoundSignature:
    at, begins, ends = (_moment(told[name]) for name in ("at", "valid_from", "valid_to"))
    signer = FoundSignature(
        name=told["name"] or "Không rõ",
        issuer=told["issuer"],
        serial=told["serial"],
        at=at,
        valid_from=begins,
        valid_to=ends,
        reason=told["reason"],
        intact=told["intact"],
        whole=told["whole"],
        trusted=told["trusted"] or known is not None,
        in_time=at is not None and begins is not None and ends is not None and begins <= at <= ends,
        office=known.office.name if known else "",
        revoked_at=known.revoked_at if known else None,
        why="",
    )
    return replace(signer, why=_why(signer))


def _why(signer: FoundSignature) -> str:
    if not signer.intact:
        return "Nội dung đã bị thay đổi sau khi ký, hoặc chữ ký bị hỏng."
    if not signer.whole:
        return "Tệp đã bị thêm nội dung sau khi ký."
    if signer.at is None:
        return "Chữ ký không ghi thời gian ký."
    if not signer.in_time:
        return "Chứng thư số không có hiệu lực vào thời điểm ký."
    if signer.revoked_at is not None and signer.revoked_at <= signer.at:
        return "Chứng thư số đã bị thu hồi trước thời điểm ký."
    if not signer.trusted:
        return "Chưa xác minh được tổ chức cấp chứng thư số này."
    return ""


def _moment(text: str) -> datetime | None:
    """An aware moment; None for none, or for one without a zone: nobody knows which moment that is."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
