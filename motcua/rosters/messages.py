"""Every sentence of the rosters for people: shifts in words, in Vietnam's time, and the messages about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from motcua.people.models import Office, Staff
from motcua.rosters.models import Absence, Shift
from motcua.rulebook.vietnamese import say_day, say_time
from motcua.rulebook.work_calendar import localise

_PLACES: Final = {
    Shift.Place.ON_SITE.value: "",
    Shift.Place.HOME.value: " tại nhà",
    Shift.Place.STANDBY.value: " (dự phòng)",
}
# What a message about one shift begins with; the shift follows after a colon.
SHIFT_ADDED: Final = "Bạn có thêm ca trực"
SHIFT_CHANGED: Final = "Ca trực của bạn thay đổi"
SHIFT_AT_HOME: Final = "Ca trực của bạn chuyển về nhà"
SHIFT_REMOVED: Final = "Bạn không phải trực ca này nữa"
SHIFT_COVERED: Final = "Đã có người trực thay bạn"
SHIFT_TAKEN_OVER: Final = "Bạn trực thay ca"
SHIFT_SWAPPED: Final = "Đã duyệt đổi ca; ca của bạn là"
RESERVE_CALLED: Final = "Mời bạn đến trực ngay thay cho ca dự phòng"


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


def shift_change_text(words: str, shift: Shift) -> str:
    """The message about one shift: one of the beginnings above, then the shift."""
    return f"{words}: {say_shift(shift)}."


def swap_asked_text(by: Staff, shift: Shift, other: Shift | None) -> str:
    """The message to the colleague who is asked to take `shift`, for `other` or for nothing."""
    give = f", đổi lấy ca của bạn: {say_shift(other)}" if other is not None else ""
    return f"{by.full_name} nhờ bạn trực thay: {say_shift(shift)}{give}."


def swap_agreed_text(asker: Staff, taker: Staff, shift: Shift) -> str:
    """The message to the heads who decide on a swap."""
    return f"{asker.full_name} và {taker.full_name} xin đổi ca {say_shift(shift)}. Mời duyệt trên trang Lịch trực."


def swap_declined_text(taker: Staff, shift: Shift) -> str:
    """The message to the person whose colleague does not agree."""
    return f"{taker.full_name} không trực thay được ca {say_shift(shift)}."


def swap_refused_text(shift: Shift) -> str:
    """The message to both people when the planner does not approve."""
    return f"Việc đổi ca {say_shift(shift)} không được duyệt."


def swap_approved_text(taker: Staff, shift: Shift) -> str:
    """The message to the person who gave a shift and takes none."""
    return f"Đã duyệt: {taker.full_name} trực thay bạn ca {say_shift(shift)}."


def absence_text(absence: Absence, count: int) -> str:
    """The message to the heads: who is away and how many shifts need somebody, without the reason."""
    days = _days_away(absence)
    return f"{absence.staff.full_name} vắng {days}: {count} ca trống, cần người thay."


def own_absence_text(absence: Absence, count: int) -> str:
    """The message to the person whose absence somebody else reported."""
    return f"Đã ghi bạn vắng {_days_away(absence)}; {count} ca trực của bạn được rút."


def week_published_text(office: Office, monday: date, own: Sequence[Shift]) -> str:
    """The message to each person of a week just published; `own` are the person's shifts in order."""
    return (
        f"Lịch trực tuần {monday:%d/%m}–{monday + timedelta(days=6):%d/%m} của bạn ở {office.name}: "
        f"{len(own)} ca. Ca đầu: {say_shift(own[0])}."
    )


def _days_away(absence: Absence) -> str:
    until = f"đến hết {say_day(absence.until)}" if absence.until else "đến khi có báo lại"
    return f"từ {say_day(absence.since)} {until}"
