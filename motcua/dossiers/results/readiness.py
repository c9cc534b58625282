"""Whether a dossier has a result to hand out."""

from __future__ import annotations

from typing import Final

from motcua.dossiers.models import Dossier, DossierFile

RESULT_READY_STATES: Final = frozenset({"result_ready", "refusal_ready"})


def has_result(dossier: Dossier) -> bool:
    """Whether the result has a number, a line or a file, or is a refusal (Decree 61/2018 Art. 19.8)."""
    if dossier.result_number or dossier.result_summary or dossier.refusal_text:
        return True
    return dossier.files.filter(kind=DossierFile.Kind.RESULT).exists()
