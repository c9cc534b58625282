"""Read a person's warnings, late dossiers and dossiers that stand still, the most pressing first."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import dossiers_visible_to
from motcua.people.calendars import calendars_of
from motcua.people.models import Staff
from motcua.rulebook.dossier_states import RUNNING_STATES
from motcua.rulebook.warnings import is_stalled
from motcua.rulebook.work_calendar import WorkCalendar
from motcua.supervision.models import DeadlineWarning

MOST: Final = 100


def warnings_to(staff: Staff) -> QuerySet[DeadlineWarning]:
    """The unread warnings of a person about dossiers that still run, the nearest due first."""
    found = DeadlineWarning.objects.filter(to=staff, read_at__isnull=True, dossier__finished_at__isnull=True)
    return found.select_related("dossier__office", "dossier__handling_office", "dossier__procedure").order_by(
        "due_at", "id"
    )


def late_now(staff: Staff, at: datetime) -> QuerySet[Dossier]:
    """Running dossiers past their due time among those the person may see, the latest first."""
    seen = dossiers_visible_to(staff, at).filter(state__in=RUNNING_STATES, paused_at__isnull=True, due_at__lt=at)
    return seen.select_related("handling_office").order_by("due_at")


def stalled_now(staff: Staff, at: datetime) -> list[Dossier]:
    """Running dossiers that nobody moved for days, at most 100, among those the person may see."""
    seen = dossiers_visible_to(staff, at).filter(Q(state__in=RUNNING_STATES), paused_at__isnull=True)
    rows = list(seen.select_related("handling_office").order_by("due_at")[: MOST * 20])
    calendars = calendars_of({row.office for row in rows}) if rows else {}
    return [row for row in rows if stalled(row, at, calendars[row.office.path])][:MOST]


def moved_at(dossier: Dossier) -> datetime | None:
    """When somebody last took a step with the dossier; None for one imported without history."""
    return datetime.fromisoformat(dossier.steps_done[-1]["at"]) if dossier.steps_done else dossier.received_at


def stalled(dossier: Dossier, at: datetime, calendar: WorkCalendar) -> bool:
    """Whether a running dossier was left alone for settings.STALLED_DAYS working days; a set waits for its children."""
    moved = moved_at(dossier)
    if moved is None or dossier.plan.get("linked"):
        return False
    return is_stalled(moved, at, calendar, settings.STALLED_DAYS)
