"""A shift said in a sentence, in Vietnamese and in the time of Vietnam."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.rosters.models import Shift
from motcua.rulebook.vietnamese import say_day, say_time
from motcua.rulebook.work_calendar import localise

_PLACES: Final = {
    Shift.Place.ON_SITE.value: "",
    Shift.Place.HOME.value: " tại nhà",
    Shift.Place.STANDBY.value: " (dự phòng)",
}


def say_span(since: datetime, until: datetime) -> str:
    """Two aware moments of one day: "7 giờ – 11 giờ 30"."""
    return f"{say_time(localise(since).time())} – {say_time(localise(until).time())}"


def say_duty(shift: Shift) -> str:
    """What is done and where: "trực quầy 2", "trực hồ sơ trực tuyến tại nhà"."""
    duty = str(Shift.Duty(shift.duty).label)
    what = f"trực quầy {shift.counter}" if shift.duty == Shift.Duty.COUNTER and shift.counter else duty.lower()
    return what + _PLACES[shift.place]


def say_shift(shift: Shift) -> str:
    """All of it: "trực quầy 2, 7 giờ – 11 giờ 30, thứ Hai 30/3"."""
    since, until = shift.during.lower, shift.during.upper
    return f"{say_duty(shift)}, {say_span(since, until)}, {say_day(localise(since).date())}"


def say_clash(other: Shift, *, office_id: int) -> str:
    """The other shift in words: "Nguyễn Thị Lan đã trực quầy 2, 7 giờ – 11 giờ 30 cùng ngày"."""
    where = "" if other.office_id == office_id else f" ở {other.office.name}"
    hours = say_span(other.during.lower, other.during.upper)
    return f"{other.staff.full_name} đã {_said(other)}{where}, {hours} cùng ngày."


def _said(other: Shift) -> str:
    words = say_duty(other)
    return words if words.startswith("trực") else f"có ca {words}"
