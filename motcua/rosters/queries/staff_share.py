"""Compare a week's roster with the share of staff that letters in force put at work on site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.directives.channels import say_clauses
from motcua.directives.queries import PolicyContext, answers_for, in_force_index
from motcua.people.calendars import calendar_of
from motcua.rosters.models import Shift
from motcua.rosters.queries.week_grid import Grid
from motcua.rosters.times import at_time

POINT = "staff.share"


@dataclass(frozen=True, slots=True)
class ShareDay:
    """One working day: the share asked (per cent, with its clauses), and how many of the staff the roster has on site.

    Whether a share is the least or the most its clause alone says: `over` and `under` tell how the roster differs. A
    share that no whole number of people makes is met by the nearest number below and above.
    """

    day: date
    asked: float
    clauses: str
    on_site: int
    staff: int

    @property
    def share(self) -> int:
        """The share on site, in whole per cent."""
        return round(100 * self.on_site / self.staff) if self.staff else 0

    @property
    def over(self) -> bool:
        """Whether one person fewer would still be no less than the share asked."""
        return 100 * (self.on_site - 1) >= self.asked * self.staff

    @property
    def under(self) -> bool:
        """Whether one person more would still be no more than the share asked."""
        return 100 * (self.on_site + 1) <= self.asked * self.staff


def staff_shares(grid: Grid) -> list[ShareDay]:
    """The working days of the week for which a letter in force then sets a share; one query where none ever did."""
    index = in_force_index()
    if POINT not in index.points:
        return []
    calendar = calendar_of(grid.office)
    found = []
    for place, column in enumerate(grid.days):
        if column.off or not calendar.sessions_on(column.day):
            continue
        at = at_time(column.day, calendar.sessions_on(column.day)[0].start)
        context = PolicyContext(calendar, True, index)
        answer = answers_for(office=grid.office, at=at, points=(POINT,), policy_context=context)[POINT]
        if answer.value is not None:
            on_site = sum(any(shift.place == Shift.Place.ON_SITE for shift in row.cells[place]) for row in grid.rows)
            found.append(ShareDay(column.day, answer.value, say_clauses(answer.because), on_site, len(grid.rows)))
    return found
