"""The dossier's legal clock: what the rulebook counted, written into the row."""

from __future__ import annotations

from datetime import datetime

from motcua.catalog.queries import limit_of
from motcua.dossiers.linked_due import due_of_set
from motcua.dossiers.models import Dossier
from motcua.people.calendars import calendar_of
from motcua.rulebook.deadlines import Deadline, Limit, acceptance_by, due, effective_moment
from motcua.rulebook.vietnamese import say_moment
from motcua.rulebook.work_calendar import WorkCalendar, localise


def start(dossier: Dossier, at: datetime, calendar: WorkCalendar | None = None) -> None:
    """Start the clock at `at` (aware): due time, its explanation, the limit it came from (Decree 61/2018 Art. 17)."""
    calendar = calendar or calendar_of(dossier.office)
    counted = due_of_set(dossier, at, calendar) or due(at, limit_of(dossier.procedure, dossier.channel), calendar)
    dossier.received_at = at
    dossier.limit_value, dossier.limit_unit = counted.limit.value, str(counted.limit.unit)
    dossier.original_due_at = counted.original_due
    _promise(dossier, counted, [])


def pause(dossier: Dossier, at: datetime, reason: str) -> None:
    """Stop the clock while the person completes the dossier."""
    dossier.paused_at = at
    dossier.due_lines = [*dossier.due_lines, f"Tạm dừng từ {say_moment(at, year=True)} ({reason})."]


def restart(dossier: Dossier, at: datetime) -> None:
    """Count the whole limit again from the moment the dossier was complete (Decree 61/2018 Art. 19.4)."""
    again = due(at, limit_kept(dossier), calendar_of(dossier.office))
    dossier.paused_at = None
    # The first promise was made for an incomplete dossier; from here on lateness is measured against this one.
    dossier.original_due_at = again.original_due
    _promise(dossier, again, [*dossier.due_lines, "Hồ sơ đã đủ, tính lại thời hạn từ đầu."])


def stop(dossier: Dossier, at: datetime) -> None:
    """The result is ready, or the dossier has ended: the clock stands."""
    dossier.finished_at = at
    dossier.paused_at = None


def limit_kept(dossier: Dossier) -> Limit:
    """The limit under which the dossier was received, though the catalogue may have changed since."""
    if dossier.limit_value is None:
        return limit_of(dossier.procedure, dossier.channel)
    return Limit(dossier.limit_value, dossier.limit_unit)


def answer_by(dossier: Dossier, calendar: WorkCalendar | None = None) -> datetime:
    """Until when a hand-in must be answered: eight working hours (Decree 45/2020 Art. 11)."""
    return acceptance_by(dossier.supplemented_at or dossier.submitted_at, calendar or calendar_of(dossier.office))


def _promise(dossier: Dossier, counted: Deadline, before: list[str]) -> None:
    dossier.due_at = counted.due
    dossier.due_lines = [*before, *counted.lines]


def deadline_of(dossier: Dossier, calendar: WorkCalendar) -> Deadline | None:
    """The dossier's deadline as the rulebook knows it, from the row; None before acceptance."""
    if dossier.received_at is None or dossier.due_at is None:
        return None
    received = localise(dossier.received_at)
    return Deadline(
        received=received,
        effective_from=effective_moment(received, calendar),
        limit=limit_kept(dossier),
        due=localise(dossier.due_at),
        last_day=None,
        story=tuple(dossier.due_lines),
        original_due=localise(dossier.original_due_at or dossier.due_at),
        paused_at=localise(dossier.paused_at) if dossier.paused_at else None,
    )
