"""Write a dossier's events with the data of the messages that follow them (see motcua.reactions)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.conf import settings

from motcua.dossiers.models import Dossier
from motcua.journal.actions import record
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.people.queries import staff_actor


def actor_of(by: Staff | Actor) -> Actor:
    """The actor as the journal names it."""
    return by if isinstance(by, Actor) else staff_actor(by)


def subject_of(dossier: Dossier) -> str:
    """The dossier as the journal's subject."""
    return f"dossier:{dossier.pk}"


def tracking_link(code: str) -> str:
    """The address at which anyone can look this code up."""
    return f"{settings.PUBLIC_URL}/tra-cuu/?ma={code}"


# The events of a set's child that are sent to the person; of all others the person hears for the whole set.
_OF_A_CHILD: Final = frozenset({"dossier.supplement_requested", "dossier.payment_asked", "dossier.reappointed"})


def record_and_send(
    name: str,
    dossier: Dossier,
    *,
    by: Staff | Actor,
    at: datetime,
    because: Sequence[Mapping[str, Any]] = (),
    **data: Any,
) -> None:
    """Record `name` about the dossier, in the caller's transaction, with whom to tell and where to look it up.

    A child of a linked set leads to the set's own page, and says only what the person must do.
    """
    of_set = dossier.parent if dossier.parent_id is not None else None
    silent = of_set is not None and name not in _OF_A_CHILD
    record(
        name=name,
        at=at,
        by=actor_of(by),
        subject=subject_of(dossier),
        subject_label=dossier.code,
        office_path=dossier.office.path,
        because=because,
        data={"state": dossier.state, **data},
        private={
            "phone": "" if silent else dossier.applicant_phone,
            "name": dossier.applicant_name,
            "link": tracking_link((of_set or dossier).code),
        },
    )


def record_silently(name: str, dossier: Dossier, *, by: Staff | Actor, at: datetime, **data: Any) -> None:
    """Record an event nobody outside is told of, such as a look at the dossier: it carries no personal data."""
    record(
        name=name,
        at=at,
        by=actor_of(by),
        subject=subject_of(dossier),
        subject_label=dossier.code,
        office_path=dossier.office.path,
        data=data,
    )
