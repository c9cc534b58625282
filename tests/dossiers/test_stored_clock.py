"""The clock in a dossier's row is the rulebook's: random courses of acts, kept in the database between the acts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from motcua.catalog.models import TimeLimit
from motcua.dossiers.life import clock
from motcua.dossiers.models import Dossier
from motcua.people.calendars import calendar_of
from motcua.people.models import CalendarDay
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook import deadlines
from motcua.rulebook.deadlines import Deadline, Limit, Unit
from motcua.rulebook.public_holidays import load_vietnam
from motcua.rulebook.special_days import WORKED
from motcua.rulebook.work_calendar import VIETNAM, WorkCalendar
from tests.dossiers.action_steps import accepted
from tests.dossiers.world import World
from tests.rulebook.brute_force import MINUTES_A_DAY, Office, after_pause, due_minute

FIRST_YEAR, YEARS = 2020, 4
HOURS = (("07:00", "11:30"), ("13:30", "17:00"))
MOST = {"minutes": 900, "hours": 60, "half_days": 9, "working_days": 30, "days": 60, "months": 4, "same_day": 1}
COURSES = 250


@pytest.fixture
def row(world: World) -> Dossier:
    """A dossier whose office keeps the nation's holidays of these years."""
    CalendarDay.objects.all().delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            day=day.day,
            kind=CalendarDay.Kind.WORKING if day.kind == WORKED else CalendarDay.Kind.OFF,
            label=day.label,
        )
        for day in load_vietnam(range(FIRST_YEAR, FIRST_YEAR + YEARS))
    )
    return accepted(world)


@pytest.fixture
def brute() -> Office:
    """The same office, minute by minute."""
    days = load_vietnam(range(FIRST_YEAR, FIRST_YEAR + YEARS))
    make_up = {day.day for day in days if day.kind == WORKED}
    return Office.build(FIRST_YEAR, YEARS, HOURS, {day.day for day in days} - make_up, make_up)


def begun(row: Dossier, chance: random.Random, calendar: WorkCalendar) -> tuple[Dossier, Deadline]:
    """The row with a clock just started, and the same deadline in memory."""
    unit = Unit(chance.choice(sorted(MOST)))
    limit = Limit(chance.randint(1, MOST[unit]), unit)
    received = datetime(FIRST_YEAR, 1, 6, 6, tzinfo=VIETNAM) + timedelta(minutes=chance.randrange(2 * 365 * 24 * 60))
    TimeLimit.objects.filter(procedure=row.procedure).update(value=limit.value, unit=limit.unit)
    row.reappointed_at = None
    clock.start_clock(row, received)
    return kept(row), deadlines.due(received, limit, calendar)


def kept(row: Dossier) -> Dossier:
    """Written to the database and read back, as it is between two acts."""
    row.save()
    return Dossier.objects.select_related("office", "procedure").get(pk=row.pk)


def moments(chance: random.Random, start: datetime) -> Iterator[datetime]:
    """Rising moments, any time of day."""
    at = start
    while True:
        at += timedelta(minutes=chance.randrange(1, 9 * MINUTES_A_DAY))
        yield at


def same(row: Dossier, deadline: Deadline, calendar: WorkCalendar) -> None:
    """What the row says is the deadline, to the last word; its story is in words already."""
    found = clock.deadline_of(row, calendar)
    assert found is not None
    assert replace(found, story=()) == replace(deadline, story=())
    assert tuple(row.due_lines) == found.lines == deadline.lines


@pytest.mark.parametrize("part", range(5))
def test_random_courses_of_acts_are_kept_as_the_rulebook_counts_them(row: Dossier, part: int) -> None:
    chance = random.Random(1900 + part)
    calendar = calendar_of(row.office)
    refused = 0
    for _ in range(COURSES // 5):
        row, deadline = begun(row, chance, calendar)
        same(row, deadline, calendar)
        for at in (at for _, at in zip(range(6), moments(chance, deadline.received), strict=False)):
            act = chance.choice(["restart", "resume"] if deadline.paused_at else ["pause", "pause", "reappoint"])
            if act == "pause":
                deadline = deadlines.pause_deadline(deadline, at, "yêu cầu bổ sung")
                clock.pause_clock(row, at, "yêu cầu bổ sung")
            elif act == "resume":
                deadline = deadlines.resume_deadline(deadline, at, calendar, "nhận đủ bổ sung")
                clock.resume_clock(row, at, "nhận đủ bổ sung")
            elif act == "restart":
                deadline = deadlines.restart_deadline(deadline, at, calendar)
                clock.restart_clock(row, at)
            else:
                promised = deadline.due + timedelta(minutes=chance.randrange(-600, 9000))
                try:
                    deadline = deadlines.reappoint_deadline(deadline, promised, calendar, "chờ xác minh", at=at)
                except deadlines.DeadlineChangeError as wrong:
                    refused += 1
                    with pytest.raises((InvalidInput, NotAllowed)) as said:
                        clock.reappoint_clock(row, promised, at, "chờ xác minh")
                    assert str(wrong) in (str(said.value), *getattr(said.value, "errors", {}).values())
                else:
                    clock.reappoint_clock(row, promised, at, "chờ xác minh")
            row = kept(row)
            same(row, deadline, calendar)
    assert refused > 5


def test_a_stored_clock_ends_where_the_walk_over_the_minutes_ends(row: Dossier, brute: Office) -> None:
    chance = random.Random(61)
    calendar = calendar_of(row.office)
    for number in range(120):
        row, deadline = begun(row, chance, calendar)
        unit, value = deadline.limit.unit, deadline.limit.value
        start = brute.minute_of(deadline.received)
        promised = due_minute(brute, start, unit.value, value)
        assert brute.minute_of(deadline.due) == promised and row.due_at == deadline.due
        stopped, came = (at for _, at in zip(range(2), moments(chance, deadline.received), strict=False))
        clock.pause_clock(row, stopped, "yêu cầu bổ sung")
        row = kept(row)
        whole = due_minute(brute, brute.minute_of(came), unit.value, value)
        if number % 2 or unit not in {Unit.WORKING_DAYS, Unit.DAYS, Unit.HOURS}:
            clock.restart_clock(row, came)
            expected = whole
        else:
            clock.resume_clock(row, came, "nhận đủ bổ sung")
            pause = brute.minute_of(stopped), brute.minute_of(came)
            if unit is Unit.HOURS:
                expected = brute.run(start, int(value * 60), [pause]) if stopped <= deadline.due else promised
            else:
                last_day = brute.begin(start) // MINUTES_A_DAY + int(value)
                expected = after_pause(brute, promised, last_day, unit.value, whole, pause)
        row = kept(row)
        assert brute.minute_of(row.due_at) == expected, (deadline.received, deadline.limit, stopped, came)
        assert row.paused_at is None


def test_a_second_pause_remembers_the_day_the_count_reached(row: Dossier) -> None:
    """A calendar limit that ends on a day off: only the day itself, not the working day after it, is carried over."""
    TimeLimit.objects.filter(procedure=row.procedure).update(value=30, unit="days")
    clock.start_clock(row, datetime(2021, 4, 1, 9, tzinfo=VIETNAM))
    assert row.count_last_day == date(2021, 5, 1)
    for stopped, back in ((8, 15), (19, 22)):
        clock.pause_clock(row, datetime(2021, 4, stopped, 9, tzinfo=VIETNAM), "yêu cầu bổ sung")
        row = kept(row)
        clock.resume_clock(row, datetime(2021, 4, back, 9, tzinfo=VIETNAM), "nhận đủ bổ sung")
        row = kept(row)
    assert row.count_last_day == date(2021, 5, 11)
    assert row.due_at == datetime(2021, 5, 11, 17, tzinfo=VIETNAM)
