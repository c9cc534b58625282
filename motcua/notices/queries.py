"""Read messages to people."""

from __future__ import annotations

from motcua.notices.models import Message


def latest_messages(*, limit: int) -> list[Message]:
    """The newest messages first, at most `limit`."""
    return list(Message.objects.order_by("-id")[:limit])
