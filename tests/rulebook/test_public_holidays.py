from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from motcua.rulebook.public_holidays import (
    COMPENSATION,
    HOLIDAY,
    KINDS,
    KNOWN_SWAPS,
    SWAPPED,
    WORKED,
    load_vietnam,
)

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "holidays_2015_2027.csv"

# Weekday days off and worked Saturdays as announced, year by year; weekends inside Tết are not listed.
OFF = {
    2020: "01/01 23/01 24/01 27/01 28/01 29/01 02/04 30/04 01/05 02/09",
    2021: "01/01 10/02 11/02 12/02 15/02 16/02 21/04 30/04 03/05 02/09 03/09",
    2022: "03/01 31/01 01/02 02/02 03/02 04/02 11/04 02/05 03/05 01/09 02/09",
    2023: "02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09",
    2024: "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09",
    2025: "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09",
    2026: "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11",
}
WORKED_ON = {2024: "04/05", 2025: "26/04", 2026: "10/01 22/08"}


def written(days: list[date]) -> str:
    return " ".join(f"{day:%d/%m}" for day in days)


@pytest.mark.parametrize("year", OFF)
def test_days_off_and_worked_saturdays_as_announced(year):
    rows = load_vietnam([year])
    assert written([row.day for row in rows if row.kind != WORKED and row.day.weekday() < 5]) == OFF[year]
    assert written([row.day for row in rows if row.kind == WORKED]) == WORKED_ON.get(year, "")


def test_rows_are_in_order_unique_and_of_known_kinds():
    rows = load_vietnam(range(2018, 2028))
    days = [row.day for row in rows]
    assert days == sorted(set(days))
    assert {row.kind for row in rows} <= set(KINDS)
    assert all(row.label for row in rows)


def test_a_swap_over_new_year_is_in_both_years():
    assert date(2018, 12, 31) in {row.day for row in load_vietnam([2018]) if row.kind == SWAPPED}
    [worked] = [row for row in load_vietnam([2019]) if row.day == date(2019, 1, 5)]
    assert worked.kind == WORKED
    assert worked.label == "Ngày làm việc bù cho 31/12/2018"


def test_each_swapped_day_is_worked_once():
    rows = load_vietnam(range(2018, 2028))
    assert len([row for row in rows if row.kind == SWAPPED]) == len([row for row in rows if row.kind == WORKED])


def test_what_is_not_announced_says_so():
    assert all(row.note for row in load_vietnam([2027]))
    notes = {row.day: row.note for row in load_vietnam([2026])}
    assert notes[date(2026, 11, 24)]
    assert notes[date(2026, 1, 2)]
    assert not notes[date(2026, 9, 2)]


def test_no_years_no_rows():
    assert load_vietnam([]) == ()


def test_the_research_file_agrees_save_for_the_swap_it_does_not_know():
    if not SHARED.exists():
        pytest.skip("the research data is not beside this repository")
    kinds = {"nghi": HOLIDAY, "nghi_bu": COMPENSATION, "nghi_hoan_doi": SWAPPED, "lam_bu": WORKED}
    with SHARED.open(encoding="utf-8") as lines:
        theirs = {(date.fromisoformat(row["date"]), kinds[row["kind"]]) for row in csv.DictReader(lines)}
    ours = {(row.day, row.kind) for row in load_vietnam(range(2018, 2028))}
    new = {(day, SWAPPED) for day in KNOWN_SWAPS} | {(day, WORKED) for day in KNOWN_SWAPS.values()}
    assert ours - {pair for pair in theirs if pair[0].year >= 2018} == new
    assert not {pair for pair in theirs if pair[0].year >= 2018} - ours
