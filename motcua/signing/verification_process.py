"""Check signatures in a process of its own: a PDF on standard input, its signatures as JSON on standard output.

A stranger's bytes meet the parser here, with little memory and little time; whatever it stumbles over, the house goes
on. The one argument is a PEM file of roots to trust, or "".
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import resource
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from motcua.signing.keys.certificates import certificate_facts_of

MOST_SIGNATURES: Final = 20
NO_ROOTS: Final = 3  # exit code: the roots to trust cannot be read
_MEMORY: Final = 1024 * 1024 * 1024
_CPU_SECONDS: Final = 10
# Either usage signs: departments' certificates bear one, persons' often the other.
_SIGNS: Final = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)


def run_check() -> int:
    """Read a PDF from standard input, check its signatures, write them as JSON to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    logging.disable(logging.CRITICAL)
    try:
        roots = _roots(sys.argv[1] if len(sys.argv) > 1 else "")
    except (OSError, ValueError):
        return NO_ROOTS
    json.dump(inspect_signatures(sys.stdin.buffer.read(), roots), sys.stdout)
    return 0


def inspect_signatures(content: bytes, roots: list[asn1.Certificate]) -> dict[str, Any]:
    """`{"state": "broken" | "locked" | "unsigned" | "signed", "signers": [...]}`; see `_one` for a signer."""
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        if reader.encrypted:
            return {"state": "locked", "signers": []}
        if "/Pages" not in reader.root:
            return {"state": "broken", "signers": []}
        found = list(reader.embedded_signatures)
    except Exception:  # hostile bytes: any failure to read them is the answer
        return {"state": "broken", "signers": []}
    last = max((_end(signature) for signature in found), default=0)
    signers = [_one(signature, content, roots, last) for signature in found[:MOST_SIGNATURES]]
    return {"state": "signed" if signers else "unsigned", "signers": signers}


def _one(signature: EmbeddedPdfSignature, content: bytes, roots: list[asn1.Certificate], last: int) -> dict[str, Any]:
    """One signature: names, moments (ISO) as it claims them, `intact` (the signed bytes are those that were signed),
    `whole` (nothing was added since but further signatures), `trusted` (issued under one of the roots)."""
    told: dict[str, Any] = {"name": "", "issuer": "", "serial": "", "fingerprint": "", "valid_from": "", "valid_to": "",
                            "at": "", "reason": "", "intact": False, "whole": False, "trusted": False,
                            "revision": ""}  # fmt: skip
    try:
        facts = certificate_facts_of(x509.load_der_x509_certificate(signature.signer_cert.dump()))
        told |= {
            "name": facts.subject,
            "issuer": facts.issuer,
            "serial": facts.serial,
            "fingerprint": facts.fingerprint,
            "valid_from": facts.valid_from.isoformat(),
            "valid_to": facts.valid_to.isoformat(),
            "reason": str(signature.sig_object.get("/Reason", ""))[:200],
        }
        claimed = signature.self_reported_timestamp
        told["at"] = claimed.isoformat() if claimed else ""
        told["revision"] = _revision(signature, content)
        told |= _verdict(signature, roots, claimed, ends_file=_end(signature) == last, rest=content[last:])
    except Exception:  # hostile bytes again: a signature that cannot be read is not intact
        return told
    return told


def _verdict(
    signature: EmbeddedPdfSignature,
    roots: list[asn1.Certificate],
    claimed: datetime | None,
    *,
    ends_file: bool,
    rest: bytes,
) -> dict[str, bool]:
    moment = claimed if claimed is not None and claimed.tzinfo is not None else None
    context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail", moment=moment)
    try:
        status = validate_pdf_signature(signature, signer_validation_context=context, key_usage_settings=_SIGNS)
    except (SignatureValidationError, SigningError):
        return {"intact": False, "whole": False, "trusted": False}
    if ends_file and rest.strip():
        # Behind the last signature only the proofs of its validity may stand, added for the archive.
        whole = status.modification_level == ModificationLevel.LTA_UPDATES
    else:
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE or bool(status.docmdp_ok)
    return {"intact": bool(status.intact and status.valid), "whole": whole, "trusted": bool(status.trusted)}


def _end(signature: EmbeddedPdfSignature) -> int:
    try:
        return int(signature.byte_range[2]) + int(signature.byte_range[3])
    except (IndexError, TypeError, ValueError):
        return 0


def _revision(signature: EmbeddedPdfSignature, content: bytes) -> str:
    """SHA-256 of the file as it was when this signature was written: everything up to the end of what it signs."""
    end = _end(signature)
    return hashlib.sha256(content[:end]).hexdigest() if 0 < end <= len(content) else ""


def _roots(path: str) -> list[asn1.Certificate]:
    if not path:
        return []
    place = Path(path)
    files = sorted(place.glob("*.pem")) + sorted(place.glob("*.crt")) if place.is_dir() else [place]
    found: list[asn1.Certificate] = []
    for file in files:
        found += [
            asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
            for certificate in x509.load_pem_x509_certificates(file.read_bytes())
        ]
    return found


if __name__ == "__main__":
    sys.exit(run_check())
