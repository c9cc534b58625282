"""Every test vector of the domain's research (section 6.5), one by one, and that none is left out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from motcua.rulebook.deadlines import (
    Limit,
    Unit,
    acceptance_by,
    apology_latest,
    due,
    forward_by,
    reappoint_deadline,
    supplement_request_latest,
)
from motcua.rulebook.work_calendar import Hours, NoWorkingDayError, WorkCalendar, sessions

from .brute_force import due as slowly
from .calendars import at, vietnam
from .test_deadlines_brute_force import offices

DOMAIN = Path(__file__).resolve().parents[2] / ".." / "shared" / "domain.md"
WORKING, DAYS, MONTHS, HOURS = Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS, Unit.HOURS

LIMITS = [
    ("2021-04-20 10:00", Limit(3, WORKING), "2021-04-26 17:00"),  # 21/4 Giỗ Tổ, weekend
    ("2021-05-07 09:00", Limit(3, WORKING), "2021-05-12 17:00"),
    ("2021-04-28 09:00", Limit(3, DAYS), "2021-05-04 17:00"),  # day 3 is Saturday 1/5, 3/5 compensates
    ("2021-04-20 09:00", Limit(10, DAYS), "2021-05-04 17:00"),  # day 10 is 30/4
    ("2021-01-31 00:00", Limit(1, MONTHS), "2021-03-01 17:00"),  # 28/02 is a Sunday
    ("2021-05-07 15:30", Limit(8, HOURS), "2021-05-10 15:30"),
    ("2025-04-25 09:00", Limit(3, WORKING), "2025-04-29 17:00"),  # Saturday 26/4 is worked
    ("2025-04-28 09:00", Limit(3, WORKING), "2025-05-06 17:00"),
    ("2026-08-21 09:00", Limit(3, WORKING), "2026-08-25 17:00"),  # Saturday 22/8 is worked
    ("2026-08-28 09:00", Limit(3, WORKING), "2026-09-07 17:00"),
    ("2020-03-31 09:00", Limit(3, WORKING), "2020-04-06 17:00"),  # 2/4 Giỗ Tổ
]
FORWARD = [("2021-05-07 15:20", "2021-05-10 07:00"), ("2021-05-07 14:59", "2021-05-07 17:00")]
APOLOGY = [("2021-05-12 17:00", "2021-05-11 17:00")]
NOTICE = [("2021-05-07 09:00", "2021-05-12 17:00")]
WALK_IN = ["2020-03-31", "2020-04-03", "2020-04-07", "2020-04-10", "2020-04-14", "2020-04-17", "2020-04-21",
           "2020-04-24", "2020-04-28", "2020-05-05"]  # fmt: skip


@pytest.mark.parametrize(("received", "limit", "expected"), LIMITS)
def test_a_limit(received: str, limit: Limit, expected: str) -> None:
    assert due(at(received), limit, vietnam()).due == at(expected)


@pytest.mark.parametrize(("received", "limit", "expected"), LIMITS)
def test_a_limit_counted_minute_by_minute(received: str, limit: Limit, expected: str) -> None:
    assert slowly(offices("usual", False)[1], at(received), limit.unit.value, limit.value) == at(expected)


@pytest.mark.parametrize(("received", "expected"), FORWARD)
def test_forwarding(received: str, expected: str) -> None:
    assert forward_by(at(received), vietnam()) == at(expected)


@pytest.mark.parametrize(("due_at", "expected"), [*APOLOGY, ("2021-05-10 17:00", "2021-05-07 17:00"),
                                                  ("2021-05-04 17:00", "2021-04-29 17:00")])  # fmt: skip
def test_the_latest_apology_is_on_the_working_day_before(due_at: str, expected: str) -> None:
    assert apology_latest(at(due_at), vietnam()) == at(expected)


@pytest.mark.parametrize(("received", "expected"), NOTICE)
def test_the_notice_of_what_is_not_eligible(received: str, expected: str) -> None:
    assert supplement_request_latest(at(received), vietnam()) == at(expected)


def test_walk_in_days_leave_out_the_holiday() -> None:
    """Letter 004 of 2020: Tuesdays and Fridays from 31 March; 1 May is a Friday and a holiday."""
    first = date(2020, 3, 31)
    days = [first + timedelta(days=step) for step in range(36)]
    assert [day.isoformat() for day in days if day.isoweekday() in (2, 5) and vietnam().is_working_day(day)] == WALK_IN
    assert date(2020, 5, 1).isoweekday() == 5 and not vietnam().is_receiving(at("2020-05-01 09:00"))


def test_no_vector_of_the_research_is_left_out() -> None:
    if not DOMAIN.is_file():
        pytest.skip("the domain's research is not beside the repository")
    section = DOMAIN.read_text(encoding="utf-8").split("### 6.5", 1)[1].split("### 6.6", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("| ") and not line.startswith("| Received")]
    assert len(rows) == len(LIMITS) + len(FORWARD) + len(APOLOGY) + len(NOTICE) + 1
    promised = {moment[:10] for _, _, moment in LIMITS}
    told = {f"{year}-{month}-{day}" for row in rows[:5] + rows[8:13]
            for day, month, year in re.findall(r"(\d\d)/(\d\d)/(\d{4})", row.split("|")[3])}  # fmt: skip
    assert told <= promised


def shut() -> WorkCalendar:
    """An office that is never open in the years that matter."""
    days = {date(2020, 1, 1) + timedelta(days=step): "Đóng" for step in range(365 * 4)}
    return WorkCalendar(days)


@pytest.mark.parametrize("unit", list(Unit))
def test_a_calendar_without_a_working_day_is_said_and_never_hangs(unit: Unit) -> None:
    with pytest.raises(NoWorkingDayError, match="hãy kiểm tra lịch nghỉ"):
        due(at("2021-05-07 09:00"), Limit(1, unit), shut())


def test_nor_do_the_short_clocks_hang() -> None:
    for clock in (forward_by, supplement_request_latest, acceptance_by, apology_latest):
        with pytest.raises(NoWorkingDayError):
            clock(at("2021-05-07 09:00"), shut())
    promised = due(at("2019-05-07 09:00"), Limit(3), vietnam())
    with pytest.raises(ValueError, match="ngoài giờ làm việc"):
        reappoint_deadline(promised, at("2021-05-07 09:00"), shut(), at=at("2019-05-08 09:00"))


def test_hours_without_a_sitting_are_refused() -> None:
    with pytest.raises(ValueError, match="ít nhất một buổi"):
        Hours(weekday=sessions(""))
