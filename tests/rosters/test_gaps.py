"""Gaps of units: fields of the catalogue, duties of letters, the reserve, overload; few queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import actions as dossiers
from motcua.people.models import CalendarDay, Office, Staff
from motcua.rosters.queries.gaps import UnitGaps, gaps_of
from motcua.rosters.queries.shifts import own_shifts
from motcua.rosters.queries.week_grid import week_grid
from motcua.rulebook.coverage import reserve_demand
from tests.dossiers.test_submission import enact
from tests.dossiers.world import PERSON, draft_at
from tests.rosters.unit import BEFORE, TODAY, Unit

WORKED = [TODAY + timedelta(days=step) for step in range(14) if (TODAY + timedelta(days=step)).isoweekday() < 6]


def _gaps(unit: Unit) -> UnitGaps:
    (found,) = gaps_of([unit.office], BEFORE)
    return found


def test_an_empty_roster_lacks_everything_on_every_working_day(unit: Unit) -> None:
    found = _gaps(unit)
    assert found.days == 10
    assert found.nobody == 20
    assert {line.gap.sitting.day for line in found.lines} == set(WORKED)
    assert {line.gap.demand.because for line in found.lines} == {
        reserve_demand("online", "HT", TODAY).because,
        "Mỗi ngày làm việc phải có người tiếp nhận hồ sơ nộp trực tuyến mức độ 3, 4",
    }


def test_a_full_roster_lacks_nothing_and_a_day_off_asks_nothing(unit: Unit) -> None:
    CalendarDay.objects.create(day=date(2020, 4, 2), kind="off", label="Giỗ Tổ")
    for day in WORKED:
        if day != date(2020, 4, 2):
            unit.plan(unit.lan, day=day, sitting="day", duty="online", fields=["HT"])
            unit.plan(unit.hoa, day=day, sitting="day", duty="online", place="standby")
    assert _gaps(unit).lines == []


def test_a_field_not_covered_is_named(unit: Unit) -> None:
    unit.plan(unit.lan, day=TODAY, duty="online", place="home")
    lines = [line for line in _gaps(unit).lines if line.gap.sitting.day == TODAY]
    assert [(line.gap.sitting.start.hour, line.gap.demand.standby) for line in lines] == [
        (7, True), (13, False), (13, True),
    ]  # fmt: skip


def test_online_dossiers_waiting_with_nobody_on_duty_are_overload(unit: Unit) -> None:
    draft = draft_at(unit.office, unit.world.procedure, moment=BEFORE, person=PERSON)
    dossiers.submit_online(draft=draft, at=BEFORE)
    found = _gaps(unit).overload
    assert found is not None
    assert (found.waiting, found.officers, found.day) == (1, 0, TODAY)
    unit.plan(unit.lan, day=TODAY, duty="online")
    assert _gaps(unit).overload is None


def test_who_works_too_many_half_days_is_named(unit: Unit, settings: object) -> None:
    settings.ROSTER_WEEK_SITTINGS = 1  # type: ignore[attr-defined]
    unit.plan(unit.lan, sitting="day")
    (heavy,) = _gaps(unit).heavy
    assert (heavy.name, heavy.half_days, heavy.monday) == (unit.lan.full_name, 2, TODAY)


def _queries(unit: Unit, offices: list[Office]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        gaps_of(offices, BEFORE)
    return len(seen)


def test_queries_do_not_grow_with_units_or_people(unit: Unit) -> None:
    gaps_of([unit.office], BEFORE)  # the calendar's days are read once
    unit.plan(unit.lan)
    few = _queries(unit, [unit.office])
    with CaptureQueriesContext(connection) as small:
        week_grid(unit.office, TODAY, with_plans=True)
    for number in range(10):
        staff = Staff.objects.create(username=f"p{number}", full_name=f"Người {number}", office=unit.office)
        unit.plan(staff, duty="online")
    assert _queries(unit, [unit.office, unit.world.elsewhere]) == few <= 10
    with CaptureQueriesContext(connection) as large:
        week_grid(unit.office, TODAY, with_plans=True)
    assert len(large) == len(small) <= 7


def test_the_worst_unit_comes_first(unit: Unit) -> None:
    for day in WORKED:
        unit.plan(unit.lan, day=day, sitting="day", duty="online")
    order = [gap.office for gap in gaps_of([unit.office, unit.world.elsewhere], BEFORE)]
    assert order == [unit.world.elsewhere, unit.office]


def test_own_shifts_are_the_published_ones(unit: Unit) -> None:
    unit.plan(unit.lan)
    assert own_shifts(unit.lan, BEFORE) == []
    unit.publish()
    assert len(own_shifts(unit.lan, BEFORE)) == 1


@pytest.mark.parametrize("days", [1, 14])
def test_only_the_days_asked_for(unit: Unit, days: int) -> None:
    (found,) = gaps_of([unit.office], BEFORE, days=days)
    assert max(line.gap.sitting.day for line in found.lines) <= TODAY + timedelta(days=days - 1)


def _letter(unit: Unit) -> None:
    """From Tuesday somebody guards the door, and an officer answers online dossiers."""
    duties = [
        {"point": f"duty.{role}", "value": True, "when": {}, "from": "2020-03-31"}
        for role in ("marshal", "online_officer", "support_contact")
    ]
    enact(unit.world, *duties)


def test_what_a_letter_demands_is_missing_with_its_clause(unit: Unit) -> None:
    _letter(unit)
    for day in WORKED:
        unit.plan(unit.lan, day=day, sitting="day", duty="online")
        unit.plan(unit.hoa, day=day, sitting="day", duty="online", place="standby")
    lines = _gaps(unit).lines
    assert {line.gap.demand.duty for line in lines} == {"marshal"}
    assert {line.gap.demand.because for line in lines} == {"905/UBND-PVHCC, mục 2.1"}
    assert TODAY not in {line.gap.sitting.day for line in lines}
    assert len(lines) == 18
    for day in WORKED[1:]:
        unit.plan(unit.minh, day=day, sitting="day", duty="marshal")
    assert _gaps(unit).lines == []


def test_online_duty_is_missing_by_the_letter_once_one_asks_for_it(unit: Unit) -> None:
    _letter(unit)
    because = {
        line.gap.sitting.day: line.gap.demand.because
        for line in _gaps(unit).lines
        if line.gap.demand.duty == "online" and not line.gap.demand.standby
    }
    assert because[TODAY].startswith("Mỗi ngày làm việc")
    assert because[WORKED[1]] == "905/UBND-PVHCC, mục 2.1"
