"""Messages to people about their dossiers, drafts and pre-checks, in plain words.

`motcua.reactions` says after which event each is sent; the event's data fill the gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from motcua.directives.rulings import unit_contact
from motcua.dossiers.models import Channel, Dossier, PreCheck
from motcua.dossiers.submission.text import one_line
from motcua.journal.queries import Event
from motcua.notices.actions import queue_event_message
from motcua.rulebook.vietnamese import say_moment


def send_dossier_submitted(event: Event) -> None:
    """Acknowledge at once that the dossier arrived (Decree 45/2020 Art. 11)."""
    queue_event_message(
        event,
        "submitted",
        "Một cửa: đã nhận hồ sơ {code} của bạn. Chúng tôi sẽ trả lời có tiếp nhận hay không {answer_by}. "
        "Tra cứu: {link}",
    )


def send_dossier_accepted(event: Event) -> None:
    """Tell that the dossier was accepted, with the due time."""
    queue_event_message(
        event, "accepted", "Một cửa: hồ sơ {code} đã được tiếp nhận, hẹn trả kết quả {due}. Tra cứu: {link}"
    )


def send_supplement_requested(event: Event) -> None:
    """Ask once, in full, for what is missing (Decree 61/2018 Art. 17)."""
    queue_event_message(event, "supplement", "Một cửa: hồ sơ {code} cần bổ sung: {what} Xem và nộp bổ sung: {link}")


def send_dossier_refused(event: Event) -> None:
    """Tell that the dossier was refused, with the reason."""
    queue_event_message(event, "refused", "Một cửa: hồ sơ {code} không được tiếp nhận. Lý do: {why} Xem: {link}")


def send_result_ready(event: Event) -> None:
    """Tell that the result is ready, and how to get it."""
    queue_event_message(event, "ready", "Một cửa: hồ sơ {code} đã có kết quả. {how} Tra cứu: {link}")


def send_handed_to_post(event: Event) -> None:
    """Tell that the result is with the post, with its tracking number."""
    queue_event_message(
        event,
        "posted",
        "Một cửa: kết quả hồ sơ {code} đã giao cho bưu điện để chuyển đến bạn, số hiệu bưu gửi {tracking_number}. "
        "Tra cứu: {link}",
    )


def send_result_returned(event: Event) -> None:
    """Confirm that the result was returned."""
    queue_event_message(
        event, "returned", "Một cửa: đã trả kết quả hồ sơ {code}. Cảm ơn bạn đã dùng dịch vụ. Đánh giá: {link}"
    )


def send_reappointed(event: Event) -> None:
    """Apologise and give the new day (Decree 61/2018 Art. 19.9)."""
    queue_event_message(
        event,
        "reappointed",
        "Một cửa: xin lỗi bạn, hồ sơ {code} chưa trả được đúng hẹn. Lý do: {why} Hẹn lại: {due}. Tra cứu: {link}",
    )


def send_payment_asked(event: Event) -> None:
    """Ask for a financial obligation; the clock stops meanwhile."""
    queue_event_message(event, "payment", "Một cửa: hồ sơ {code} cần thực hiện nghĩa vụ tài chính: {what} Xem: {link}")


def send_dossier_stopped(event: Event) -> None:
    """Tell that the dossier is stopped, and why."""
    queue_event_message(event, "stopped", "Một cửa: đã dừng giải quyết hồ sơ {code}. Lý do: {why} Xem: {link}")


def send_delivery_failed(event: Event) -> None:
    """Tell that the post could not deliver, and where the result is now."""
    queue_event_message(
        event, "undelivered", "Một cửa: bưu điện chưa phát được kết quả hồ sơ {code}. {how} Tra cứu: {link}"
    )


def send_result_corrected(event: Event) -> None:
    """Tell that the office corrected its own error, at its own cost (Decree 61/2018 Art. 21)."""
    queue_event_message(
        event,
        "corrected",
        "Một cửa: kết quả hồ sơ {code} có lỗi của cơ quan, đã sửa miễn phí. Xin lỗi bạn. {how} Tra cứu: {link}",
    )


def send_pre_check_answered(event: Event) -> None:
    """Send the answer to a pre-check; it is never a refusal."""
    queue_event_message(event, "pre_check", "Một cửa: {what} Xem: {link}")


def send_draft_link_message(event: Event) -> None:
    """Send the link that opens a draft again, on any device."""
    queue_event_message(event, "draft", "Một cửa: mở lại hồ sơ bạn đang làm dở trên máy này hoặc máy khác: {link}")


def say_how_to_collect(dossier: Dossier, at: datetime) -> str:
    """How the person gets the result, by the channel chosen; of a unit that has moved by `at` (aware), where to."""
    if dossier.return_channel == Channel.POSTAL:
        return "Bưu điện sẽ chuyển kết quả đến địa chỉ của bạn."
    if dossier.return_channel == Channel.ONLINE:
        return "Bạn có thể xem và tải kết quả khi tra cứu hồ sơ."
    if dossier.return_channel == Channel.HOME:
        return "Cán bộ sẽ mang kết quả đến địa chỉ của bạn, bạn không phải trả cước."
    moved = unit_contact(dossier.office, at).moved
    return f"Mời bạn mang giấy tờ tùy thân đến nhận tại {dossier.office.name}. {moved}".rstrip()


def say_brought_back(dossier: Dossier) -> str:
    """Where a result is that the post could not deliver."""
    return f"Kết quả đã được đưa về {dossier.office.name}, mời bạn đến nhận hoặc báo lại địa chỉ."


def say_answer_by(until: datetime) -> str:
    """Until when (aware) a hand-in is answered."""
    return f"trước {say_moment(until)}"


def say_missing(items: Sequence[str]) -> str:
    """What is missing, as one sentence short enough for a message."""
    what = "; ".join(items)
    return (what if len(what) <= 300 else what[:299] + "…").rstrip(".") + "."


def say_how_to_collect_corrected(dossier: Dossier) -> str:
    """How the person gets the corrected result, at no cost."""
    if dossier.return_channel == Channel.POSTAL:
        return "Bưu điện sẽ chuyển bản đã sửa đến địa chỉ của bạn, bạn không phải trả phí."
    if dossier.return_channel == Channel.ONLINE:
        return "Bạn xem và tải bản đã sửa khi tra cứu hồ sơ."
    if dossier.return_channel == Channel.HOME:
        return "Cán bộ sẽ mang bản đã sửa đến địa chỉ của bạn, bạn không phải trả phí."
    return f"Mời bạn đến {dossier.office.name} nhận bản đã sửa, hoặc gọi {dossier.office.phone} để được gửi tận nhà."


def say_pre_check_answer(row: PreCheck, ready: bool, said: str) -> str:
    """What the look at the copies found, and what the officer added."""
    what = one_line(row.procedure, 120)
    more = one_line(said, 300).rstrip(".")
    if ready:
        words = f"bản chụp giấy tờ “{what}” đã đủ, mời bạn mang bản gốc đến nộp tại {row.office.name}."
        return f"{words} {more}." if more else words
    return f"bản chụp giấy tờ “{what}” còn thiếu: {more}. Bạn vẫn có thể đến nộp tại {row.office.name}."
