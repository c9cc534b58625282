"""A dossier received at a counter in one call, for tests: the act `receive` with its arguments one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.catalog.models import Procedure
from motcua.dossiers.actions.intake import Received, receive
from motcua.dossiers.models import Channel
from motcua.dossiers.submission.hand_in import Incoming
from motcua.people.models import Office, Staff


def receive_at_counter(
    *,
    office: Office,
    procedure: Procedure,
    applicant: Mapping[str, Any],
    papers: Sequence[Mapping[str, Any]],
    return_channel: str,
    by: Staff,
    at: datetime,
    submission_key: UUID,
    return_address: str = "",
    uses_neither: bool = False,
    channel: str = Channel.COUNTER,
    pass_on: bool = True,
    agent: Mapping[str, Any] | None = None,
    group: str = "",
    sets: int | str = 1,
    competent: Office | None = None,
) -> Received:
    """Receive a dossier at `at` (aware) and start its clock; see `reception.receive` for what it refuses."""
    return receive(
        Incoming(
            office=office,
            procedure=procedure,
            applicant=applicant,
            papers=papers,
            return_channel=return_channel,
            submission_key=submission_key,
            return_address=return_address,
            uses_neither=uses_neither,
            channel=channel,
            agent=agent or {},
            group=group,
            sets=sets,
            competent=competent,
        ),
        by=by,
        at=at,
        pass_on=pass_on,
    )
