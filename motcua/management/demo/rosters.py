"""Two published weeks of duty, with a reserve, and at one ward an afternoon that somebody forgot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from motcua.clock.queries import VIETNAM
from motcua.management.demo.cast import NGUYEN_TRAI_UNIT
from motcua.management.demo.story import Post
from motcua.people.calendars import calendar_of
from motcua.people.models import Office, Staff
from motcua.rosters.models import Shift
from motcua.rosters.times import WHOLE_DAY, times_of

DAYS: Final = 14
AT_HOME: Final = frozenset({2, 4})  # ISO weekdays on which online duty is held from home
# Nobody answers online dossiers at the ward in this afternoon, and nobody stands by on this day.
FORGOTTEN: Final = (date(2020, 4, 8), 12)
NO_RESERVE: Final = date(2020, 4, 10)


def load_rosters(rosters: Mapping[str, tuple[str, tuple[Post, ...]]], at: datetime) -> int:
    """Write the weeks from the day of `at` (aware) of units that have none, published then; returns how many shifts."""
    people = {person.username: person for person in Staff.objects.all()}
    made: list[Shift] = []
    for code, (head, posts) in rosters.items():
        office = Office.objects.get(code=code)
        if not Shift.objects.filter(office=office).exists():
            made += _shifts(office, posts, people, people[head], at)
    return len(Shift.objects.bulk_create(made))


def _shifts(
    office: Office, posts: tuple[Post, ...], people: dict[str, Staff], head: Staff, at: datetime
) -> list[Shift]:
    calendar = calendar_of(office)
    days = [at.date() + timedelta(days=step) for step in range(DAYS)]
    return [
        Shift(
            office=office, staff=people[post.staff], during=during, duty=post.duty, counter=post.counter,
            place="home" if post.duty == "online" and post.place == "on_site" and day.isoweekday() in AT_HOME
            else post.place,
            state=Shift.State.PUBLISHED, changes=1, changed_at=at, changed_by=head,
        )
        for day in days
        if calendar.reception_on(day)
        for post in posts
        for during in times_of(calendar, day, WHOLE_DAY)
        if not _left_out(office.code, post, during.lower.astimezone(VIETNAM))
    ]  # fmt: skip


def _left_out(code: str, post: Post, starts: datetime) -> bool:
    if code != NGUYEN_TRAI_UNIT or post.duty != "online":
        return False
    if post.place == "standby":
        return starts.date() == NO_RESERVE
    return starts.date() == FORGOTTEN[0] and starts.hour >= FORGOTTEN[1]
