"""A person fetches a result from his own store; that he did is written down, as an officer's look is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.events import note
from motcua.dossiers.models import DossierFile
from motcua.dossiers.queries.store import own_results
from motcua.journal.actor import CITIZEN
from motcua.people.models import CitizenSession


@transaction.atomic
def fetch_own_result(*, session: CitizenSession, file_id: int, at: datetime) -> DossierFile | None:
    """One of the person's results by its key; None for what is not his."""
    file = own_results(session).filter(pk=file_id).first()
    if file is not None:
        note("dossier.file_viewed", file.dossier, by=CITIZEN, at=at, file=file.pk, sha256=file.sha256)
    return file
