"""Send warnings about dossiers nearly late, late, standing still or about to lose a right; each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.clock.queries import VIETNAM
from motcua.dossiers.events import record_silently
from motcua.dossiers.life.clock import answer_by
from motcua.dossiers.models import Dossier
from motcua.journal.actor import SYSTEM
from motcua.notices.actions import queue_message
from motcua.people.calendars import calendars_of
from motcua.people.models import Staff
from motcua.rulebook.deadlines import acceptance_limit
from motcua.rulebook.dossier_states import OPEN_STATES, RUNNING_STATES
from motcua.rulebook.warnings import (
    FARTHEST_DAYS,
    STALLED,
    Warned,
    deadline_warning,
    limitation_ladder,
    limitation_warning,
    unanswered_on,
)
from motcua.rulebook.work_calendar import localise
from motcua.supervision.messages import deadline_digest_text
from motcua.supervision.models import DeadlineWarning
from motcua.supervision.queries import moved_at, stalled
from motcua.supervision.recipients import Recipients


def send_warnings(at: datetime) -> int:
    """Write the warnings due at `at` (aware) and one message to each person who has new ones; returns how many.

    A promise is warned of once a kind and person (a re-appointed one anew). Children of linked sets are warned of as
    any dossier, at the office that has them.
    """
    found = [(dossier, warned, when) for dossier, warned, when in _warnings(at)]
    ladder = Recipients.read({dossier.handling_office_id or dossier.office_id for dossier, _, _ in found})
    rows = [
        DeadlineWarning(dossier=dossier, kind=warned.kind, due_at=when, to_id=staff, rung=rung, at=at)
        for dossier, warned, when in found
        for rung in warned.rungs
        for staff in ladder.of(dossier, rung)
    ]
    unique = {(row.dossier_id, row.kind, row.due_at, row.to_id): row for row in reversed(rows)}
    with transaction.atomic():
        new = _unwarned(unique)
        DeadlineWarning.objects.bulk_create(new, ignore_conflicts=True)
        for dossier, warned in {(row.dossier, row.kind): (row.dossier, row.kind) for row in new}.values():
            record_silently("dossier.warned", dossier, by=SYSTEM, at=at, kind=warned)
        _send_digests(new, at)
    return len(new)


def mark_read(*, staff: Staff, ids: list[int], at: datetime) -> int:
    """Mark the person's own warnings as read; returns how many."""
    own = DeadlineWarning.objects.filter(to=staff, pk__in=ids, read_at__isnull=True)
    return own.update(read_at=at)


def _unwarned(rows: dict[tuple[int, str, datetime, int], DeadlineWarning]) -> list[DeadlineWarning]:
    known = set(
        DeadlineWarning.objects.filter(dossier_id__in={key[0] for key in rows}).values_list(
            "dossier_id", "kind", "due_at", "to_id"
        )
    )
    return [row for key, row in rows.items() if key not in known]


def _send_digests(new: Iterable[DeadlineWarning], at: datetime) -> None:
    """One short message a person, not one a dossier; the page shows which."""
    counts = Counter(row.to_id for row in new)
    for staff in Staff.objects.filter(pk__in=counts).exclude(phone=""):
        queue_message(
            to=staff.phone,
            text=deadline_digest_text(counts[staff.pk]),
            reference=f"warnings:{staff.pk}:{at:%Y%m%d%H%M}",
            subject=f"staff:{staff.pk}",
            at=at,
        )


def _warnings(at: datetime) -> Iterator[tuple[Dossier, Warned, datetime]]:
    today = localise(at).date()
    horizon = today + timedelta(days=max(days for days, _ in limitation_ladder(today)))
    soon = Q(due_at__lte=at + timedelta(days=FARTHEST_DAYS), state__in=RUNNING_STATES, paused_at__isnull=True)
    lapsing = Q(limitation_at__lte=horizon, state__in=OPEN_STATES, finished_at__isnull=True)
    rows = list(_open().filter(soon | lapsing))
    standing_still = list(_open().filter(state__in=RUNNING_STATES, paused_at__isnull=True))
    # What came later than that by the clock is within as many working hours, whatever the calendar.
    shortest = timedelta(hours=float(acceptance_limit(today).value))
    unanswered = list(_open().filter(state="submitted", submitted_at__lt=at - shortest))
    looked_at = [*rows, *standing_still, *unanswered]
    calendars = calendars_of({row.office for row in looked_at}) if looked_at else {}
    for row in rows:
        if row.due_at is not None and row.state in RUNNING_STATES and row.paused_at is None:
            warned = deadline_warning(at, row.due_at, calendars[row.office.path])
            if warned is not None:
                yield row, warned, row.due_at
        if row.limitation_at is not None and (lapse := limitation_warning(today, row.limitation_at)) is not None:
            yield row, lapse, datetime.combine(row.limitation_at, time(), VIETNAM)
    for row in unanswered:
        promised = answer_by(row, calendars[row.office.path])
        if at > promised:
            yield row, unanswered_on(today), promised
    for row in standing_still:
        moved = moved_at(row)
        if moved is not None and stalled(row, at, calendars[row.office.path]):
            yield row, STALLED, moved


def _open() -> QuerySet[Dossier]:
    return Dossier.objects.select_related("office", "handling_office", "procedure")
