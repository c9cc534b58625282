"""Record that a person cannot use the channels offered (Decree 61/2018 Art. 5)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from motcua.directives.queries import channels_for
from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN

if TYPE_CHECKING:
    from motcua.catalog.models import Procedure
    from motcua.people.models import Office


def record_exception_use(*, procedure: Procedure, office: Office, channel: str, at: datetime) -> None:
    """Journal that a person cannot use the channels offered at `at` (aware), with the clauses that closed the rest."""
    ways = channels_for(office=office, procedure=procedure, at=at)
    closed = next((way for way in ways if way.channel == channel and not way.is_open), None)
    with transaction.atomic():
        record(
            name="dossier.exception_used",
            at=at,
            by=CITIZEN,
            subject=f"procedure:{procedure.code}",
            subject_label=str(procedure)[:200],
            office_path=office.path,
            because=closed.because if closed else [],
            data={"channel": closed.channel if closed else "", "procedure": procedure.code, "where": "portal"},
        )
