"""Coverage: what is missing in a sitting, why, and that help never makes it worse."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.coverage import HOME, ON_SITE, ONLINE, STANDBY, Demand, Gap, OnDuty, Sitting, gaps, overload

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2020, 3, 31)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


MORNING = Sitting(DAY, at(7), at(11, 30))
ANSWER = Demand(ONLINE, "905/UBND-PVHCC, mục 1", "ho-tich")
RESERVE = Demand(ONLINE, "61/2018/NĐ-CP, Điều 12", "ho-tich", standby=True)


def on(
    person: int, since: datetime, until: datetime, *, place: str = ON_SITE, duty: str = ONLINE, fields: str = ""
) -> OnDuty:
    return OnDuty(person, since, until, duty, place, frozenset(fields.split()))


def missing(shifts: list[OnDuty], *demands: Demand) -> list[Gap]:
    return gaps([MORNING], shifts, {DAY: demands or (ANSWER,)})


def test_nobody_is_a_gap_of_the_whole_sitting() -> None:
    (gap,) = missing([])
    assert gap.whole
    assert gap.missing == ((at(7), at(11, 30)),)
    assert gap.demand.because == "905/UBND-PVHCC, mục 1"


@pytest.mark.parametrize(
    ("shift", "met"),
    [
        (on(1, at(7), at(11, 30)), True),
        (on(1, at(7), at(11, 30), place=HOME), True),
        (on(1, at(7), at(11, 30), place=STANDBY), False),
        (on(1, at(7), at(11, 30), duty="counter"), False),
        (on(1, at(7), at(11, 30), fields="ho-tich dat-dai"), True),
        (on(1, at(7), at(11, 30), fields="dat-dai"), False),
        (on(1, at(6), at(12)), True),
        (on(1, at(13, 30), at(17)), False),
    ],
)
def test_which_shift_answers_online_dossiers_of_a_field(shift: OnDuty, met: bool) -> None:
    assert (missing([shift]) == []) is met


def test_a_marshal_at_home_guards_no_door() -> None:
    door = Demand("marshal", "905, mục 5.2")
    assert missing([on(1, at(7), at(11, 30), duty="marshal")], door) == []
    assert len(missing([on(1, at(7), at(11, 30), duty="marshal", place=HOME)], door)) == 1


def test_a_reserve_stands_by_and_is_not_the_one_on_duty() -> None:
    working = on(1, at(7), at(11, 30))
    assert [gap.demand for gap in missing([working], ANSWER, RESERVE)] == [RESERVE]
    assert missing([working, on(2, at(7), at(11, 30), place=STANDBY)], ANSWER, RESERVE) == []


def test_part_of_a_sitting_is_named_by_its_hours() -> None:
    (gap,) = missing([on(1, at(8), at(9)), on(2, at(9), at(10))])
    assert not gap.whole
    assert gap.missing == ((at(7), at(8)), (at(10), at(11, 30)))


def test_two_at_once_are_two_people() -> None:
    two = Demand(ONLINE, "kế hoạch", least=2)
    (gap,) = missing([on(1, at(7), at(11, 30)), on(1, at(8), at(9)), on(2, at(10), at(11, 30))], two)
    assert gap.missing == ((at(7), at(10)),)


def test_somebody_for_whatever_duty() -> None:
    anyone = Demand("", "một người trực")
    assert missing([on(1, at(7), at(11, 30), duty="counter")], anyone) == []


@pytest.mark.parametrize(
    ("waiting", "people", "told"), [(0, 0, False), (1, 0, True), (25, 1, False), (26, 1, True), (50, 2, False)]
)
def test_overload_counts_those_who_work(waiting: int, people: int, told: bool) -> None:
    shifts = [on(number, at(6, 30), at(11)) for number in range(people)] + [on(9, at(7), at(11), place=STANDBY)]
    found = overload(DAY, waiting, shifts, 25)
    assert (found is not None) is told
    if found is not None:
        assert (found.waiting, found.officers, found.each) == (waiting, people, 25)


def test_a_day_begins_at_midnight_in_vietnam_whatever_zone_the_moment_bears() -> None:
    early = at(6, 30).astimezone(ZoneInfo("UTC"))  # the evening before, in that zone
    assert overload(DAY, 1, [on(1, early, at(11))], 25) is None


SHIFTS = st.builds(
    lambda person, start, length, duty, place, fields: OnDuty(
        person, at(6) + timedelta(minutes=start), at(6) + timedelta(minutes=start + length), duty, place, fields
    ),
    st.integers(1, 4),
    st.integers(0, 600),
    st.integers(1, 400),
    st.sampled_from([ONLINE, "counter", "marshal"]),
    st.sampled_from([ON_SITE, HOME, STANDBY]),
    st.frozensets(st.sampled_from(["ho-tich", "dat-dai"]), max_size=2),
)
DEMANDS = st.lists(
    st.builds(
        Demand,
        duty=st.sampled_from([ONLINE, "counter", "marshal", ""]),
        because=st.just("905, mục 1"),
        field=st.sampled_from(["", "ho-tich", "dat-dai"]),
        standby=st.booleans(),
        least=st.integers(1, 3),
    ),
    max_size=6,
)
SITTINGS = [MORNING, Sitting(DAY, at(13, 30), at(17))]


def _minutes(found: list[Gap]) -> dict[tuple[Sitting, Demand], set[datetime]]:
    return {
        (gap.sitting, gap.demand): {
            since + timedelta(minutes=step)
            for since, until in gap.missing
            for step in range(int((until - since).total_seconds() // 60))
        }
        for gap in found
    }


@given(st.lists(SHIFTS, max_size=8), SHIFTS, DEMANDS)
def test_one_more_shift_never_makes_one_more_gap(shifts: list[OnDuty], more: OnDuty, demands: list[Demand]) -> None:
    before = _minutes(gaps(SITTINGS, shifts, {DAY: demands}))
    after = _minutes(gaps(SITTINGS, [*shifts, more], {DAY: demands}))
    for where, minutes in after.items():
        assert minutes <= before[where]


@given(st.lists(SHIFTS, max_size=8), DEMANDS)
def test_gaps_are_those_minutes_in_which_too_few_serve(shifts: list[OnDuty], demands: list[Demand]) -> None:
    found = gaps(SITTINGS, shifts, {DAY: demands})
    assert all(gap.sitting.day == DAY and gap.demand.because and gap.missing for gap in found)
    told = _minutes(found)
    for sitting in SITTINGS:
        for demand in demands:
            moment = sitting.start
            while moment < sitting.end:
                people = {
                    shift.person
                    for shift in shifts
                    if shift.start <= moment < shift.end
                    and demand.duty in ("", shift.duty)
                    and (not demand.field or not shift.fields or demand.field in shift.fields)
                    and (
                        shift.place == STANDBY
                        if demand.standby
                        else shift.place == ON_SITE or (shift.place == HOME and shift.duty == ONLINE)
                    )
                }
                assert (moment in told.get((sitting, demand), set())) is (len(people) < demand.least)
                moment += timedelta(minutes=1)
