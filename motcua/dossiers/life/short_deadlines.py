"""Compute until when an office may ask for a supplement on a dossier, or apologise and re-appoint it."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.models import Dossier
from motcua.people.calendars import calendar_of
from motcua.rulebook import deadlines
from motcua.rulebook.law import say_working_days
from motcua.rulebook.work_calendar import WorkCalendar


def supplement_request_by(dossier: Dossier, calendar: WorkCalendar | None = None) -> datetime | None:
    """Until when the agency may ask for a supplement after appraisal without a ground of its own, counted from
    receipt (Decree 61/2018 Art. 19.4); None before acceptance.
    """
    if dossier.received_at is None:
        return None
    return deadlines.supplement_request_latest(dossier.received_at, calendar or calendar_of(dossier.office))


def say_supplement_request_days(dossier: Dossier, language: str = "vi") -> str:
    """How many working days `supplement_request_by` counts: "03 ngày làm việc", or in "en" "three working days"."""
    return say_working_days(deadlines.supplement_request_days(dossier.received_at or dossier.submitted_at), language)


def apology_by(dossier: Dossier, calendar: WorkCalendar | None = None) -> datetime | None:
    """Until when an apology and a new day may be sent (Decree 61/2018 Art. 19.9); None before acceptance."""
    if dossier.due_at is None:
        return None
    return deadlines.apology_latest(dossier.due_at, calendar or calendar_of(dossier.office))
