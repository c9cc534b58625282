"""Compute until when single acts may be done: passing on, asking for a supplement, answering, apologising.

Decree 61/2018 Art. 18.2, 19.4, 19.9; Decree 45/2020 Art. 11; Circular 17/2017 Art. 5. The days are values of the law.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from motcua.rulebook import law
from motcua.rulebook.deadlines.due import due, effective_moment, is_after_cut_off
from motcua.rulebook.deadlines.limits import Limit, limit_of_law
from motcua.rulebook.work_calendar import WorkCalendar, localise


def forward_by(received: datetime, calendar: WorkCalendar, *, cut_off: time | None = None) -> datetime:
    """When the one-stop unit must have passed the dossier on: the same day, or as the next opens if after `cut_off`
    (the procedure's own hour, else that of the law: `cut_off_on`).

    Decree 61/2018 Art. 18.2. A dossier received out of hours counts from the next opening and is passed on that day.
    """
    start = effective_moment(received, calendar)
    if is_after_cut_off(start, cut_off):
        return calendar.opening(calendar.next_working_day(start.date()))
    return calendar.closing(start.date())


def supplement_request_latest(received: datetime, calendar: WorkCalendar) -> datetime:
    """Until when an agency may send an ineligible dossier back (`supplement.ask_within`; Decree 61/2018 Art. 19.4)."""
    return due(received, limit_of_law("supplement.ask_within", localise(received).date()), calendar).due


def supplement_request_days(received: datetime) -> int:
    """How many working days `supplement_request_latest` gives: `supplement.ask_within` of the law's values."""
    return law.number("supplement.ask_within", on=localise(received).date())


def acceptance_limit(day: date) -> Limit:
    """How long the unit has on `day` to answer what was handed in (`answer.within`; Decree 45/2020 Art. 11)."""
    return limit_of_law("answer.within", day)


def acceptance_by(submitted: datetime, calendar: WorkCalendar) -> datetime:
    """Until when an online submission must be answered (`acceptance_limit`; Decree 45/2020 Art. 11)."""
    return due(submitted, acceptance_limit(localise(submitted).date()), calendar).due


def apology_latest(due_at: datetime, calendar: WorkCalendar) -> datetime:
    """Last moment to send the apology: closing time of the last working day before the due day.

    Decree 61/2018 Art. 19.9; the number of days is `reappointment.notice` of the law's values.
    """
    day = localise(due_at).date()
    for _ in range(law.number("reappointment.notice", on=day)):
        day = calendar.previous_working_day(day)
    return calendar.closing(day)


def post_may_bring_back(invited: Sequence[date], calendar: WorkCalendar) -> bool:
    """Whether the post invited the receiver as often as it must, on days (rising) far enough apart.

    `post.invitations` and `post.invitations_apart` of the law's values (Circular 17/2017 Art. 5).
    """
    if not invited:
        return False
    enough = len(invited) >= law.number("post.invitations", on=invited[-1])
    apart = law.number("post.invitations_apart", on=invited[-1])
    return enough and calendar.working_days_between(invited[0], invited[-1]) >= apart
