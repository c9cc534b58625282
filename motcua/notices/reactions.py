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
