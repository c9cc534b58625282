"""When limits end: the vectors of the domain's research, one by one, then what must hold for all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.deadlines import (
    Limit,
    Unit,
    acceptance_by,
    apology_latest,
    due,
    forward_by,
    supplement_request_latest,
)
from motcua.rulebook.work_calendar import VIETNAM, NaiveMomentError, NoWorkingDayError, WorkCalendar

from .calendars import at, saturday_mornings, short_day, vietnam

WORKING, DAYS, MONTHS, YEARS = Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS, Unit.YEARS
HOURS, MINUTES, HALF, SAME = Unit.HOURS, Unit.MINUTES, Unit.HALF_DAYS, Unit.SAME_DAY

limits = st.one_of(
    st.builds(Limit, st.integers(1, 90), st.sampled_from([WORKING, DAYS])),
    st.builds(Limit, st.integers(1, 80), st.just(HOURS)),
    st.builds(Limit, st.integers(1, 2000), st.just(MINUTES)),
    st.builds(Limit, st.integers(1, 9), st.just(HALF)),
    st.builds(Limit, st.integers(1, 18), st.just(MONTHS)),
    st.builds(Limit, st.integers(1, 2), st.just(YEARS)),
    st.builds(Limit, st.sampled_from(["0.5", "1.5", "2.5"]), st.just(WORKING)),
    st.just(Limit(1, SAME)),
)
moments = st.datetimes(datetime(2019, 1, 1), datetime(2024, 12, 31)).map(lambda naive: naive.replace(tzinfo=VIETNAM))
calendars = st.sampled_from([vietnam(), short_day(), saturday_mornings()])


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        ("2021-04-20 10:00", Limit(3, WORKING), "2021-04-26 17:00"),
        ("2021-05-07 09:00", Limit(3, WORKING), "2021-05-12 17:00"),
        ("2021-04-28 09:00", Limit(3, DAYS), "2021-05-04 17:00"),
        ("2021-04-20 09:00", Limit(10, DAYS), "2021-05-04 17:00"),
        ("2021-01-31 09:00", Limit(1, MONTHS), "2021-03-01 17:00"),
        ("2021-05-07 15:30", Limit(8, HOURS), "2021-05-10 15:30"),
        ("2025-04-25 09:00", Limit(3, WORKING), "2025-04-29 17:00"),
        ("2025-04-28 09:00", Limit(3, WORKING), "2025-05-06 17:00"),
        ("2026-08-21 09:00", Limit(3, WORKING), "2026-08-25 17:00"),
        ("2026-08-28 09:00", Limit(3, WORKING), "2026-09-07 17:00"),
        ("2020-03-31 09:00", Limit(3, WORKING), "2020-04-06 17:00"),
    ],
)
def test_the_vectors_of_the_research(received, limit, expected):
    assert due(at(received), limit, vietnam()).due == at(expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2021-05-07 15:20", "2021-05-10 07:00"),
        ("2021-05-07 14:59", "2021-05-07 17:00"),
        ("2021-05-07 15:00", "2021-05-07 17:00"),
        ("2021-05-07 17:30", "2021-05-10 17:00"),
    ],
)
def test_forwarding_goes_the_same_day_up_to_fifteen_hours(received, expected):
    assert forward_by(at(received), vietnam()) == at(expected)


def test_forwarding_obeys_the_procedures_own_cut_off():
    assert forward_by(at("2021-05-07 14:59"), vietnam(), cut_off=time(14)) == at("2021-05-10 07:00")


def test_apology_is_due_the_working_day_before():
    assert apology_latest(at("2021-05-12 17:00"), vietnam()) == at("2021-05-11 17:00")
    assert apology_latest(at("2021-05-10 17:00"), vietnam()) == at("2021-05-07 17:00")


def test_an_ineligible_dossier_goes_back_within_three_working_days():
    assert supplement_request_latest(at("2021-05-07 09:00"), vietnam()) == at("2021-05-12 17:00")


def test_an_online_submission_is_answered_within_eight_working_hours():
    assert acceptance_by(at("2021-05-07 20:00"), vietnam()) == at("2021-05-10 17:00")


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        ("2020-02-29 09:00", Limit(1, YEARS), "2021-03-02 17:00"),  # a Saturday, so it counts from Monday 2/3
        ("2024-02-29 09:00", Limit(1, YEARS), "2025-02-28 17:00"),
        ("2020-02-28 09:00", Limit(1, DAYS), "2020-03-02 17:00"),  # 29/02/2020 is a Saturday
        ("2024-01-30 09:00", Limit(1, MONTHS), "2024-02-29 17:00"),
        ("2024-02-29 09:00", Limit(4, YEARS), "2028-02-29 17:00"),
        ("2024-02-28 09:00", Limit(1, WORKING), "2024-02-29 17:00"),
        ("2020-01-20 09:00", Limit(5, DAYS), "2020-01-30 17:00"),  # first day of Tết
        ("2020-01-22 09:00", Limit(3, WORKING), "2020-02-03 17:00"),
        ("2020-01-22 16:30", Limit(1, HOURS), "2020-01-30 07:30"),
        ("2020-01-25 10:00", Limit(1, SAME), "2020-01-30 17:00"),
        ("2019-12-31 09:00", Limit(1, WORKING), "2020-01-02 17:00"),
        ("2019-11-30 09:00", Limit(3, MONTHS), "2020-03-02 17:00"),  # counts from Monday 2/12
    ],
)
def test_leap_days_and_tet(received, limit, expected):
    assert due(at(received), limit, vietnam()).due == at(expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2021-05-07 15:00", "2021-05-07 17:00"),
        ("2021-05-07 15:01", "2021-05-10 17:00"),
        ("2021-05-07 18:00", "2021-05-10 17:00"),
    ],
)
def test_same_day_until_the_cut_off(received, expected):
    assert due(at(received), Limit(1, SAME), vietnam()).due == at(expected)


def test_half_a_day_is_half_of_this_offices_day():
    assert due(at("2021-05-07 08:00"), Limit(1, HALF), vietnam()).due == at("2021-05-07 14:00")
    assert due(at("2021-05-07 08:00"), Limit(1, HALF), short_day()).due == at("2021-05-07 13:45")
    assert due(at("2021-05-07 08:00"), Limit("1.5", WORKING), vietnam()).due == at("2021-05-11 11:00")
    assert due(at("2021-05-07 08:00"), Limit(3, HALF), vietnam()).due == at("2021-05-11 11:00")


def test_exact_to_the_minute_without_rounding_to_a_quarter():
    # The peer made 14:15 of an exact 14:00.
    assert due(at("2021-05-07 13:30"), Limit(30, MINUTES), vietnam()).due == at("2021-05-07 14:00")
    assert due(at("2021-05-07 14:07"), Limit(1, HOURS), vietnam()).due == at("2021-05-07 15:07")


def test_small_limits_are_not_cut_to_nothing():
    # The peer truncated a tenth of a day to no time at all.
    assert due(at("2021-05-07 08:00"), Limit("0.8", HOURS), vietnam()).due == at("2021-05-07 08:48")
    for wrong in ("0", "-1", "NaN", "Infinity"):
        with pytest.raises(ValueError):
            Limit(wrong, HOURS)
    for wrong, unit in (("0.1", WORKING), ("1.5", DAYS), ("0.01", HOURS), ("0.5", MONTHS)):
        with pytest.raises(ValueError, match="phút"):
            Limit(wrong, unit)


def test_ten_days_do_not_drift_in_an_office_of_seven_hours_and_a_half():
    # The peer took every day for eight hours, so ten days of 7.5 hours became ten days and five hours.
    for calendar in (vietnam(), short_day()):
        assert due(at("2021-05-07 09:00"), Limit(10, WORKING), calendar).due == at("2021-05-21 17:00")


def test_saturday_reception_counts_from_monday():
    deadline = due(at("2020-03-28 09:00"), Limit(3, WORKING), saturday_mornings())
    assert deadline.effective_from == at("2020-03-30 07:00")
    assert deadline.due == at("2020-04-03 17:00")


def test_other_zones_give_the_same_answer_and_naive_moments_none():
    local = due(at("2021-05-07 09:00"), Limit(3), vietnam())
    assert due(at("2021-05-07 09:00").astimezone(UTC), Limit(3), vietnam()) == local
    assert due(datetime(2021, 5, 6, 22, tzinfo=UTC), Limit(1), vietnam()).received == at("2021-05-07 05:00")
    with pytest.raises(NaiveMomentError):
        due(datetime(2021, 5, 7, 9), Limit(3), vietnam())


def test_no_working_day_is_an_error_never_an_empty_due_date():
    shut = WorkCalendar(days_off={date(2021, 5, 1) + timedelta(days=step): "Đóng" for step in range(800)})
    with pytest.raises(NoWorkingDayError):
        due(at("2021-04-28 09:00"), Limit(10), shut)


def test_explained_line_by_line():
    deadline = due(at("2020-03-27 17:05"), Limit(3), short_day())
    assert deadline.lines == (
        "Nhận 17 giờ 05, thứ Sáu 27/3/2020 → tính từ 7 giờ 30, thứ Hai 30/3 (ngoài giờ làm việc).",
        "Thời hạn 3 ngày làm việc, không tính ngày nhận (thứ Hai 30/3).",
        "Không tính thứ Năm 2/4 (Ngày Giỗ Tổ Hùng Vương).",
        "Hẹn trả 17 giờ, thứ Sáu 3/4/2020.",
    )


@pytest.mark.parametrize(
    ("received", "limit", "said"),
    [
        (
            "2021-04-28 09:00",
            Limit(3, DAYS),
            "Thứ Bảy 1/5 là ngày nghỉ (Ngày Quốc tế Lao động) nên lùi đến thứ Ba 4/5.",
        ),
        ("2025-04-25 09:00", Limit(3), "Thứ Bảy 26/4 là ngày làm việc bù nên có tính."),
        ("2021-05-07 09:00", Limit(3), "Không tính 2 ngày nghỉ cuối tuần."),
        ("2021-05-07 15:20", Limit(1, SAME), "Nhận sau 15 giờ nên trả trong ngày làm việc tiếp theo, thứ Hai 10/5."),
        ("2021-05-08 09:00", Limit(1), "(ngoài ngày làm việc)."),
        ("2021-04-21 09:00", Limit(1), "(ngày nghỉ: Ngày Giỗ Tổ Hùng Vương)."),
        ("2021-05-07 15:30", Limit("1.5", HOURS), "Thời hạn 1 giờ 30 phút làm việc, chỉ chạy trong giờ làm việc."),
    ],
)
def test_the_reason_is_said(received, limit, said):
    assert any(said in line for line in due(at(received), limit, vietnam()).lines)


@given(calendars, moments, limits)
def test_due_lies_in_working_hours_after_reception(calendar, received, limit):
    deadline = due(received, limit, calendar)
    day = deadline.due.date()
    assert deadline.effective_from >= deadline.received
    assert deadline.due >= deadline.effective_from
    assert calendar.opening(day) <= deadline.due <= calendar.closing(day)


@given(calendars, moments, moments, limits)
def test_who_comes_earlier_is_never_due_later(calendar, one, other, limit):
    first, second = sorted((one, other))
    assert due(first, limit, calendar).due <= due(second, limit, calendar).due


@given(calendars, moments, st.sampled_from([WORKING, DAYS, HOURS, MINUTES, MONTHS, HALF]), st.integers(1, 30))
def test_a_longer_limit_never_ends_earlier(calendar, received, unit, value):
    assert due(received, Limit(value, unit), calendar).due <= due(received, Limit(value + 1, unit), calendar).due


@given(calendars, moments, st.integers(1, 60))
def test_working_days_are_counted_after_the_day_of_receipt(calendar, received, count):
    deadline = due(received, Limit(count), calendar)
    assert calendar.working_days_between(deadline.effective_from.date(), deadline.due.date()) == count
    assert deadline.due == calendar.closing(deadline.due.date())


@given(calendars, moments, st.integers(1, 80))
def test_hours_are_working_hours_to_the_minute(calendar, received, count):
    deadline = due(received, Limit(count, HOURS), calendar)
    assert calendar.working_time_between(deadline.effective_from, deadline.due) == timedelta(hours=count)


@given(moments, limits)
def test_nothing_here_knows_summer_time(received, limit):
    assert due(received, limit, vietnam()).due.utcoffset() == timedelta(hours=7)
