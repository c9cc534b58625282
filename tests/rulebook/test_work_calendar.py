from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.work_calendar import (
    VIETNAM,
    Hours,
    NaiveMomentError,
    NoWorkingDayError,
    Session,
    WorkCalendar,
    localise,
    sessions,
)

from .calendars import at, saturday_mornings, short_day, vietnam

moments = st.datetimes(datetime(2019, 1, 1), datetime(2027, 6, 30)).map(
    lambda naive: naive.replace(second=0, microsecond=0, tzinfo=VIETNAM)
)
calendars = st.sampled_from([vietnam(), short_day(), saturday_mornings()])


def test_weekends_and_holidays_are_off_and_swapped_saturdays_are_worked():
    calendar = vietnam()
    assert not calendar.is_working_day(date(2021, 4, 21))
    assert calendar.why_off(date(2021, 4, 21)) == "Ngày Giỗ Tổ Hùng Vương"
    assert calendar.why_off(date(2021, 4, 24)) == "thứ Bảy"
    assert calendar.is_working_day(date(2025, 4, 26))
    assert calendar.why_off(date(2025, 4, 26)) == ""
    assert not calendar.is_working_day(date(2025, 5, 2))


def test_a_make_up_day_overrides_a_day_off():
    day = date(2020, 3, 28)
    calendar = WorkCalendar(days_off={day: "Nghỉ"}, working_days={day: "Làm bù"})
    assert calendar.is_working_day(day)


def test_walk_in_fridays_of_2020_skip_the_first_of_may():
    fridays = [date(2020, 4, 3) + timedelta(weeks=week) for week in range(5)]
    assert [vietnam().is_working_day(day) for day in fridays] == [True, True, True, True, False]


def test_tet_2020_is_one_long_rest():
    assert vietnam().next_working_day(date(2020, 1, 22)) == date(2020, 1, 30)
    assert vietnam().previous_working_day(date(2020, 1, 30)) == date(2020, 1, 22)


@pytest.mark.parametrize(
    ("received", "counts_from"),
    [
        ("2020-03-27 17:05", "2020-03-30 07:00"),
        ("2020-03-27 17:00", "2020-03-30 07:00"),
        ("2020-03-27 16:59", "2020-03-27 16:59"),
        ("2020-03-27 12:10", "2020-03-27 13:30"),
        ("2020-03-27 05:00", "2020-03-27 07:00"),
        ("2020-03-28 09:00", "2020-03-30 07:00"),
        ("2020-01-24 09:00", "2020-01-30 07:00"),
    ],
)
def test_time_out_of_hours_belongs_to_the_next_session(received, counts_from):
    assert vietnam().working_moment_from(at(received)) == at(counts_from)


def test_saturday_reception_receives_but_does_not_count_unless_configured():
    saturday = at("2020-03-28 09:00")
    assert saturday_mornings().is_receiving(saturday)
    assert not saturday_mornings().is_working_day(saturday.date())
    assert saturday_mornings().working_moment_from(saturday) == at("2020-03-30 07:00")
    counting = WorkCalendar(hours=Hours(saturday=sessions("07:00-11:30"), saturday_counts=True))
    assert counting.working_moment_from(saturday) == saturday
    assert counting.closing(saturday.date()) == at("2020-03-28 11:30")
    assert not vietnam().is_receiving(saturday)


def test_saturday_reception_rests_on_a_holiday():
    first_of_may = at("2021-05-01 08:00")
    assert not saturday_mornings().is_receiving(first_of_may)


def test_a_make_up_saturday_is_worked_as_a_weekday():
    assert vietnam().closing(date(2025, 4, 26)) == at("2025-04-26 17:00")


def test_hours_may_differ_by_weekday():
    calendar = WorkCalendar(hours=Hours(special={5: sessions("07:00-11:30")}))
    assert calendar.closing(date(2020, 3, 27)) == at("2020-03-27 11:30")
    assert calendar.working_moment_from(at("2020-03-27 13:00")) == at("2020-03-30 07:00")


def test_a_day_is_the_offices_own_day():
    assert vietnam().hours.day_length == timedelta(hours=8)
    assert short_day().hours.day_length == timedelta(hours=7, minutes=30)


def test_other_zones_are_converted():
    in_utc = datetime(2020, 3, 31, 3, 30, tzinfo=UTC)
    in_paris = in_utc.astimezone(ZoneInfo("Europe/Paris"))
    assert vietnam().working_moment_from(in_utc) == vietnam().working_moment_from(in_paris) == at("2020-03-31 10:30")
    assert localise(in_utc).hour == 10
    # The last evening hour of Sunday in Paris is already Monday morning in Hà Giang.
    assert localise(datetime(2020, 3, 29, 23, 30, tzinfo=ZoneInfo("Europe/Paris"))).date() == date(2020, 3, 30)


def test_the_night_when_paris_turns_its_clocks_costs_nothing_here():
    paris = ZoneInfo("Europe/Paris")
    before, after = datetime(2020, 3, 28, 20, tzinfo=paris), datetime(2020, 3, 30, 9, 30, tzinfo=paris)
    assert vietnam().working_minutes_between(before, after) == 330


def test_a_moment_without_zone_is_refused():
    naive = datetime(2020, 3, 31, 10, 30)
    for call in (vietnam().working_moment_from, vietnam().is_receiving):
        with pytest.raises(NaiveMomentError, match="múi giờ"):
            call(naive)
    with pytest.raises(NaiveMomentError):
        vietnam().working_time_between(naive, at("2020-03-31 11:00"))


def test_a_calendar_without_working_days_says_so_instead_of_searching_for_ever():
    start = date(2020, 1, 1)
    closed = WorkCalendar(days_off={start + timedelta(days=step): "Đóng" for step in range(-400, 800)})
    with pytest.raises(NoWorkingDayError, match="366"):
        closed.next_working_day(start)
    with pytest.raises(NoWorkingDayError):
        closed.previous_working_day(start)
    with pytest.raises(NoWorkingDayError):
        closed.add_working_time(at("2020-01-01 08:00"), timedelta(hours=1))


def test_a_working_day_exactly_366_days_on_is_found():
    start = date(2020, 1, 1)
    closed = WorkCalendar(days_off={start + timedelta(days=step): "Đóng" for step in range(366)})
    assert closed.next_working_day(start) == start + timedelta(days=366)


def test_opening_of_a_day_off_is_an_error_with_its_reason():
    with pytest.raises(ValueError, match="Giỗ Tổ"):
        vietnam().opening(date(2021, 4, 21))


def test_negative_amounts_are_refused():
    with pytest.raises(ValueError, match="âm"):
        vietnam().add_working_days(date(2020, 3, 31), -1)
    with pytest.raises(ValueError, match="âm"):
        vietnam().add_working_time(at("2020-03-31 08:00"), timedelta(minutes=-1))


def test_sessions_are_read_and_malformed_ones_refused():
    assert sessions("07:00–11:30,13:30-17:00") == (
        Session(time(7), time(11, 30)),
        Session(time(13, 30), time(17)),
    )
    assert sessions("") == ()
    for wrong in ("7h-11h", "11:30-07:00", "07:00-11:30, 11:00-17:00", "13:30-17:00, 07:00-11:30", "07:00"):
        with pytest.raises(ValueError, match="uổi"):
            sessions(wrong)
    with pytest.raises(ValueError, match="ít nhất một buổi"):
        Hours(weekday=())


def test_two_offices_with_different_hours_do_not_disturb_each_other():
    # The peer kept hours in shared fields, so that one site's hours leaked into another's deadlines.
    first = [vietnam().opening(date(2020, 3, 31)), short_day().opening(date(2020, 3, 31))]
    again = [vietnam().opening(date(2020, 3, 31)), short_day().opening(date(2020, 3, 31))]
    assert first == again == [at("2020-03-31 07:00"), at("2020-03-31 07:30")]


def test_working_days_between():
    assert vietnam().working_days_between(date(2021, 4, 20), date(2021, 4, 26)) == 3
    assert vietnam().working_days_between(date(2021, 4, 26), date(2021, 4, 20)) == -3


@given(calendars, moments, st.integers(0, 6000))
def test_adding_time_and_measuring_it_agree(calendar, moment, minutes):
    end = calendar.add_working_minutes(moment, minutes)
    assert calendar.working_minutes_between(moment, end) == minutes
    assert calendar.is_working_day(end.date())
    assert end >= moment


@given(calendars, moments, st.integers(0, 2000), st.integers(0, 2000))
def test_adding_in_two_parts_is_adding_at_once(calendar, moment, first, second):
    once = calendar.add_working_minutes(moment, first + second)
    twice = calendar.add_working_minutes(calendar.add_working_minutes(moment, first), second)
    assert once == twice or calendar.working_minutes_between(once, twice) == 0


@given(calendars, moments, moments, moments)
def test_measured_time_adds_up_and_changes_sign(calendar, a, b, c):
    between = calendar.working_time_between
    assert between(a, b) + between(b, c) == between(a, c)
    assert between(a, b) == -between(b, a)


@given(calendars, st.dates(date(2019, 1, 1), date(2027, 1, 1)), st.integers(1, 60))
def test_adding_days_and_counting_them_agree(calendar, day, count):
    last = calendar.add_working_days(day, count)
    assert calendar.is_working_day(last)
    assert calendar.working_days_between(day, last) == count


@given(calendars, st.dates(date(2019, 1, 1), date(2027, 1, 1)))
def test_next_and_previous_are_each_others_mirror(calendar, day):
    following = calendar.next_working_day(day)
    assert following > day
    if calendar.is_working_day(day):
        assert calendar.previous_working_day(following) == day
