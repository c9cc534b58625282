"""Change a deadline: pause, resume, restart, re-appoint.

Decree 61/2018: Art. 19.4 (the clock restarts from zero), 19.9 (the apology and the
re-appointment). Every function returns a new Deadline.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

from motcua.rulebook import law
from motcua.rulebook.deadlines.due import Deadline, due, effective_moment
from motcua.rulebook.deadlines.explain import promise
from motcua.rulebook.deadlines.limits import Limit, Unit
from motcua.rulebook.deadlines.short_deadlines import apology_latest
from motcua.rulebook.vietnamese import number_in_words, say_moment
from motcua.rulebook.work_calendar import WorkCalendar, localise

_IN_WORKING_DAYS: Final = frozenset({Unit.WORKING_DAYS, Unit.HALF_DAYS, Unit.SAME_DAY})


class DeadlineChangeError(ValueError):
    """The clock cannot do this now: pause while it stands, resume while it runs, go back in time."""


class AlreadyReappointedError(DeadlineChangeError):
    """A result may be re-appointed once only (Decree 61/2018 Art. 19.9)."""


class TooLateToReappointError(DeadlineChangeError):
    """The apology comes after the last working day before the due day (Decree 61/2018 Art. 19.9)."""


def pause_deadline(deadline: Deadline, at: datetime, reason: str = "") -> Deadline:
    """Stop the clock at `at`: a supplement asked for, money to be paid. DeadlineChangeError if it is already paused."""
    moment = localise(at)
    if deadline.paused_at:
        raise DeadlineChangeError(f"Thời hạn đã tạm dừng từ {say_moment(deadline.paused_at)}.")
    if moment < deadline.received:
        raise DeadlineChangeError("Không thể tạm dừng trước lúc nhận hồ sơ.")
    return replace(deadline, paused_at=moment, story=(*deadline.story, _say("Tạm dừng", moment, reason)))


def resume_deadline(
    deadline: Deadline, at: datetime, calendar: WorkCalendar, reason: str = "", *, cut_off: time | None = None
) -> Deadline:
    """Let the clock run on with what was left when it stopped. A deadline that was past when it stopped stays past.

    Where the limit counts days, the day it resumes is not counted, as the day of receipt is not; where it counts
    hours, the working time left is kept to the minute. DeadlineChangeError if the clock runs, or `at` is before the
    pause.
    """
    moment, stopped = localise(at), _stopped(deadline, at)
    due_at, last_day = deadline.due, deadline.last_day
    if stopped <= due_at:
        due_at, last_day = _moved(deadline, stopped, moment, calendar, cut_off)
    story = (*deadline.story, _say("Tính tiếp phần thời hạn còn lại", moment, reason), promise(due_at))
    original = deadline.original_due if deadline.reappointed else due_at
    return replace(deadline, due=due_at, last_day=last_day, story=story, paused_at=None, original_due=original)


def restart_deadline(
    deadline: Deadline,
    at: datetime,
    calendar: WorkCalendar,
    *,
    counted: Deadline | None = None,
    cut_off: time | None = None,
) -> Deadline:
    """Count the whole limit again from `at`, when the dossier is complete (Decree 61/2018 Art. 19.4).

    The first promise was made for an incomplete dossier: from here on lateness is measured against the new one. What
    was late already when the supplement was asked for stays late in the statistics. The moment of first receipt is
    kept, and that it was re-appointed. `counted` is the fresh count from `at` where it is not of this limit alone: a
    linked set's. DeadlineChangeError if `at` is before the pause or the receipt.
    """
    moment = localise(at)
    if moment < (deadline.paused_at or deadline.received):
        raise DeadlineChangeError("Thời hạn không thể tính lại từ trước lúc tạm dừng.")
    again = counted or due(moment, deadline.limit, calendar, cut_off=cut_off)
    story = (*deadline.story, "Hồ sơ đã đủ, tính lại thời hạn từ đầu.", *again.story)
    late = deadline.paused_at is not None and deadline.paused_at > deadline.original_due
    original = deadline.original_due if late else again.due
    return replace(
        again, received=deadline.received, story=story, original_due=original, reappointed=deadline.reappointed
    )


def reappoint_deadline(
    deadline: Deadline, new_due: datetime, calendar: WorkCalendar, reason: str = "", *, at: datetime
) -> Deadline:
    """Promise another day at `at` (Decree 61/2018 Art. 19.9); `original_due` stays for the statistics.

    TooLateToReappointError after the last working day before the due day, AlreadyReappointedError the second time where
    the law gives one.
    DeadlineChangeError if the clock stands, the new moment is not later, or the office does not work then.
    """
    moment, latest = localise(new_due), apology_latest(deadline.due, calendar)
    if localise(at) > latest:
        notice = law.number("reappointment.notice", on=localise(deadline.due).date())
        raise TooLateToReappointError(
            f"Đã quá thời điểm được xin lỗi và hẹn lại: chậm nhất {say_moment(latest, year=True)}, "
            f"trước hạn trả ít nhất {number_in_words(notice)} ngày làm việc."
        )
    most = law.number("reappointment.most", on=localise(at).date())
    if deadline.reappointed and most == 1:  # where the law gives more times, the table of steps counts them
        raise AlreadyReappointedError(f"Hồ sơ đã hẹn lại {law.say_times(most)}, không được hẹn lại lần nữa.")
    if deadline.paused_at:
        raise DeadlineChangeError("Thời hạn đang tạm dừng, chưa thể hẹn lại.")
    if moment <= deadline.due:
        raise DeadlineChangeError(f"Ngày hẹn lại phải sau {say_moment(deadline.due, year=True)}.")
    if not any(sitting.start <= moment.time() <= sitting.end for sitting in calendar.sessions_on(moment.date())):
        raise DeadlineChangeError(f"{say_moment(moment, year=True)} nằm ngoài giờ làm việc của cơ quan.")
    said = _say(f"Hẹn lại, lần đầu hẹn {say_moment(deadline.due, year=True)}", None, reason)
    return replace(deadline, due=moment, story=(*deadline.story, said, promise(moment)), reappointed=True)


def _stopped(deadline: Deadline, at: datetime) -> datetime:
    if deadline.paused_at is None:
        raise DeadlineChangeError("Thời hạn đang chạy, không có gì để tính tiếp.")
    if localise(at) < deadline.paused_at:
        raise DeadlineChangeError("Không thể tính tiếp từ trước lúc tạm dừng.")
    return deadline.paused_at


def _moved(
    deadline: Deadline, stopped: datetime, resumed: datetime, calendar: WorkCalendar, cut_off: time | None
) -> tuple[datetime, date | None]:
    # Both ends are taken as effective moments, so that a pause over closed hours costs the office nothing.
    begin, again = effective_moment(stopped, calendar), effective_moment(resumed, calendar)
    whole = due(resumed, deadline.limit, calendar, cut_off=cut_off)
    # A deadline read back from a register may have lost its last day: then the day it was due stands for it.
    last_day = deadline.last_day or deadline.due.date()
    if _runs_in_hours(deadline.limit):
        moved = calendar.add_working_time(again, calendar.working_time_between(stopped, deadline.due))
    else:
        if deadline.limit.unit in _IN_WORKING_DAYS:
            left = calendar.working_days_between(begin.date(), deadline.due.date())
            last_day = calendar.add_working_days(again.date(), max(left, 0))
        else:
            last_day = max(again.date() + (last_day - begin.date()), again.date())
        moved = max(calendar.closing(calendar.working_day_from(last_day)), deadline.due)
    # What is left is never more than the whole limit counted afresh.
    if moved > max(whole.due, deadline.due):
        return whole.due, whole.last_day
    return moved, None if _runs_in_hours(deadline.limit) else last_day


def _runs_in_hours(limit: Limit) -> bool:
    """Whether what is left of `limit` is working time to the minute, not whole days."""
    if limit.unit in (Unit.MINUTES, Unit.HOURS):
        return True
    days = limit.value / 2 if limit.unit is Unit.HALF_DAYS else limit.value
    return limit.unit in (Unit.HALF_DAYS, Unit.WORKING_DAYS) and days % 1 != 0


def _say(act: str, moment: datetime | None, reason: str) -> str:
    when = f" từ {say_moment(moment, year=True)}" if moment else ""
    return f"{act}{when} ({reason})." if reason else f"{act}{when}."
