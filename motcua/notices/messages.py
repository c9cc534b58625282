"""Messages about signing in; each app keeps the messages about its own subjects."""

from __future__ import annotations

from motcua.journal.queries import Event
from motcua.notices.actions import queue_event_message


def send_sign_in_code(event: Event) -> None:
    """A sign-in code; it is in the outbox alone."""
    queue_event_message(
        event, "code", "Một cửa: mã đăng nhập của bạn là {secret}, dùng trong {minutes} phút. Không đưa mã này cho ai."
    )
