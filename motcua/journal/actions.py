"""Record events inside the transaction of the act; seal the journal in chained batches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from motcua.journal.actor import Actor
from motcua.journal.chain import BATCH, chain_digest
from motcua.journal.models import Event, SealedBatch

Reaction = Callable[[Event], None]
# Writers share this lock and never wait for each other; the sealer takes it alone for an instant, so that no event
# with a smaller number can still appear behind the one it seals last.
WRITERS_LOCK = 0x6D6F7463


class UnknownEvent(LookupError):
    """The event's name has no line in reactions.py."""


@cache
def _reactions() -> Mapping[str, Sequence[Reaction]]:
    table: Mapping[str, Sequence[Reaction]] = import_string(settings.REACTIONS)
    return table


def record(
    *,
    name: str,
    at: datetime,
    by: Actor,
    subject: str,
    subject_label: str = "",
    office_path: str = "",
    because: Sequence[Mapping[str, Any]] = (),
    data: Mapping[str, Any] | None = None,
    private: Mapping[str, Any] | None = None,
) -> Event:
    """Write one event and run its reactions, in the caller's transaction.

    `private` reaches the reactions as `event.private` and is not stored: a phone number to tell belongs in the outbox,
    not in a journal that nothing is ever removed from.

    `at` is aware. Raises UnknownEvent when the name has no line in reactions.py, RuntimeError outside a transaction,
    where the event could outlive an act that failed.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.record() must run inside the transaction of the act.")
    reactions = _reactions().get(name)
    if reactions is None:
        raise UnknownEvent(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [WRITERS_LOCK])
    event = Event.objects.create(
        at=at,
        name=name,
        subject=subject,
        subject_label=subject_label,
        office_path=office_path,
        actor=by.reference,
        actor_name=by.name,
        because=list(because),
        data=dict(data or {}),
    )
    event.private = dict(private or {})
    for reaction in reactions:
        reaction(event)
    return event


def _last_settled() -> int:
    """The last event that no running writer can still precede, read under a short exclusive lock."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
        cursor.execute("SELECT coalesce(max(id), 0) FROM journal_event")
        return int(cursor.fetchone()[0])


def seal_events(*, at: datetime) -> int:
    """Seal every settled event not sealed yet, in batches; returns how many. Safe to run twice at once."""
    settled, total = _last_settled(), 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE journal_seal IN EXCLUSIVE MODE")
            previous = SealedBatch.objects.order_by("-id").first()
            start = previous.last if previous else 0
            events = list(Event.objects.filter(id__gt=start, id__lte=settled).order_by("id")[:BATCH])
            if not events:
                return total
            digest, count = chain_digest(previous.digest if previous else "", events)
            SealedBatch.objects.create(
                first=start + 1,
                last=events[-1].pk,
                count=count,
                digest=digest,
                previous=previous.digest if previous else "",
                at=at,
            )
            total += count
