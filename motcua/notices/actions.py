"""Put messages into the outbox."""

from __future__ import annotations

from datetime import datetime

from procrastinate.contrib.django import app

from motcua.notices.models import Message


def queue_message(*, to: str, text: str, reference: str, subject: str, at: datetime, medium: str = "sms") -> None:
    """Write one waiting message and ask the worker to send it; the same reference a second time is no second message.

    Runs in the caller's transaction: if that rolls back, neither the row nor the job exists. Nowhere to send: no row.
    """
    if not to:
        return
    message, created = Message.objects.get_or_create(
        reference=reference,
        defaults={"to": to, "text": text, "subject": subject, "created_at": at, "medium": medium},
    )
    if created:
        app.configure_task("send_message", queue="messages").defer(message_id=message.pk)
