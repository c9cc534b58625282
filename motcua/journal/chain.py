"""The chain of seals: what of an event a seal covers, and how the digest of a batch follows from the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC

from motcua.journal.models import Event

BATCH = 5000
"""How many events a seal covers at most."""


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


def chain_digest(previous: str, events: Iterable[Event]) -> tuple[str, int]:
    """The SHA-256 in hex of a batch of events behind the digest `previous`, and how many events there were."""
    digest, count = hashlib.sha256(previous.encode()), 0
    for event in events:
        digest.update(_line(event) + b"\n")
        count += 1
    return digest.hexdigest(), count
