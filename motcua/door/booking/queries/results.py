"""Is there a result to pick up? Answered to who proved the dossier's own phone, and to nobody else."""

from __future__ import annotations

from motcua.dossiers.models import Dossier

_READY = ("result_ready", "refusal_ready")


def result_waiting(code: str, phone: str) -> Dossier | None:
    """The dossier with this code whose applicant's phone is `phone` (digits) and whose result waits to be returned.

    None for every other case alike: no such code, another's phone, not ready yet.
    """
    wanted = "".join(code.split()).upper()
    if not wanted or not phone or "\0" in wanted or len(wanted) > 40:
        return None
    rows = Dossier.objects.select_related("procedure__field", "office")
    return rows.filter(code=wanted, applicant_phone=phone, state__in=_READY).first()
