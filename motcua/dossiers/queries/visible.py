"""Read the dossiers a member of staff may see, the state of one, and the steps possible now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from motcua.dossiers.life.clock import deadline_of
from motcua.dossiers.life.transitions import steps_open
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.staff_scope import seen_with, staff_scope_of
from motcua.people.calendars import calendar_of
from motcua.people.models import Staff
from motcua.rulebook.deadlines import Timeliness, timeliness_of
from motcua.rulebook.dossier_states import STAGE_OF_STATE, Step
from motcua.rulebook.work_calendar import WorkCalendar


def dossiers_visible_to(staff: Staff, at: datetime) -> QuerySet[Dossier]:
    """The dossiers a person may see at `at` (aware): where a role, held or delegated, deals with them, or oversees.

    Offices and procedure come with each row.
    """
    return with_names(Dossier.objects.filter(seen_with(staff_scope_of(staff, at))))


def with_names(found: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Load what a row of a list names: offices, procedure, holder."""
    return found.select_related("office", "resolving_office", "handling_office", "procedure", "holder")


def steps_possible(dossier: Dossier, staff: Staff, at: datetime) -> tuple[Step, ...]:
    """The steps this person may take with the dossier now, in the order of the buttons; the actions check again."""
    return steps_open(dossier, staff, at)


@dataclass(frozen=True, slots=True)
class WorkOptions:
    """A dossier's timeliness, the steps this person may take, and whether the person may take it into hand."""

    timeliness: Timeliness | None
    steps: tuple[Step, ...]
    may_take: bool


def work_options_of(dossier: Dossier, staff: Staff, at: datetime, calendar: WorkCalendar | None = None) -> WorkOptions:
    """What this person can do on a dossier's page at `at` (aware). `timeliness` is None before acceptance."""
    steps = steps_possible(dossier, staff, at)
    # Who may do the work of the stage may take the dossier into hand (see actions.stage_work.take).
    stage = STAGE_OF_STATE.get(dossier.state)
    return WorkOptions(
        timeliness=timeliness_of_dossier(dossier, at, calendar),
        steps=steps,
        may_take=dossier.holder_id is None and any(step.code == stage for step in steps),
    )


def timeliness_of_dossier(dossier: Dossier, at: datetime, calendar: WorkCalendar | None = None) -> Timeliness | None:
    """Early, on time, soon or late at `at`; None before acceptance."""
    if dossier.due_at is None:
        return None
    calendar = calendar or calendar_of(dossier.office)
    deadline = deadline_of(dossier, calendar)
    return timeliness_of(deadline, at, calendar, dossier.finished_at) if deadline else None
