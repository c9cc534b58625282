"""Pause, resume, restart, re-appointment, and how a dossier stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.rulebook.deadlines import (
    AlreadyReappointedError,
    DeadlineChangeError,
    Limit,
    Pace,
    TooLateToReappointError,
    Unit,
    due,
    pause_deadline,
    reappoint_deadline,
    restart_deadline,
    resume_deadline,
    timeliness_of,
    verdict,
)
from motcua.rulebook.work_calendar import VIETNAM

from .calendars import at, short_day, vietnam
from .test_deadlines import calendars, limits

moments = st.datetimes(datetime(2019, 6, 1), datetime(2023, 6, 30)).map(lambda naive: naive.replace(tzinfo=VIETNAM))
waits = st.integers(0, 60 * 24 * 40).map(lambda minutes: timedelta(minutes=minutes))


def test_a_supplement_restarts_the_clock_from_zero():
    first = due(at("2021-05-04 09:00"), Limit(3), vietnam())
    asked = pause_deadline(first, at("2021-05-06 10:00"), "yêu cầu bổ sung")
    again = restart_deadline(asked, at("2021-05-10 08:00"), vietnam())
    assert first.due == at("2021-05-07 17:00")
    assert again.due == again.original_due == at("2021-05-13 17:00")
    assert again.received == at("2021-05-04 09:00")
    assert again.paused_at is None
    assert "Tạm dừng từ 10 giờ, thứ Năm 6/5/2021 (yêu cầu bổ sung)." in again.lines
    assert again.lines[-5:-2] == (
        "Tạm dừng từ 10 giờ, thứ Năm 6/5/2021 (yêu cầu bổ sung).",
        "Hồ sơ đã đủ, tính lại thời hạn từ đầu.",
        "Nhận 8 giờ, thứ Hai 10/5/2021, tính ngay từ lúc nhận.",
    )
    assert again.lines[-1] == "Hẹn trả 17 giờ, thứ Năm 13/5/2021."


def test_a_sector_may_let_the_clock_resume_instead():
    asked = pause_deadline(due(at("2021-05-04 09:00"), Limit(3), vietnam()), at("2021-05-06 10:00"))
    # One working day was left after Thursday; Monday itself is not counted.
    assert resume_deadline(asked, at("2021-05-10 08:00"), vietnam()).due == at("2021-05-11 17:00")


def test_a_deadline_read_back_without_its_last_day_resumes_alike():
    for limit in (Limit(3), Limit(30, Unit.DAYS), Limit(8, Unit.HOURS)):
        asked = pause_deadline(due(at("2021-05-04 09:00"), limit, vietnam()), at("2021-05-04 10:00"))
        back = resume_deadline(replace(asked, last_day=None), at("2021-05-06 08:00"), vietnam())
        assert back.due == resume_deadline(asked, at("2021-05-06 08:00"), vietnam()).due


def test_hours_resume_to_the_minute():
    eight = due(at("2021-05-07 08:00"), Limit(8, Unit.HOURS), vietnam())
    waiting = pause_deadline(eight, at("2021-05-07 10:17"), "nghĩa vụ tài chính")
    back = resume_deadline(waiting, at("2021-05-11 07:00"), vietnam())
    assert vietnam().working_minutes_between(at("2021-05-11 07:00"), back.due) == 480 - 137
    assert back.due == at("2021-05-11 14:43")


def test_calendar_days_resume_with_what_was_left_and_never_end_on_a_day_off():
    thirty = due(at("2021-04-01 09:00"), Limit(30, Unit.DAYS), vietnam())
    assert thirty.last_day == date(2021, 5, 1)
    back = resume_deadline(pause_deadline(thirty, at("2021-04-08 09:00")), at("2021-04-15 09:00"), vietnam())
    assert back.last_day == date(2021, 5, 8)
    assert back.due == at("2021-05-10 17:00")


def test_a_pause_over_a_closed_weekend_costs_nothing():
    first = due(at("2021-05-04 09:00"), Limit(10), vietnam())
    waiting = pause_deadline(first, at("2021-05-07 17:30"))
    assert resume_deadline(waiting, at("2021-05-09 20:00"), vietnam()).due == first.due


def test_what_was_late_when_it_stopped_stays_late():
    first = due(at("2021-05-04 09:00"), Limit(1), vietnam())
    back = resume_deadline(pause_deadline(first, at("2021-05-06 09:00")), at("2021-06-01 09:00"), vietnam())
    assert back.due == first.due


def test_while_the_clock_stands_the_lines_say_since_when():
    waiting = pause_deadline(due(at("2021-05-04 09:00"), Limit(3), vietnam()), at("2021-05-06 10:00"))
    assert waiting.lines[-1] == "Tạm dừng từ 10 giờ, thứ Năm 6/5/2021."
    assert timeliness_of(waiting, at("2021-08-01 10:00"), vietnam()).state is Pace.PAUSED


def test_the_clock_refuses_what_makes_no_sense():
    running = due(at("2021-05-04 09:00"), Limit(3), vietnam())
    waiting = pause_deadline(running, at("2021-05-06 10:00"))
    with pytest.raises(DeadlineChangeError, match="đã tạm dừng"):
        pause_deadline(waiting, at("2021-05-06 11:00"))
    with pytest.raises(DeadlineChangeError, match="đang chạy"):
        resume_deadline(running, at("2021-05-06 11:00"), vietnam())
    with pytest.raises(DeadlineChangeError, match="trước lúc tạm dừng"):
        resume_deadline(waiting, at("2021-05-06 09:00"), vietnam())
    with pytest.raises(DeadlineChangeError, match="trước lúc nhận"):
        pause_deadline(running, at("2021-05-03 09:00"))
    with pytest.raises(DeadlineChangeError, match="trước lúc tạm dừng"):
        restart_deadline(waiting, at("2021-05-06 09:00"), vietnam())


def test_re_appointment_keeps_the_first_promise_and_happens_once():
    first = due(at("2021-05-04 09:00"), Limit(3), vietnam())
    later = reappoint_deadline(
        first, at("2021-05-12 17:00"), vietnam(), "chờ ý kiến phối hợp", at=at("2021-05-06 17:00")
    )
    assert later.due == at("2021-05-12 17:00")
    assert later.original_due == at("2021-05-07 17:00")
    assert any("lần đầu hẹn 17 giờ, thứ Sáu 7/5/2021" in line for line in later.lines)
    assert verdict(later, at("2021-05-11 09:00")) is Pace.LATE
    with pytest.raises(AlreadyReappointedError):
        reappoint_deadline(later, at("2021-05-14 17:00"), vietnam(), at=at("2021-05-07 09:00"))


@pytest.mark.parametrize(
    ("new_due", "why"),
    [
        ("2021-05-07 17:00", "phải sau"),
        ("2021-05-06 09:00", "phải sau"),
        ("2021-05-09 09:00", "ngoài giờ làm việc"),
        ("2021-05-10 18:00", "ngoài giờ làm việc"),
    ],
)
def test_the_new_day_must_be_later_and_worked(new_due, why):
    with pytest.raises(DeadlineChangeError, match=why):
        reappoint_deadline(
            due(at("2021-05-04 09:00"), Limit(3), vietnam()), at(new_due), vietnam(), at=at("2021-05-05 09:00")
        )


def test_no_re_appointment_while_the_clock_stands():
    waiting = pause_deadline(due(at("2021-05-04 09:00"), Limit(3), vietnam()), at("2021-05-05 09:00"))
    with pytest.raises(DeadlineChangeError, match="tạm dừng"):
        reappoint_deadline(waiting, at("2021-05-12 17:00"), vietnam(), at=at("2021-05-05 10:00"))


def test_the_apology_comes_before_the_last_working_day_is_over():
    first = due(at("2021-05-04 09:00"), Limit(4), vietnam())
    assert first.due == at("2021-05-10 17:00")
    reappoint_deadline(first, at("2021-05-12 17:00"), vietnam(), at=at("2021-05-07 17:00"))
    with pytest.raises(TooLateToReappointError, match="chậm nhất 17 giờ, thứ Sáu 7/5/2021"):
        reappoint_deadline(first, at("2021-05-12 17:00"), vietnam(), at=at("2021-05-07 17:01"))


def test_a_restart_counts_the_whole_limit_anew():
    stopped = pause_deadline(due(at("2021-05-04 09:00"), Limit(3), vietnam()), at("2021-05-06 10:00"))
    assert restart_deadline(stopped, at("2021-05-10 08:00"), vietnam()).due == at("2021-05-13 17:00")


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        ("2021-05-04 10:00", Pace.ON_TIME, "còn 10 ngày làm việc"),
        ("2021-05-14 16:59", Pace.ON_TIME, "còn 2 ngày làm việc"),
        ("2021-05-14 17:00", Pace.SOON, "còn 2 ngày làm việc"),
        ("2021-05-18 09:00", Pace.SOON, "còn 6 giờ làm việc"),
        ("2021-05-18 16:40", Pace.SOON, "còn 20 phút"),
        ("2021-05-18 17:00", Pace.SOON, "đến hạn"),
        ("2021-05-18 17:01", Pace.LATE, "quá hạn 1 phút"),
        ("2021-05-19 09:00", Pace.LATE, "quá hạn 2 giờ làm việc"),
        ("2021-05-21 17:00", Pace.LATE, "quá hạn 3 ngày làm việc"),
    ],
)
def test_standing_at_a_moment(now, state, words):
    deadline = due(at("2021-05-04 09:00"), Limit(10), vietnam())
    assert deadline.due == at("2021-05-18 17:00")
    found = timeliness_of(deadline, at(now), vietnam())
    assert (found.state, found.words) == (state, words)


def test_a_short_limit_is_not_soon_from_its_first_minute():
    deadline = due(at("2021-05-04 07:00"), Limit(8, Unit.HOURS), vietnam())
    assert timeliness_of(deadline, at("2021-05-04 07:00"), vietnam()).state is Pace.ON_TIME
    assert timeliness_of(deadline, at("2021-05-04 15:00"), vietnam()).state is Pace.SOON


def test_days_left_are_the_offices_own_days():
    deadline = due(at("2021-05-04 09:00"), Limit(10), short_day())
    assert timeliness_of(deadline, at("2021-05-14 17:00"), short_day()).words == "còn 2 ngày làm việc"


@pytest.mark.parametrize(
    ("finished", "state", "words"),
    [
        ("2021-05-17 16:00", Pace.EARLY, "Trước hạn"),
        ("2021-05-18 08:00", Pace.ON_TIME, "Đúng hạn"),
        ("2021-05-18 17:00", Pace.ON_TIME, "Đúng hạn"),
        ("2021-05-18 17:01", Pace.LATE, "Quá hạn"),
    ],
)
def test_a_finished_dossier_keeps_its_verdict(finished, state, words):
    deadline = due(at("2021-05-04 09:00"), Limit(10), vietnam())
    found = timeliness_of(deadline, at("2022-01-01 09:00"), vietnam(), at(finished))
    assert (found.state, found.words) == (state, words)


@given(calendars, moments, limits, waits)
def test_a_pause_of_no_length_changes_nothing(calendar, received, limit, wait):
    deadline = due(received, limit, calendar)
    stop = received + wait
    assert resume_deadline(pause_deadline(deadline, stop), stop, calendar).due == deadline.due


@given(calendars, moments, limits, waits, waits, waits)
def test_a_longer_pause_never_ends_earlier(calendar, received, limit, wait, pause_one, more):
    waiting = pause_deadline(due(received, limit, calendar), received + wait)
    shorter = resume_deadline(waiting, received + wait + pause_one, calendar)
    longer = resume_deadline(waiting, received + wait + pause_one + more, calendar)
    assert waiting.due <= shorter.due <= longer.due


@given(calendars, moments, limits, waits, waits)
def test_resuming_is_never_kinder_to_the_office_than_restarting(calendar, received, limit, wait, pause_length):
    deadline = due(received, limit, calendar)
    stop, back = received + wait, received + wait + pause_length
    assume(stop <= deadline.due)
    waiting = pause_deadline(deadline, stop)
    assert resume_deadline(waiting, back, calendar).due <= max(
        restart_deadline(waiting, back, calendar).due, deadline.due
    )


@given(calendars, moments, limits, waits)
def test_late_exactly_after_the_due_minute(calendar, received, limit, wait):
    deadline = due(received, limit, calendar)
    now = received + wait
    assert (timeliness_of(deadline, now, calendar).state is Pace.LATE) == (now > deadline.due)
    assert (timeliness_of(deadline, now, calendar).minutes_left < 0) <= (now > deadline.due)
