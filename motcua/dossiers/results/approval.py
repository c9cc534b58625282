"""Find who approved a result, and the certificates that sign it and the slips (Decree 30/2020 Art. 32–33)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from motcua.dossiers.events import subject_of
from motcua.dossiers.models import Dossier, DossierFile
from motcua.people.models import Office, OfficeKind
from motcua.refusals import NotAllowed
from motcua.signing import queries
from motcua.signing.models import Certificate


def approval_of(dossier: Dossier) -> Mapping[str, Any]:
    """The step by which the competent person approved the result as it stands (Decree 30/2020 Art. 33.1).

    Raises NotAllowed where there is none, or the result changed since: only what was signed may be stamped.
    """
    steps = [done for done in dossier.steps_done if done["step"] == "approve"]
    if not steps:
        raise NotAllowed("Chưa được đóng dấu, ký số: kết quả chưa có người có thẩm quyền phê duyệt.")
    approved = datetime.fromisoformat(steps[-1]["at"])
    ours = queries.signed_hashes(subject_of(dossier))
    changed = dossier.files.filter(kind=DossierFile.Kind.RESULT, at__gt=approved).exclude(sha256__in=ours)
    if changed.exists():
        raise NotAllowed(_SIGNED_LATE)
    last: Mapping[str, Any] = steps[-1]
    return last


def signed_here(dossier: Dossier) -> frozenset[str]:
    """SHA-256 of the dossier's files that bear a signature of this house."""
    return frozenset(queries.signed_hashes(subject_of(dossier)))


def office_certificate(dossier: Dossier, at: datetime) -> Certificate | None:
    """The valid certificate of the office whose result it is; None for none."""
    return queries.unit_certificate(dossier.resolving_office, at)


def slip_certificate(office: Office, at: datetime) -> Certificate | None:
    """The certificate that signs a unit's slips: its own, or its committee's, of which a one-stop unit is a part."""
    own = queries.unit_certificate(office, at)
    if own is None and office.kind in ONE_STOP_UNITS and office.parent is not None:
        return queries.unit_certificate(office.parent, at)
    return own


def has_signed(certificate: Certificate, dossier: Dossier) -> bool:
    """Whether this certificate signed since the approval, even where another has signed on top of it.

    Raises NotAllowed before the approval.
    """
    approved = datetime.fromisoformat(approval_of(dossier)["at"])
    return certificate.documents.filter(subject=subject_of(dossier), signed_at__gte=approved).exists()


ONE_STOP_UNITS: Final = frozenset({OfficeKind.COMMUNE_UNIT, OfficeKind.DISTRICT_UNIT})


_SIGNED_LATE: Final = "Kết quả đã thay đổi sau khi được phê duyệt. Hãy trả lại để người có thẩm quyền ký lại."
