"""The channels open to one person at one unit, with sentences for the pages: why, since when, what to do instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.rulebook.policy.channels import ChannelAnswer, ChannelState, Closed
from motcua.rulebook.policy.labels import GROUPS, days_label, pick
from motcua.rulebook.policy.points import WORKING_WEEK
from motcua.rulebook.policy.terms import Answer, Because, Status
from motcua.rulebook.vietnamese import say_day

CHANNEL_LABELS = {
    ("receive", "online"): gettext_lazy("Nộp trực tuyến"),
    ("receive", "postal"): gettext_lazy("Gửi qua bưu điện"),
    ("receive", "counter"): gettext_lazy("Nộp tại quầy"),
    ("receive", "support_point"): gettext_lazy("Nhờ điểm hỗ trợ nộp giúp"),
    ("return", "online"): gettext_lazy("Nhận bản điện tử"),
    ("return", "postal"): gettext_lazy("Nhận qua bưu điện"),
    ("return", "counter"): gettext_lazy("Nhận tại quầy"),
    ("return", "home"): gettext_lazy("Nhận tại nhà"),
}
ORDER = {
    ChannelState.ENCOURAGED: 0,
    ChannelState.OPEN: 1,
    ChannelState.FALLBACK_OPEN: 2,
    ChannelState.DISCOURAGED: 3,
    ChannelState.CLOSED: 4,
}


@dataclass(frozen=True, slots=True)
class ChannelOffer:
    """A channel to hand in or to get the result. `state` is a word of ChannelState; `next_day` a date or None.

    `because` are the clauses as rows for the record, `clauses` the same in words for the page. `appointment`:
    "required" or "encouraged" where a visit to the counter is to be booked first.
    """

    channel: str
    direction: str
    label: str
    state: str
    status: str
    is_open: bool
    open_now: bool
    reason: str
    clauses: str
    because: list[dict[str, Any]]
    days: frozenset[int]
    days_text: str
    next_day: date | None
    next_day_text: str
    closed_since: datetime | None
    exception: bool
    exception_text: str
    usable: bool
    appointment: str = ""


def say_days(days: Iterable[int]) -> str:
    """ISO weekdays in the page's language: "thứ Ba, thứ Sáu", "thứ Hai đến thứ Sáu"."""
    return days_label(days, "en" if (get_language() or "vi").startswith("en") else "vi")


def group_label(group: str) -> str:
    """A special group of persons in the page's language: "người cao tuổi"."""
    return pick(GROUPS, group, "en" if (get_language() or "vi").startswith("en") else "vi")


def say_clauses(because: Iterable[Because]) -> str:
    """Sources in words: "905/UBND-PVHCC, mục 2.1"; each once, in order."""
    said: dict[str, None] = {}
    for reason in because:
        clause = reason.source.clause
        where = _("mục %(clause)s") % {"clause": clause} if clause[:1].isdigit() else clause
        said[f"{reason.source.document}, {where}" if where else reason.source.document] = None
    return "; ".join(said)


def because_rows(because: Iterable[Because]) -> list[dict[str, Any]]:
    """Sources as rows for the journal and the dossier."""
    return [
        {"document": reason.source.document, "clause": reason.source.clause, "note": reason.note} for reason in because
    ]


def channel_offer(answer: ChannelAnswer, next_day: date | None) -> ChannelOffer:
    """Put one answer of the policy into sentences."""
    because = answer.because
    if answer.appointment is not None:
        own = tuple(reason for reason in because if not reason.rule.startswith("law/"))
        because = (*answer.appointment.because, *own)
    return ChannelOffer(
        channel=answer.channel,
        direction=answer.direction,
        label=str(CHANNEL_LABELS[answer.direction, answer.channel]),
        state=answer.state.value,
        status=answer.status.value,
        is_open=answer.is_open,
        open_now=answer.is_open and answer.open_now,
        reason=_reason(answer),
        clauses=say_clauses(because),
        because=because_rows(because),
        days=answer.days,
        days_text=say_days(answer.days) if answer.days and answer.channel != "online" else "",
        next_day=next_day,
        next_day_text=say_day(next_day) if next_day else "",
        closed_since=answer.closed_since,
        exception=answer.exception,
        exception_text=say_days(answer.exception_days) if answer.exception else "",
        usable=answer.usable,
        appointment=str(answer.appointment.value) if answer.appointment is not None else "",
    )


def home_offer(answer: Answer, day: date) -> ChannelOffer:
    """The result brought home by the unit's own people from `day` on, as a letter says (`return.home`)."""
    return ChannelOffer(
        channel="home",
        direction="return",
        label=str(CHANNEL_LABELS["return", "home"]),
        state=ChannelState.OPEN.value,
        status=Status.ALLOWED.value,
        is_open=True,
        open_now=True,
        reason=_("Cán bộ của đơn vị mang kết quả đến tận nhà, không thu cước."),
        clauses=say_clauses(answer.because),
        because=because_rows(answer.because),
        days=WORKING_WEEK,
        days_text=say_days(WORKING_WEEK),
        next_day=day,
        next_day_text=say_day(day),
        closed_since=None,
        exception=False,
        exception_text="",
        usable=True,
    )


def _reason(answer: ChannelAnswer) -> str:
    """The reason for the channel's state, in one sentence; "" where there is none."""
    if not answer.usable:
        return _("Bạn đã cho biết không dùng được cách này.")
    if answer.closed_by is Closed.UNIT:
        return _("Cả đơn vị đang đóng cửa.")
    if answer.closed_by is Closed.DAY:
        return _("Hôm nay quầy không nhận; quầy nhận vào %(days)s.") % {"days": say_days(answer.days)}
    if answer.closed_by is Closed.HOLIDAY:
        return _("Hôm nay là ngày nghỉ lễ.")
    if answer.closed_by is Closed.PLAN:
        return _("Quầy chưa mở vì chưa có kế hoạch hoạt động được duyệt.")
    if answer.closed_by is Closed.PERSON:
        return _("Cách này chỉ dành cho người không dùng được trực tuyến và bưu điện.")
    if answer.closed_by is Closed.STATUS:
        return _("Cách này đang tạm dừng.")
    if answer.appointment is not None:
        if answer.appointment.value == "required":
            return _("Phải đặt lịch hẹn trước khi đến nộp hồ sơ.")
        return _("Nên đặt lịch hẹn trước khi đến nộp hồ sơ.")
    if answer.state is ChannelState.ENCOURAGED:
        return _("Nên dùng cách này.")
    if answer.state is ChannelState.DISCOURAGED:
        return _("Nếu chưa thật cần, hãy hạn chế dùng cách này.")
    if answer.state is ChannelState.FALLBACK_OPEN:
        return _("Dành cho người không dùng được trực tuyến và bưu điện.")
    return _("Hiện chỉ áp dụng cách này.") if answer.status is Status.ONLY else ""


def best_first(offers: Iterable[ChannelOffer]) -> list[ChannelOffer]:
    """Open channels before closed ones, encouraged first; otherwise in their fixed order."""
    return sorted(offers, key=lambda offer: (ORDER[ChannelState(offer.state)], not offer.is_open))
