"""Whether a week is published."""

from __future__ import annotations

from datetime import date

from motcua.rosters.models import Shift
from motcua.rosters.times import week_range


def is_published(office_id: int, monday: date) -> bool:
    """Whether the office's week from `monday` was published: what is added to it later is published with it."""
    rows = Shift.objects.filter(office_id=office_id, during__overlap=week_range(monday))
    return rows.filter(state=Shift.State.PUBLISHED).exists()
