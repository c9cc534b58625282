"""Find the hand-ins whose answer was due before a moment, in the database rather than row by row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from motcua.dossiers.queries.staff_scope import NOTHING
from motcua.people.calendars import calendars_of
from motcua.people.models import Office
from motcua.rulebook.deadlines import acceptance_by
from motcua.rulebook.work_calendar import NoWorkingDayError, WorkCalendar, localise

_SPAN: Final = 64 * 86400
"""Seconds looked back: no run of days off is longer."""


def answers_due_before(offices: Iterable[Office], moments: tuple[datetime, ...]) -> tuple[Q, ...]:
    """The hand-ins of these offices whose answer was due before each moment (aware), to the second.

    The time to answer grows with the time of the hand-in (Decree 45/2020 Art. 11), so one bound
    for each calendar says it all; one query for the calendars.
    """
    groups: list[tuple[WorkCalendar, list[int]]] = []
    wanted = {office.pk: office for office in offices}
    calendars = calendars_of(wanted.values()) if wanted else {}
    for office in wanted.values():
        calendar = calendars[office.path]
        for known, keys in groups:
            if known is calendar or known == calendar:
                keys.append(office.pk)
                break
        else:
            groups.append((calendar, [office.pk]))
    found = []
    for moment in moments:
        either = NOTHING
        for calendar, keys in groups:
            either |= Q(office_id__in=keys) & _began_before(_bound(calendar, moment))
        found.append(Q(state="submitted") & either)
    return tuple(found)


def _bound(calendar: WorkCalendar, moment: datetime) -> datetime:
    """The first moment of handing in whose answer is not due before `moment`."""
    first = localise(moment).replace(microsecond=0) - timedelta(seconds=_SPAN)

    def in_time(seconds: int) -> bool:
        return acceptance_by(first + timedelta(seconds=seconds), calendar) >= moment

    try:
        return first + timedelta(seconds=bisect_left(range(_SPAN + 1), True, key=in_time))
    except NoWorkingDayError:  # an office that never works is never late; its calendar says so elsewhere
        return first


def _began_before(bound: datetime) -> Q:
    return Q(supplemented_at__lt=bound) | Q(supplemented_at__isnull=True, submitted_at__lt=bound)
