"""Whether a dossier has a result to hand out."""

from __future__ import annotations

from typing import Final

from motcua.dossiers.models import Dossier, DossierFile

READY: Final = frozenset({"result_ready", "refusal_ready"})


def has_result(dossier: Dossier) -> bool:
    """Whether anything says what the result is: a number, a line, a file; a refusal says it itself (Art. 19.8)."""
    if dossier.result_number or dossier.result_summary or dossier.refusal_text:
        return True
    return dossier.files.filter(kind=DossierFile.Kind.RESULT).exists()
