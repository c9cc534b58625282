"""Put files into a dossier: checked, kept, named by a row; or refused with a word at the field."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from motcua.dossiers.models import Dossier, DossierFile
from motcua.dossiers.papers.upload import CheckedFile, store_file


def attach_file(dossier: Dossier, checked: CheckedFile, *, at: datetime, **more: Any) -> DossierFile:
    """Keep a checked file and write its row; `more` are further fields of DossierFile, such as its kind."""
    kept = DossierFile(
        dossier=dossier,
        name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        at=at,
        **more,
    )
    store_file(kept.file, checked)
    kept.save()
    return kept
