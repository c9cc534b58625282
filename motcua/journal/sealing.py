"""Seal the journal in chained batches, and verify the chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from motcua.journal.actions import WRITERS_LOCK
from motcua.journal.models import Event, Seal

BATCH = 5000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken` names the first seal that does not hold, with the reason; None when the whole chain holds."""

    events: int
    seals: int
    unsealed: int
    broken: str | None


def _line(event: Event) -> bytes:
    """One event as canonical JSON; times in UTC, so that a server's zone changes nothing."""
    row = [
        event.pk,
        event.at.astimezone(UTC).isoformat(),
        event.name,
        event.subject,
        event.subject_label,
        event.office_path,
        event.actor,
        event.actor_name,
        event.because,
        event.data,
    ]
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _digest(previous: str, events: Iterable[Event]) -> tuple[str, int]:
    digest, count = hashlib.sha256(previous.encode()), 0
    for event in events:
        digest.update(_line(event) + b"\n")
        count += 1
    return digest.hexdigest(), count


def _last_settled() -> int:
    """The last event that no running writer can still precede: taken alone, for an instant."""
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
            previous = Seal.objects.order_by("-id").first()
            start = previous.last if previous else 0
            events = list(Event.objects.filter(id__gt=start, id__lte=settled).order_by("id")[:BATCH])
            if not events:
                return total
            digest, count = _digest(previous.digest if previous else "", events)
            Seal.objects.create(
                first=start + 1,
                last=events[-1].pk,
                count=count,
                digest=digest,
                previous=previous.digest if previous else "",
                at=at,
            )
            total += count


def verify() -> Verdict:
    """Recompute the whole chain; finds a changed, removed or inserted event, and a changed or removed seal."""
    previous, position, events, seals = "", 0, 0, 0
    for seal in Seal.objects.order_by("id"):
        found, count = _digest(
            previous, Event.objects.filter(id__gt=position, id__lte=seal.last).order_by("id").iterator(BATCH)
        )
        if seal.first != position + 1 or seal.previous != previous:
            return Verdict(events, seals, 0, f"niêm phong {seal.pk}: chuỗi bị đứt")
        if count != seal.count or found != seal.digest:
            return Verdict(events, seals, 0, f"niêm phong {seal.pk}: sự kiện {seal.first}–{seal.last} đã bị sửa")
        previous, position, events, seals = seal.digest, seal.last, events + count, seals + 1
    unsealed = Event.objects.filter(id__gt=position).count()
    return Verdict(events, seals, unsealed, None)
