"""What people are told of their appointments. Texts are for people; each event has one message, sent once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.journal.queries import Event
from motcua.notices.actions import queue_message


def _tell(event: Event, word: str, text: str) -> None:
    queue_message(
        to=str(event.private.get("phone", "")),
        text=text.format(code=event.subject_label, **{**event.data, **event.private}),
        reference=f"{event.subject}:{word}:{event.data.get('offer', event.pk)}",
        subject=event.subject,
        at=event.at,
    )


def tell_code(event: Event) -> None:
    """The code that proves the phone; it is in the outbox alone."""
    _tell(event, "code", "Một cửa: mã đặt lịch của bạn là {secret}, dùng trong 5 phút. Không đưa mã này cho ai.")


def tell_booked(event: Event) -> None:
    """When, where and by which code."""
    _tell(event, "booked", "Một cửa: bạn có lịch hẹn {when}, {where}. Mã hẹn {code}. Đổi hoặc hủy: {link}")


def tell_changed(event: Event) -> None:
    """The new time; or that the old one stands after all."""
    if event.data.get("restored"):
        _tell(event, "restored", "Một cửa: lịch hẹn {code} lúc {when} của bạn vẫn giữ như cũ, {where}. Xem: {link}")
        return
    _tell(event, "changed", "Một cửa: lịch hẹn {code} đã đổi sang {when}, {where}. Xem: {link}")


def tell_cancelled(event: Event) -> None:
    """Only one whose appointment the unit cancelled is told: who cancels it himself has just seen it."""
    if event.data.get("by_unit"):
        _tell(event, "cancelled", "Một cửa: rất tiếc, lịch hẹn {code} ({when}) đã hủy. Lý do: {why}. Đặt lại: {link}")


def tell_displaced(event: Event) -> None:
    """What took the time away, the time kept instead, or the other ways where there is none."""
    if event.data.get("offer"):
        text = (
            "Một cửa: xin lỗi, lịch hẹn {was} của bạn không còn được vì {why}. Chúng tôi giữ cho bạn {when}, đến "
            "{held_until}. Nhận, chọn giờ khác hoặc cách khác: {link}"
        )
    else:
        text = (
            "Một cửa: xin lỗi, lịch hẹn {was} của bạn không còn được vì {why}. Hiện chưa có giờ khác; bạn có thể nộp "
            "trực tuyến hoặc qua bưu điện, hoặc chọn lại sau: {link}"
        )
    _tell(event, "displaced", text)


def tell_accepted(event: Event) -> None:
    """The offer was taken."""
    _tell(event, "accepted", "Một cửa: đã xác nhận lịch hẹn mới {when}, {where}. Mã hẹn {code}. Xem: {link}")


def tell_lapsed(event: Event) -> None:
    """The kept time is given to others."""
    _tell(
        event, "lapsed", "Một cửa: giờ giữ cho bạn ({when}) đã hết hạn trả lời. Bạn đặt lại lúc nào cũng được: {link}"
    )


def tell_reminder(event: Event) -> None:
    """The afternoon before."""
    _tell(event, "reminder", "Một cửa: nhắc bạn lịch hẹn {when}, {where}. Mã hẹn {code}. Cần mang gì, đổi giờ: {link}")


def recheck_later(event: Event) -> None:
    """Something that opens or closes counters changed: the worker looks at every appointment still to come."""
    app.configure_task("recheck_appointments", queue="appointments").defer(timestamp=int(event.at.timestamp()))
