"""What people are told when something happened to their dossier. Texts are for people, not for lawyers."""

from __future__ import annotations

from motcua.journal.queries import Event
from motcua.notices.actions import queue_message


def _tell(event: Event, word: str, text: str) -> None:
    """`event.private` carries "phone" and "link", `event.data` what the text needs; one message per event and word."""
    queue_message(
        to=str(event.private.get("phone", "")),
        text=text.format(code=event.subject_label, **{**event.data, **event.private}),
        reference=f"{event.subject}:{word}:{event.pk}",
        subject=event.subject,
        at=event.at,
    )


def tell_submitted(event: Event) -> None:
    """Acknowledge at once that the dossier arrived (Decree 45/2020 Art. 11)."""
    _tell(
        event,
        "submitted",
        "Một cửa: đã nhận hồ sơ {code} của bạn. Chúng tôi sẽ trả lời có tiếp nhận hay không {answer_by}. "
        "Tra cứu: {link}",
    )


def tell_accepted(event: Event) -> None:
    """Accepted: the due time."""
    _tell(event, "accepted", "Một cửa: hồ sơ {code} đã được tiếp nhận, hẹn trả kết quả {due}. Tra cứu: {link}")


def tell_supplement_requested(event: Event) -> None:
    """Asked once, in full, for what is missing (Decree 61/2018 Art. 17)."""
    _tell(event, "supplement", "Một cửa: hồ sơ {code} cần bổ sung: {what} Xem và nộp bổ sung: {link}")


def tell_refused(event: Event) -> None:
    """Refused, with the reason."""
    _tell(event, "refused", "Một cửa: hồ sơ {code} không được tiếp nhận. Lý do: {why} Xem: {link}")


def tell_result_ready(event: Event) -> None:
    """The result is ready and how it comes."""
    _tell(event, "ready", "Một cửa: hồ sơ {code} đã có kết quả. {how} Tra cứu: {link}")


def tell_handed_to_post(event: Event) -> None:
    """The result is with the post, with the number by which the post follows it."""
    _tell(
        event,
        "posted",
        "Một cửa: kết quả hồ sơ {code} đã giao cho bưu điện để chuyển đến bạn, số hiệu bưu gửi {tracking_number}. "
        "Tra cứu: {link}",
    )


def tell_returned(event: Event) -> None:
    """The result is in the person's hands."""
    _tell(event, "returned", "Một cửa: đã trả kết quả hồ sơ {code}. Cảm ơn bạn đã dùng dịch vụ. Đánh giá: {link}")


def tell_reappointed(event: Event) -> None:
    """An apology and the new day (Decree 61/2018 Art. 19.9)."""
    _tell(
        event,
        "reappointed",
        "Một cửa: xin lỗi bạn, hồ sơ {code} chưa trả được đúng hẹn. Lý do: {why} Hẹn lại: {due}. Tra cứu: {link}",
    )


def tell_payment_asked(event: Event) -> None:
    """A financial obligation to meet; the clock stands meanwhile."""
    _tell(event, "payment", "Một cửa: hồ sơ {code} cần thực hiện nghĩa vụ tài chính: {what} Xem: {link}")


def tell_stopped(event: Event) -> None:
    """The dossier is stopped, and why."""
    _tell(event, "stopped", "Một cửa: đã dừng giải quyết hồ sơ {code}. Lý do: {why} Xem: {link}")


def tell_delivery_failed(event: Event) -> None:
    """The post could not deliver; where the result is now."""
    _tell(event, "undelivered", "Một cửa: bưu điện chưa phát được kết quả hồ sơ {code}. {how} Tra cứu: {link}")


def tell_result_corrected(event: Event) -> None:
    """The office corrected its own error, at its own cost (Decree 61/2018 Art. 21)."""
    _tell(
        event,
        "corrected",
        "Một cửa: kết quả hồ sơ {code} có lỗi của cơ quan, đã sửa miễn phí. Xin lỗi bạn. {how} Tra cứu: {link}",
    )


def tell_pre_check_answered(event: Event) -> None:
    """What the look at the copies found: an answer, never a refusal."""
    _tell(event, "pre_check", "Một cửa: {what} Xem: {link}")


def tell_code(event: Event) -> None:
    """A sign-in code; it is in the outbox alone."""
    _tell(event, "code", "Một cửa: mã đăng nhập của bạn là {secret}, dùng trong 5 phút. Không đưa mã này cho ai.")


def tell_draft_link(event: Event) -> None:
    """The way back to a draft, on any device."""
    _tell(event, "draft", "Một cửa: mở lại hồ sơ bạn đang làm dở trên máy này hoặc máy khác: {link}")
