"""What is done to warnings."""

from __future__ import annotations

from datetime import datetime

from motcua.people.models import Staff
from motcua.supervision.models import DeadlineWarning


def mark_read(*, staff: Staff, ids: list[int], at: datetime) -> int:
    """Put one's own warnings away; those of others are not touched. Returns how many."""
    own = DeadlineWarning.objects.filter(to=staff, pk__in=ids, read_at__isnull=True)
    return own.update(read_at=at)
