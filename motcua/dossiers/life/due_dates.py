"""Compute by when somebody must act next on a dossier; every running dossier has such a moment."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.life.clock import answer_by, pass_on_by, state_since
from motcua.dossiers.models import Dossier
from motcua.people.calendars import calendar_of
from motcua.rulebook import deadlines, dossier_states
from motcua.rulebook.dossier_states import STAGES
from motcua.rulebook.law import say_working_days
from motcua.rulebook.work_calendar import WorkCalendar


def next_by(dossier: Dossier, calendar: WorkCalendar | None = None) -> datetime | None:
    """When the roles of `dossier_states.responsible_roles` must have acted (aware); None once the dossier has ended.

    A hand-in is answered, an accepted dossier passed on, work done by the due time; what waits for the applicant or
    the post, or to be fetched, is looked after again after five working days (`deadlines.follow_up_by`).
    """
    state = dossier_states.state(dossier.state)
    if state.end:
        return None
    calendar = calendar or calendar_of(dossier.office)
    if dossier.state == "submitted":
        return answer_by(dossier, calendar)
    if dossier.state == "accepted":
        return pass_on_by(dossier, calendar)
    if dossier.state in STAGES.values():
        return dossier.due_at
    if dossier.state == "waiting_supplement" and dossier.supplemented_at is not None:
        return answer_by(dossier, calendar)
    return deadlines.follow_up_by(state_since(dossier), calendar)


def notice_by(dossier: Dossier, calendar: WorkCalendar | None = None) -> datetime | None:
    """Until when the agency may ask for a supplement after appraisal without a ground of its own: three working days
    from receipt (Decree 61/2018 Art. 19.4); None before acceptance.
    """
    if dossier.received_at is None:
        return None
    return deadlines.return_notice_by(dossier.received_at, calendar or calendar_of(dossier.office))


def notice_words(dossier: Dossier, language: str = "vi") -> str:
    """The working days that `notice_by` counts, in words: "03 ngày làm việc", or in "en" "three working days"."""
    return say_working_days(deadlines.return_notice_days(dossier.received_at or dossier.submitted_at), language)


def apology_by(dossier: Dossier, calendar: WorkCalendar | None = None) -> datetime | None:
    """Until when an apology and a new day may be sent (Decree 61/2018 Art. 19.9); None before acceptance."""
    if dossier.due_at is None:
        return None
    return deadlines.apology_latest(dossier.due_at, calendar or calendar_of(dossier.office))
