"""Two thousand limits counted twice: by the rulebook, and minute by minute."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

import pytest

from motcua.rulebook.deadlines import Limit, Unit, due, pause_deadline, restart_deadline, resume_deadline
from motcua.rulebook.public_holidays import load_vietnam
from motcua.rulebook.special_days import WORKED
from motcua.rulebook.work_calendar import VIETNAM, Hours, WorkCalendar, sessions

from .brute_force import MINUTES_A_DAY, Office, after_pause, due_minute
from .brute_force import due as slowly

CASES = 2000
CUT_OFF = time(15)
FIRST_YEAR, YEARS = 2020, 8
HOURS = {
    "usual": (("07:00", "11:30"), ("13:30", "17:00")),
    "short": (("07:30", "11:30"), ("13:30", "17:00")),
    "summer": (("06:30", "11:00"), ("13:00", "16:30")),
    "one sitting": (("08:00", "14:24"),),
}
MOST = {"minutes": 3000, "hours": 90, "half_days": 9, "working_days": 45, "days": 70, "months": 7, "years": 1}


@cache
def closed_by_storm() -> frozenset[date]:
    """Days that one district took off besides the nation's."""
    chance = random.Random(7)
    return frozenset(date(FIRST_YEAR, 1, 1) + timedelta(days=chance.randrange(365 * YEARS)) for _ in range(120))


@cache
def offices(name: str, storms: bool) -> tuple[WorkCalendar, Office]:
    """The same office for the rulebook and for the brute force."""
    rows = load_vietnam(range(FIRST_YEAR, FIRST_YEAR + YEARS))
    make_up = {row.day for row in rows if row.kind == WORKED}
    off = {row.day: row.label for row in rows if row.kind != WORKED}
    if storms:
        off |= dict.fromkeys(closed_by_storm() - make_up, "Nghỉ do bão")
    text = ", ".join(f"{start}-{end}" for start, end in HOURS[name])
    calendar = WorkCalendar(off, dict.fromkeys(make_up, "Làm bù"), Hours(sessions(text)))
    return calendar, Office.build(FIRST_YEAR, YEARS, HOURS[name], set(off), make_up)


def cases() -> list[tuple[str, bool, datetime, Limit, time]]:
    """Random, and the same every time."""
    chance = random.Random(20200331)
    found = []
    for _ in range(CASES):
        unit = chance.choice([*MOST, "working_days", "same_day"])
        value = Decimal(chance.randint(1, MOST.get(unit, 1)))
        if unit == "working_days" and chance.random() < 0.15:
            value = value - 1 + Decimal("0.5")
        received = datetime(FIRST_YEAR, 1, 2, tzinfo=VIETNAM) + timedelta(minutes=chance.randrange(5 * 365 * 24 * 60))
        if chance.random() < 0.5:  # most people come in the daytime, many at the very edges of a sitting
            edge = chance.choice(["07:00", "11:29", "11:30", "13:30", "15:00", "15:01", "16:59", "17:00"])
            received = datetime.combine(received.date(), time.fromisoformat(edge), VIETNAM)
        cut_off = CUT_OFF if chance.random() < 0.7 else time(chance.randint(9, 16), chance.choice([0, 30]))
        found.append((chance.choice(sorted(HOURS)), chance.random() < 0.5, received, Limit(value, Unit(unit)), cut_off))
    return found


@pytest.mark.parametrize("part", range(8))
def test_two_thousand_limits_end_at_the_same_minute(part: int) -> None:
    for name, storms, received, limit, cut_off in cases()[part::8]:
        calendar, office = offices(name, storms)
        counted = due(received, limit, calendar, cut_off=cut_off).due
        expected = slowly(office, received, limit.unit.value, limit.value, cut_off)
        assert counted == expected, (name, storms, received, limit, cut_off)


def test_two_calculators_can_disagree() -> None:
    """The brute force is no echo: another calendar gives another answer."""
    received, limit = datetime(2021, 4, 20, 10, tzinfo=VIETNAM), Limit(3)
    there = Office.build(2020, 3, HOURS["usual"], (), ())
    assert slowly(there, received, "working_days", limit.value) != due(received, limit, offices("usual", False)[0]).due


def pauses(chance: random.Random, start: int, most: int) -> list[tuple[int, int]]:
    """One to three pauses after each other, from minute `start` on."""
    found, at = [], start
    for _ in range(chance.randint(1, 3)):
        begin = at + chance.randrange(1, most)
        end = begin + chance.randrange(0, 20 * MINUTES_A_DAY)
        found.append((begin, end))
        at = end + 1
    return found


def test_hours_with_pauses_end_at_the_same_minute() -> None:
    chance = random.Random(61)
    for _ in range(400):
        calendar, office = offices(chance.choice(sorted(HOURS)), chance.random() < 0.5)
        limit = Limit(chance.randint(1, 60), Unit.HOURS)
        start = chance.randrange(10 * MINUTES_A_DAY, 5 * 365 * MINUTES_A_DAY)
        deadline = due(office.moment_of(start), limit, calendar)
        stood = []
        for begin, end in pauses(chance, start, 6 * MINUTES_A_DAY):
            if office.moment_of(begin) > deadline.due:
                break  # the dossier was late by then: a later pause gives nothing back
            stood.append((begin, end))
            deadline = resume_deadline(
                pause_deadline(deadline, office.moment_of(begin)), office.moment_of(end), calendar
            )
        expected = office.run(start, int(limit.value * 60), stood)
        assert office.minute_of(deadline.due) == expected, (start, limit, stood)


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.DAYS])
def test_days_with_a_pause_end_on_the_same_day(unit: Unit) -> None:
    chance = random.Random(19)
    for _ in range(300):
        calendar, office = offices(chance.choice(sorted(HOURS)), chance.random() < 0.5)
        limit = Limit(chance.randint(1, 40), unit)
        start = chance.randrange(10 * MINUTES_A_DAY, 5 * 365 * MINUTES_A_DAY)
        ((begin, end), *_) = pauses(chance, start, 40 * MINUTES_A_DAY)
        first = due(office.moment_of(start), limit, calendar)
        found = resume_deadline(pause_deadline(first, office.moment_of(begin)), office.moment_of(end), calendar)
        promised = due_minute(office, start, unit.value, limit.value)
        last_day = office.begin(start) // MINUTES_A_DAY + int(limit.value)
        whole = due_minute(office, end, unit.value, limit.value)
        expected = after_pause(office, promised, last_day, unit.value, whole, (begin, end))
        assert office.minute_of(found.due) == expected, (start, limit, begin, end)


def test_a_restart_counts_the_whole_limit_again() -> None:
    chance = random.Random(194)
    for _ in range(300):
        calendar, office = offices(chance.choice(sorted(HOURS)), chance.random() < 0.5)
        unit = chance.choice(["hours", "working_days", "days", "months"])
        limit = Limit(chance.randint(1, min(MOST[unit], 30)), Unit(unit))
        start = chance.randrange(10 * MINUTES_A_DAY, 5 * 365 * MINUTES_A_DAY)
        ((begin, end), *_) = pauses(chance, start, 20 * MINUTES_A_DAY)
        first = due(office.moment_of(start), limit, calendar)
        again = restart_deadline(pause_deadline(first, office.moment_of(begin)), office.moment_of(end), calendar)
        assert office.minute_of(again.due) == due_minute(office, end, unit, limit.value), (start, limit, begin, end)
        late = office.moment_of(begin) > first.due
        assert again.original_due == (first.due if late else again.due)
