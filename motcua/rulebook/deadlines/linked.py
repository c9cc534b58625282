"""The deadline of a linked set: its children's limits, one group after another (Decree 61/2018 Art. 19.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from motcua.rulebook.deadlines.due import Deadline, due
from motcua.rulebook.deadlines.explain import promise
from motcua.rulebook.deadlines.limits import Limit
from motcua.rulebook.work_calendar import WorkCalendar, localise


def linked_due(
    received: datetime,
    groups: Sequence[Sequence[tuple[str, Limit]]],
    calendar: WorkCalendar,
    *,
    cut_off: time | None = None,
) -> Deadline:
    """When the last child is due if each group begins where the slowest of the group before ends.

    `groups` hold (name, limit) of children that run at once. ValueError without a child.
    """
    if not any(groups):
        raise ValueError("Thủ tục liên thông chưa có thủ tục thành phần.")
    taken = localise(received)
    start, story = taken, []
    last: Deadline | None = None
    for group in groups:
        if not group:
            continue
        counted = [(name, due(start, limit, calendar, cut_off=cut_off)) for name, limit in group]
        slowest = max(counted, key=lambda named: named[1].due)
        for name, child in counted:
            story.append(f"{name}: {child.limit.words}, đến {child.due:%H:%M ngày %d/%m/%Y}.")
        last, start = slowest[1], slowest[1].due
    assert last is not None
    return Deadline(
        received=taken,
        effective_from=calendar.working_moment_from(taken),
        limit=last.limit,
        due=last.due,
        last_day=last.last_day,
        story=(*story, promise(last.due)),
        original_due=last.due,
    )
