"""Deadlines per second, against a floor measured in the same run.

The floor counts the same working days in the barest Python there is: a set of days off, dates stepped one by one, no
zone, no explanation, no reception rule. The ratio is the price of being right and explained.
"""

from __future__ import annotations

import time as stopwatch
from datetime import date, datetime, time, timedelta
from random import Random

from bench._table import Figure, report
from motcua.rulebook.deadlines import Limit, Unit, due
from motcua.rulebook.public_holidays import WORKED, load_vietnam
from motcua.rulebook.work_calendar import VIETNAM, WorkCalendar

CASES = 20_000
DAY = timedelta(days=1)


def main() -> None:
    """Report deadlines a second, counted alone and with their explanation."""
    rows = load_vietnam(range(2019, 2028))
    calendar = WorkCalendar.from_rows(rows)
    source = Random(2020)
    first = datetime(2020, 1, 1, tzinfo=VIETNAM)
    cases = [
        (first + timedelta(minutes=source.randrange(6 * 365 * 1440)), source.choice([1, 2, 3, 3, 5, 7, 10, 15]))
        for _ in range(CASES)
    ]
    limits = {count: Limit(count, Unit.WORKING_DAYS) for _, count in cases}

    off = frozenset(row.day for row in rows if row.kind != WORKED)
    worked = frozenset(row.day for row in rows if row.kind == WORKED)

    floor = _per_second(lambda: [_bare(received.date(), count, off, worked) for received, count in cases])
    counted = _per_second(lambda: [due(received, limits[count], calendar) for received, count in cases])
    explained = _per_second(lambda: [due(received, limits[count], calendar).lines for received, count in cases])

    report(
        Figure("deadline counted", counted, floor, "/s"),
        Figure("deadline explained", explained, floor, "/s"),
        note=f"{CASES:,} cases; floor: a bare count of days",
    )


def _bare(day: date, count: int, off: frozenset[date], worked: frozenset[date]) -> datetime:
    while count:
        day += DAY
        if day in worked or (day.weekday() < 5 and day not in off):
            count -= 1
    return datetime.combine(day, time(17))


def _per_second(run) -> float:
    """Best of three passes, after one to warm up."""
    run()
    best = float("inf")
    for _ in range(3):
        start = stopwatch.perf_counter()
        run()
        best = min(best, stopwatch.perf_counter() - start)
    return CASES / best


if __name__ == "__main__":
    main()
