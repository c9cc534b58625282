"""Export one dossier as a ZIP and record it in the journal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.events import record_silently
from motcua.dossiers.queries import dossiers_visible_to
from motcua.exchange.archive import dossier_zip
from motcua.people.models import Staff


@transaction.atomic
def export_dossier(*, staff: Staff, code: str, at: datetime) -> tuple[str, bytes] | None:
    """Name and bytes of the ZIP, with the export recorded; None where this person may see no such dossier."""
    dossier = dossiers_visible_to(staff, at).filter(code=code[:60]).first()
    if dossier is None:
        return None
    record_silently("dossier.exported", dossier, by=staff, at=at)
    return f"ho-so-{dossier.code}.zip", dossier_zip(dossier)
